// The outcomes of a pool: all of them, or those with the most money and mine. Their places change only
// while nobody is about to press one.
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Backed, PoolView } from "../../client/src/index.ts";
import { minorOf } from "../design/amount.ts";
import { Button } from "../design/button.tsx";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import type { Standing } from "./pool-standing.ts";
import { TargetRow } from "./target-row.tsx";
import "./target-list.css";

const SHOWN_MAX = 4;
const RANKED_FOR_MS = 10_000;

const NOTHING: Backed = {};

type Row = PoolView["distributions"][number];

export function TargetList({
  pool,
  standing,
}: {
  readonly pool: PoolView;
  readonly standing: Standing;
}) {
  const { slip, backed: backedIn } = useGame();
  const mine = useComputed(() => backedIn(pool.pool_id).value).value;
  const showsAll = useSignal(false);
  const list = useRef<HTMLUListElement>(null);
  const ranked = useRef<{ readonly atMs: number; readonly ids: readonly string[] } | null>(null);
  const rows = pool.distributions;
  const backed = mine ?? NOTHING;
  const choice = slip.choice.value;
  const chosen = choice?.poolId === pool.pool_id ? choice.target : null;
  const isLong = rows.length > SHOWN_MAX + 1;
  let shown: readonly Row[] = rows;
  if (isLong && !showsAll.value) {
    const isBusy = chosen !== null || list.current?.matches(":hover, :focus-within") === true;
    const isStale =
      ranked.current === null || performance.now() - ranked.current.atMs > RANKED_FOR_MS;
    if (ranked.current === null || (isStale && !isBusy)) {
      ranked.current = { atMs: performance.now(), ids: topOf(rows) };
    }
    const { ids } = ranked.current;
    const isShown = ({ target_id: id }: Row): boolean =>
      ids.includes(id) || backed[id] !== undefined || id === chosen;
    shown = rows
      .filter(isShown)
      .sort((a, b) => placeOf(ids, a.target_id) - placeOf(ids, b.target_id));
  }
  return (
    <div class="targets">
      <ul class="targets__list" ref={list}>
        {shown.map((row) => (
          <li key={row.target_id}>
            <TargetRow
              pool={pool}
              row={row}
              standing={standing}
              mine={backed[row.target_id] ?? null}
              isChosen={chosen === row.target_id}
            />
          </li>
        ))}
      </ul>
      {isLong ? (
        <Button
          look="quiet"
          size="wide"
          class="targets__more"
          aria-expanded={showsAll.value}
          onClick={() => {
            showsAll.value = !showsAll.value;
          }}
        >
          {showsAll.value ? player.pools.showLess : player.pools.showAll(rows.length)}
        </Button>
      ) : null}
    </div>
  );
}

function topOf(rows: readonly Row[]): string[] {
  return rows
    .toSorted((a, b) => Number(minorOf(b.amount_total) - minorOf(a.amount_total)))
    .slice(0, SHOWN_MAX)
    .map(({ target_id: id }) => id);
}

/** Those not among the first stand behind them. */
function placeOf(ids: readonly string[], id: string): number {
  const place = ids.indexOf(id);
  return place < 0 ? ids.length : place;
}
