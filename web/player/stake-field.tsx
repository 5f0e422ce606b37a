// How much: typed, or put together from chips.
import { useId } from "preact/hooks";
import { minorOf } from "../design/amount.ts";
import { Button } from "../design/button.tsx";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import "./stake-field.css";

const CHIPS = [1, 5, 10, 50] as const;

export function StakeField() {
  const { slip, balance, info } = useGame();
  const id = useId();
  const { typed, stake, decimals } = slip;
  const available = balance.value?.available_balance ?? null;
  const isUnreadable = typed.value.trim() !== "" && stake.value === null;
  const isTooMuch =
    stake.value !== null && available !== null && minorOf(stake.value) > minorOf(available);
  const problem = isUnreadable
    ? player.slip.unreadable(decimals.value)
    : isTooMuch
      ? player.slip.tooMuch
      : null;
  return (
    <div class="stake">
      <label class="stake__label" for={id}>
        {player.slip.stake}
      </label>
      <div class="stake__input">
        <input
          id={id}
          class="stake__amount figure"
          inputMode="decimal"
          autocomplete="off"
          placeholder="0"
          value={typed.value}
          aria-invalid={problem === null ? undefined : "true"}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onInput={(event) => slip.type(event.currentTarget.value)}
        />
        <span class="stake__currency">{info.value?.currency}</span>
      </div>
      {problem === null ? null : (
        <p id={`${id}-problem`} class="stake__problem">
          {problem}
        </p>
      )}
      <div class="stake__chips">
        {CHIPS.map((units) => (
          <Button key={units} class="stake__chip figure" onClick={() => slip.add(units)}>
            +{units}
          </Button>
        ))}
        <Button class="stake__chip" onClick={() => slip.addAll()}>
          {player.slip.all}
        </Button>
        <Button class="stake__chip" look="quiet" onClick={() => slip.type("")}>
          {player.slip.clear}
        </Button>
      </div>
    </div>
  );
}
