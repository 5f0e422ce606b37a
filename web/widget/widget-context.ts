// What the parts of the widget share besides the game.
import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Deck } from "./deck.ts";
import type { Launch } from "./launch.ts";

export type WidgetParts = {
  readonly launch: Launch;
  readonly deck: Deck;
  /** The server's time, ticking. */
  readonly now: ReadonlySignal<number>;
};

const WidgetContext = createContext<WidgetParts | null>(null);
export const WidgetProvider = WidgetContext.Provider;

export function useWidget(): WidgetParts {
  const parts = useContext(WidgetContext);
  if (parts === null) throw new Error("nothing here is outside of WidgetProvider");
  return parts;
}
