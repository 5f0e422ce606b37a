// One open pool: its question, how its money lies, and whether it takes bets.
import { useComputed } from "@preact/signals";
import { useId } from "preact/hooks";
import { Countdown } from "../design/countdown.tsx";
import { Icon } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { useGame } from "../player/followed-game.ts";
import { type Standing, standingOf, stopOf } from "../player/pool-standing.ts";
import { TargetList } from "../player/target-list.tsx";
import { player } from "../text/player.ts";
import { shared } from "../text/shared.ts";
import { useWidget } from "./widget-context.ts";

export function PoolPanel({ poolId }: { readonly poolId: string }) {
  const game = useGame();
  const { now } = useWidget();
  const id = useId();
  const shown = useComputed(() => game.pool(poolId).value);
  const standing = useComputed(() =>
    shown.value === undefined ? "stopped" : standingOf(shown.value, now.value),
  ).value;
  const { value: pool } = shown;
  if (pool === undefined) return null;
  const stopMs = stopOf(pool);
  return (
    <article aria-labelledby={id}>
      <header class="panel__head">
        <div class="panel__words">
          <h2 id={id} class="panel__title">
            {pool.description}
          </h2>
          <p class="panel__facts">
            <Lock standing={standing} />
            <Money amount={pool.money_at_stake} currency={game.info.value?.currency ?? ""} />
            {standing === "open" && stopMs !== null ? (
              <span>
                {player.pools.endsIn} <Countdown now={now} untilMs={stopMs} />
              </span>
            ) : null}
          </p>
        </div>
      </header>
      <TargetList pool={pool} standing={standing} />
    </article>
  );
}

function Lock({ standing }: { readonly standing: Standing }) {
  if (standing === "open") return null;
  const isLocked = standing === "locked";
  return (
    <span class="panel__lock" title={isLocked ? shared.pool.lockedWhy : shared.pool.stopped}>
      <Icon name={isLocked ? "lock" : "clock"} />
      {isLocked ? shared.pool.locked : shared.pool.stoppedShort}
    </span>
  );
}
