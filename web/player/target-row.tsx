// One outcome as a button: its name, its part of the money as a bar behind it, its multiplier.
import { useEffect, useRef } from "preact/hooks";
import type { PoolView } from "../../client/src/index.ts";
import { grouped, minorOf, shareOf } from "../design/amount.ts";
import { Bar } from "../design/bar.tsx";
import { Icon } from "../design/icon.tsx";
import { player } from "../text/player.ts";
import { shared } from "../text/shared.ts";
import { useGame } from "./followed-game.ts";
import { targetName } from "../live/names.ts";
import type { Standing } from "./pool-standing.ts";
import "./target-row.css";

const FLASH_MS = 900;

export type TargetRowProps = {
  readonly pool: PoolView;
  readonly row: PoolView["distributions"][number];
  readonly standing: Standing;
  /** My stakes on it; null where there are none. */
  readonly mine: string | null;
  readonly isChosen: boolean;
};

export function TargetRow({ pool, row, standing, mine, isChosen }: TargetRowProps) {
  const { slip, names } = useGame();
  const { target_id: target, amount_total: amount } = row;
  const name = targetName(names.value, target);
  const team = target.includes(":") ? targetName(names.value, target.split(":")[0] ?? "") : null;
  const hasMoney = minorOf(amount) > 0n;
  const share = shareOf(amount, pool.money_at_stake);
  const isOpen = standing === "open";
  return (
    <button
      type="button"
      class={`target ${isChosen ? "target--chosen" : ""} ${mine === null ? "" : "target--mine"}`}
      aria-pressed={isChosen}
      aria-disabled={!isOpen}
      onClick={(event) => {
        if (isOpen) slip.choose({ poolId: pool.pool_id, target }, event.currentTarget);
      }}
    >
      <Bar share={share} look={mine === null ? "plain" : "mine"} />
      <span class="target__words">
        <span class="target__name">{name}</span>
        <span class="target__facts">
          {team === null ? null : <span>{team} · </span>}
          {hasMoney ? percentText(share) : player.pools.noBets}
          {hasMoney ? <span class="unseen"> {shared.pool.ofMoney}</span> : null}
          {mine === null ? null : (
            <span class="target__mine figure">
              <Icon name="check" />
              {player.pools.mine(grouped(mine))}
            </span>
          )}
        </span>
      </span>
      <Multiplier text={hasMoney ? row.multiplier : null} />
    </button>
  );
}

/** Never 0% where there is something, nor 100% where there is something else. */
function percentText(share: number): string {
  if (share > 0 && share < 0.005) return "<1%";
  if (share < 1 && share > 0.995) return ">99%";
  return `${Math.round(share * 100)}%`;
}

/** Flashes when it changes, softly and not more often than it can be seen. */
function Multiplier({ text }: { readonly text: string | null }) {
  const figure = useRef<HTMLSpanElement>(null);
  const last = useRef(text);
  const flashedAtMs = useRef(-Infinity);
  useEffect(() => {
    const element = figure.current;
    const before = last.current;
    last.current = text;
    if (element === null || before === null || text === null || before === text) return;
    const nowMs = performance.now();
    if (nowMs - flashedAtMs.current < FLASH_MS) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    flashedAtMs.current = nowMs;
    element.animate([{ color: "var(--accent)" }, {}], { duration: FLASH_MS, easing: "ease-out" });
  }, [text]);
  return (
    <span class="target__multiplier figure" ref={figure}>
      {text === null ? "–" : shownMultiplier(text)}
      {text === null ? null : <span class="target__times">×</span>}
    </span>
  );
}

/** Four digits at most: `2.41`, `128.40`, `1284`. */
export function shownMultiplier(text: string): string {
  const [whole = "", fraction = ""] = text.split(".");
  if (whole.length >= 4) return grouped(whole);
  return whole.length === 3 ? `${whole}.${fraction.slice(0, 1)}` : text;
}
