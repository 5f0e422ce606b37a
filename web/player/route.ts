// Which part of the page is shown, as its address says.
import { signal } from "@preact/signals";

export type Route = { readonly kind: "games" } | { readonly kind: "game"; readonly gameId: string };

export const route = signal<Route>(readRoute(location.pathname));

export function startRouting(): void {
  addEventListener("popstate", () => {
    route.value = readRoute(location.pathname);
  });
}

/** For links that stay inside of the page; new tabs and the like are left to the browser. */
export function follow(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const { href } = event.currentTarget as HTMLAnchorElement;
  event.preventDefault();
  history.pushState(null, "", href);
  route.value = readRoute(location.pathname);
  scrollTo(0, 0);
}

function readRoute(path: string): Route {
  const gameId = /^\/play\/([^/]+)\/?$/.exec(path)?.[1];
  return gameId === undefined ? { kind: "games" } : { kind: "game", gameId };
}

/** The language asked for stays. */
export function addressOf(gameId: string | null): string {
  return `${gameId === null ? "/" : `/play/${gameId}`}${location.search}`;
}
