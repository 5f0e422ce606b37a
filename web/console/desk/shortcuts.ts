// Single keys that act. Not while somebody types, not with Ctrl and the like, and not under a dialog but
// for what belongs to it.
import { useEffect } from "preact/hooks";

/** By key; digits with shift are `shift+1`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

export type ShortcutOptions = {
  /** Asked as a key is pressed: what was just switched off or covered must not act any more. */
  readonly areOn: () => boolean;
  readonly place: "page" | "dialog";
};

export function useShortcuts(shortcuts: Shortcuts, { areOn, place }: ShortcutOptions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!areOn()) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || hasDialog() !== (place === "dialog")) return;
      const act = shortcuts[nameOf(event)];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}

/** Digits by their place on the keyboard, since shift makes other signs of them. */
function nameOf({ code, key, shiftKey }: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shiftKey ? `shift+${digit}` : digit;
  return key.length === 1 ? key.toLowerCase() : key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const { tagName } = target;
  if (tagName === "INPUT")
    return !["checkbox", "radio"].includes((target as HTMLInputElement).type);
  return tagName === "TEXTAREA" || tagName === "SELECT";
}

function hasDialog(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
