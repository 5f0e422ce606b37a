// One pool: its question, how its money lies, and whether it takes bets. Draws itself only when this very
// pool has changed.
import { useComputed, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { PoolView } from "../../client/src/index.ts";
import { Button } from "../design/button.tsx";
import { Countdown } from "../design/countdown.tsx";
import { Icon } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { player } from "../text/player.ts";
import { shared } from "../text/shared.ts";
import { useGame } from "./followed-game.ts";
import { LazyChart } from "./lazy-chart.tsx";
import { type Standing, standingOf, stopOf } from "./pool-standing.ts";
import { TargetList } from "./target-list.tsx";
import { useVisitor } from "./visitor.ts";
import "./pool-card.css";

export function PoolCard({ poolId }: { readonly poolId: string }) {
  const game = useGame();
  const { now } = useVisitor();
  const id = useId();
  const shown = useComputed(() => game.pool(poolId).value);
  const standing = useComputed(() =>
    shown.value === undefined ? "stopped" : standingOf(shown.value, now.value),
  ).value;
  const hasChart = useSignal(false);
  const { value: pool } = shown;
  if (pool === undefined) return null;
  const { money_at_stake: money, people_involved: people } = pool;
  const currency = game.info.value?.currency ?? "";
  return (
    <article class={`card pool pool--${standing}`} aria-labelledby={id}>
      <header class="pool__head">
        <h3 id={id} class="pool__question">
          {pool.description}
        </h3>
        <StandingBadge standing={standing} />
      </header>
      <p class="pool__facts">
        <Money amount={money} currency={currency} class="pool__money" />
        <span class="pool__fact">
          <Icon name="people" />
          {shared.pool.people(people)}
        </span>
        {standing === "open" ? <Until pool={pool} /> : null}
      </p>
      <TargetList pool={pool} standing={standing} />
      {hasChart.value ? <LazyChart poolId={poolId} title={pool.description} /> : null}
      <footer class="pool__foot">
        <Button
          look="quiet"
          aria-expanded={hasChart.value}
          onClick={() => {
            hasChart.value = !hasChart.value;
          }}
        >
          <Icon name="chart" />
          {hasChart.value ? player.pools.hideChart : player.pools.chart}
        </Button>
      </footer>
    </article>
  );
}

function StandingBadge({ standing }: { readonly standing: Standing }) {
  if (standing === "open") return null;
  const isLocked = standing === "locked";
  return (
    <span class="pool__badge" title={isLocked ? shared.pool.lockedWhy : shared.pool.stopped}>
      <Icon name={isLocked ? "lock" : "clock"} />
      {isLocked ? shared.pool.locked : shared.pool.stoppedShort}
    </span>
  );
}

function Until({ pool }: { readonly pool: PoolView }) {
  const { now } = useVisitor();
  const stopMs = stopOf(pool);
  if (stopMs === null) return null;
  return (
    <span class="pool__fact">
      <Icon name="clock" />
      {player.pools.endsIn} <Countdown now={now} untilMs={stopMs} />
    </span>
  );
}
