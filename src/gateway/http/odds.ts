// GET /r/pools/{id}/odds: how the money on each target came about, for a chart. From the pool's bets, at
// most a few hundred points however many there are.
import type { BetBook } from "../../engine/bet-book.ts";
import type { PoolId } from "../../engine/ids.ts";
import { findPool, isRefusal } from "../../engine/rights.ts";
import { type Pool, gameOf } from "../../engine/state.ts";
import { formatDecimal } from "../../money/amount.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { jsonAnswer, refusalAnswer } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { isHttpRefusal, readQueries, readWhole } from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

const POINTS_AT_ONCE = 120;
const POINTS_MAX = 500;
/** Of larger pools not every bet is looked at, so that a chart never holds up the loop. */
const BETS_LOOKED_AT_MAX = 20_000;

export async function answerOdds(
  { writer }: Pick<HttpParts, "writer">,
  context: HttpContext,
): Promise<Response> {
  const asked = readQueries(context, ["points"]);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const number = { min: 2, max: POINTS_MAX, fallback: POINTS_AT_ONCE };
  const points = readWhole("points", asked.points, number);
  if (isHttpRefusal(points)) return refusalAnswer(points);
  writer.catchUp();
  const { state } = writer;
  const pool = findPool(state, (context.req.param("id") ?? "").toLowerCase() as PoolId);
  if (isRefusal(pool)) return refusalAnswer(pool);
  const { decimals, currency } = gameOf(state, pool.gameId);
  const history = [...historyOf(pool, points)].map(({ atMs, stakesMinor }) => ({
    at: atMs,
    money: stakesMinor.map((minor) => formatDecimal(minor, decimals)),
  }));
  const answer = jsonAnswer(200, {
    pool_id: pool.poolId,
    currency,
    takeout_bps: pool.terms.takeoutBps,
    targets: pool.targets.map(({ id }) => id),
    history,
  });
  await allDurable(writer);
  return answer;
}

type Point = { atMs: number; stakesMinor: number[] };

/** The last bet is always there. A bet's running total says what its target had come to. */
function* historyOf(pool: Pool, points: number): Generator<Point> {
  const bets: BetBook = pool.bets;
  const stakesMinor = pool.targets.map(() => 0);
  const step = Math.max(1, Math.ceil(bets.count / BETS_LOOKED_AT_MAX));
  const every = Math.max(1, Math.ceil(bets.count / points));
  let due = 0;
  for (let bet = 0; bet < bets.count; bet = nextOf(bet, step, bets.count)) {
    stakesMinor[bets.targetAt(bet)] = bets.cumulativeAt(bet);
    if (bet < due && bet !== bets.count - 1) continue;
    due = bet + every;
    yield { atMs: bets.timeAt(bet), stakesMinor: [...stakesMinor] };
  }
}

function nextOf(bet: number, step: number, count: number): number {
  const next = bet + step;
  return next < count || bet === count - 1 ? next : count - 1;
}
