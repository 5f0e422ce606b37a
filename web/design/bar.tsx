// How much of a whole something is, as a bar behind or below its row. The words beside it say the same.
import { useLayoutEffect, useRef } from "preact/hooks";
import "./bar.css";

export type BarProps = {
  /** From 0 to 1. */
  readonly share: number;
  readonly look?: "plain" | "leading" | "mine";
};

export function Bar({ share, look = "plain" }: BarProps) {
  const bar = useRef<HTMLDivElement>(null);
  // Through the object model: the policy of the page allows no style attributes.
  useLayoutEffect(() => bar.current?.style.setProperty("--share", String(share)), [share]);
  return (
    <div class={`bar bar--${look}`} ref={bar} aria-hidden="true">
      <div class="bar__fill" />
    </div>
  );
}
