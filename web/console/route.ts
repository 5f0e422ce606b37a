// Which part of the console is shown, as its address says.
import { signal } from "@preact/signals";

export const SECTIONS = ["games", "users", "ledger", "platforms", "log", "health"] as const;
export type Section = (typeof SECTIONS)[number];

/** `id` is the game or user that is shown. */
export type Route = { readonly section: Section; readonly id: string | null };

export const route = signal<Route>({ section: "games", id: null });

export function startRouting(): void {
  const take = (): void => {
    route.value = readRoute(location.pathname);
  };
  take();
  addEventListener("popstate", take);
}

export function goTo(address: string): void {
  history.pushState(null, "", address);
  route.value = readRoute(location.pathname);
  scrollTo(0, 0);
}

/** For links that stay inside of the page; new tabs and the like are left to the browser. */
export function follow(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const { href } = event.currentTarget as HTMLAnchorElement;
  event.preventDefault();
  goTo(href);
}

/** Other parts of the address, such as the language, stay. */
export function addressOf(section: Section, id: string | number | null = null): string {
  const path = section === "games" && id === null ? "/console" : `/console/${section}`;
  return `${path}${id === null ? "" : `/${id}`}${location.search}`;
}

export function readRoute(path: string): Route {
  const [section = "", id = ""] = path.replace(/^\/console\/?/, "").split("/");
  const known = SECTIONS.find((name) => name === section);
  return known === undefined
    ? { section: "games", id: null }
    : { section: known, id: id === "" ? null : id };
}
