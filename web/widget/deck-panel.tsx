// What the deck shows now, with the way to what is before and behind it: arrows, keys, a swipe.
import { useRef } from "preact/hooks";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { useGame } from "../player/followed-game.ts";
import { widget } from "../text/widget.ts";
import type { Entry } from "./deck.ts";
import { PoolPanel } from "./pool-panel.tsx";
import { ResultPanel } from "./result-panel.tsx";
import { useWidget } from "./widget-context.ts";
import "./deck-panel.css";

const SWIPE_PX = 40;

export function DeckPanel() {
  const { deck } = useWidget();
  const touch = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const { value: entry } = deck.current;
  if (entry === null) return <NothingOpen />;
  return (
    <div
      class={deck.entries.value.length > 1 ? "deck deck--many" : "deck"}
      onKeyDown={({ key }) => {
        if (key === "ArrowLeft") deck.go(-1);
        if (key === "ArrowRight") deck.go(1);
      }}
      onPointerDown={({ pointerType, clientX: x, clientY: y }) => {
        touch.current = pointerType === "mouse" ? null : { x, y };
      }}
      onPointerUp={({ clientX, clientY }) => {
        if (touch.current === null) return;
        const [x, y] = [clientX - touch.current.x, clientY - touch.current.y];
        if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) deck.go(x < 0 ? 1 : -1);
      }}
    >
      <DeckArrows />
      <Panel entry={entry} />
    </div>
  );
}

function Panel({ entry: { kind, poolId } }: { readonly entry: Entry }) {
  return kind === "pool" ? (
    <PoolPanel key={poolId} poolId={poolId} />
  ) : (
    <ResultPanel key={poolId} poolId={poolId} />
  );
}

/** Beside the head of a panel, and not in it: the focus stays when the panel is another. */
function DeckArrows() {
  const { deck } = useWidget();
  const { length } = deck.entries.value;
  if (length < 2) return null;
  return (
    <div class="arrows">
      <Button look="quiet" size="square" aria-label={widget.previous} onClick={() => deck.go(-1)}>
        <Icon name="back" />
      </Button>
      <span class="arrows__place figure">{`${deck.place.value + 1}/${length}`}</span>
      <Button look="quiet" size="square" aria-label={widget.next} onClick={() => deck.go(1)}>
        <Icon name="next" />
      </Button>
    </div>
  );
}

function NothingOpen() {
  const { view } = useGame();
  const { following, game } = view.value;
  const isBefore = game?.status === "betting_not_yet_active";
  const text =
    following === "closed"
      ? widget.over
      : following === "loading"
        ? widget.loading
        : isBefore
          ? widget.before
          : widget.empty;
  return (
    <p class="widget__empty" role="status">
      {text}
    </p>
  );
}
