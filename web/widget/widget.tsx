// The whole widget: head, one pool or its result, the bet being made, and a line for what there is to say.
import { useEffect, useRef } from "preact/hooks";
import { useGame } from "../player/followed-game.ts";
import { errorText } from "../text/shared.ts";
import { widget } from "../text/widget.ts";
import { BetPanel } from "./bet-panel.tsx";
import { DeckPanel } from "./deck-panel.tsx";
import { HeadLine } from "./head-line.tsx";
import { NoticeLine } from "./notice-line.tsx";
import "./widget.css";

export type WidgetProps = {
  /** All of it without scrolling, in CSS pixels. */
  readonly onHeight: (height: number) => void;
};

export function Widget({ onHeight }: WidgetProps) {
  const { view, slip } = useGame();
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [outer, inner] = [frame.current, content.current];
    if (outer === null || inner === null) return undefined;
    const tell = (): void => onHeight(naturalHeight(outer, inner));
    const observer = new ResizeObserver(tell);
    observer.observe(inner);
    for (const part of outer.children) observer.observe(part);
    return () => observer.disconnect();
  }, [onHeight]);
  const isBetting = slip.choice.value !== null;
  return (
    <div class={`widget ${isBetting ? "widget--betting" : ""}`} ref={frame}>
      <HeadLine />
      <main class="widget__main" aria-label={widget.label}>
        <div class="widget__content" ref={content}>
          {view.value.following === "refused" ? (
            <p class="widget__empty" role="alert">
              <strong>{widget.missing}</strong>
              {errorText(view.value.error)}
            </p>
          ) : (
            <>
              <DeckPanel />
              <BetPanel />
            </>
          )}
        </div>
      </main>
      <NoticeLine />
    </div>
  );
}

/** The middle as high as its content, whatever room it has. */
function naturalHeight(outer: HTMLElement, inner: HTMLElement): number {
  const others = [...outer.children]
    .filter((part) => !part.contains(inner))
    .reduce((sum, part) => sum + part.getBoundingClientRect().height, 0);
  return Math.ceil(others + inner.getBoundingClientRect().height);
}
