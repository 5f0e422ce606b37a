// The bet being made, in the place of its pool where there is room for one of the two.
import { useEffect, useId, useRef } from "preact/hooks";
import { grouped, minorOf } from "../design/amount.ts";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { useGame } from "../player/followed-game.ts";
import { targetName } from "../live/names.ts";
import { standingOf } from "../player/pool-standing.ts";
import { player } from "../text/player.ts";
import { errorText } from "../text/shared.ts";
import { widget } from "../text/widget.ts";
import { useWidget } from "./widget-context.ts";
import "./bet-panel.css";

const CHIPS = [1, 5, 10, 50] as const;

export function BetPanel() {
  const { slip, names } = useGame();
  const { launch } = useWidget();
  const heading = useRef<HTMLHeadingElement>(null);
  const { value: chosen } = slip.choice;
  useEffect(() => {
    if (chosen !== null) heading.current?.focus({ preventScroll: true });
  }, [chosen]);
  if (chosen === null) {
    return <p class="bet bet--empty quiet">{widget.pick}</p>;
  }
  return (
    <section
      class="bet"
      aria-label={player.slip.title}
      onKeyDown={({ key }) => {
        if (key === "Escape") back();
      }}
    >
      <header class="bet__head">
        <Button look="quiet" size="square" aria-label={widget.back} onClick={back}>
          <Icon name="back" />
        </Button>
        <div class="panel__words">
          <h2 class="panel__title bet__target" tabIndex={-1} ref={heading}>
            {targetName(names.value, chosen.target)}
          </h2>
          <p class="bet__question truncate">{slip.pool.value?.description}</p>
        </div>
      </header>
      {launch.state.value === "launched" ? <BetBody /> : <Watching />}
    </section>
  );

  /** The focus goes to the outcome again, which shows by then. */
  function back(): void {
    const outcome = document.querySelector<HTMLElement>('.target[aria-pressed="true"]');
    slip.clear();
    requestAnimationFrame(() => outcome?.focus());
  }
}

function Watching() {
  const { launch } = useWidget();
  return (
    <p class="bet__note">{launch.state.value === "over" ? widget.sessionOver : widget.watch}</p>
  );
}

function BetBody() {
  const { slip, names } = useGame();
  const phase = slip.phase.value;
  if (phase.kind === "placed") {
    const target = targetName(names.value, slip.choice.value?.target ?? "");
    return (
      <>
        <p class="bet__note bet__note--good" role="status">
          <Icon name="check" />
          {player.slip.placed(grouped(phase.amount), target)}
        </p>
        <div class="bet__two">
          <Button onClick={() => slip.type("")}>{player.slip.again}</Button>
          <Button look="primary" onClick={() => slip.clear()}>
            {widget.back}
          </Button>
        </div>
      </>
    );
  }
  if (slip.pool.value === undefined) {
    return (
      <p class="bet__note" role="status">
        {player.slip.gone}
      </p>
    );
  }
  return <BetForm />;
}

function BetForm() {
  const { slip, view, info } = useGame();
  const { now } = useWidget();
  const id = useId();
  const { stake, pays, typed } = slip;
  const pool = slip.pool.value;
  if (pool === undefined) return null;
  const phase = slip.phase.value;
  const isPlacing = phase.kind === "placing";
  const canPlace = standingOf(pool, now.value) === "open" && stake.value !== null && !isPlacing;
  const problem = problemOf();
  return (
    <form
      class="bet__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (canPlace) void slip.place();
      }}
    >
      <div class="bet__chips">
        {CHIPS.map((units) => (
          <Button key={units} class="bet__chip figure" onClick={() => slip.add(units)}>
            +{units}
          </Button>
        ))}
        <Button class="bet__chip" look="quiet" onClick={() => slip.type("")}>
          {player.slip.clear}
        </Button>
      </div>
      <div class="bet__two">
        <input
          id={id}
          class="bet__stake figure"
          inputMode="decimal"
          autocomplete="off"
          placeholder="0"
          aria-label={`${widget.stake}, ${info.value?.currency ?? ""}`}
          aria-invalid={problem === null ? undefined : "true"}
          aria-describedby={`${id}-note`}
          value={typed.value}
          onInput={(event) => slip.type(event.currentTarget.value)}
        />
        <Button type="submit" look="primary" aria-disabled={!canPlace}>
          {isPlacing
            ? player.slip.placing
            : stake.value === null
              ? widget.choose
              : widget.bet(grouped(stake.value))}
        </Button>
      </div>
      <p id={`${id}-note`} class={`bet__line ${problem === null ? "" : "bet__line--bad"}`}>
        {problem ?? (pays.value === null ? "" : widget.paysNow(grouped(pays.value)))}
      </p>
      <p class="bet__fine">{widget.fine}</p>
    </form>
  );

  function problemOf(): string | null {
    if (pool === undefined) return null;
    if (phase.kind === "refused") return errorText(phase.error);
    if (standingOf(pool, now.value) !== "open") return player.slip.locked;
    if (typed.value.trim() !== "" && stake.value === null) {
      return player.slip.unreadable(slip.decimals.value);
    }
    const available = view.value.balance?.available_balance;
    if (stake.value === null || available === undefined) return null;
    return minorOf(stake.value) > minorOf(available) ? player.slip.tooMuch : null;
  }
}
