// Light, dark, or as the system has it; remembered in this browser.
import { effect, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "mutuel-theme";

export const theme = signal<Theme>("system");

/** Before the first paint. `asked` is for pages inside of others, which say how they look. */
export function startTheme(asked: string | null = null): void {
  theme.value = themeNamed(asked) ?? themeNamed(remembered()) ?? "system";
  effect(() => {
    const { documentElement } = document;
    if (theme.value === "system") delete documentElement.dataset["theme"];
    else documentElement.dataset["theme"] = theme.value;
  });
}

export function chooseTheme(next: Theme): void {
  theme.value = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // It lasts as long as the page does.
  }
}

function themeNamed(name: string | null): Theme | undefined {
  return THEMES.find((theme) => theme === name);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
