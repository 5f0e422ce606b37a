// The life of a pool but for its bets and its end: its terms, and when it takes bets.
import type { FactOf } from "../engine/fact.ts";
import { ClientBetIds } from "./client-bet-ids.ts";
import { type Ledger, type PoolRecord, breach, gameAt, poolAt } from "./ledger.ts";
import { newBetList } from "./settlement-by-hand.ts";

const TAKEOUT_MAX_BPS = 5_000;

type PoolState = FactOf<
  | "PoolStopped"
  | "PoolFinished"
  | "PoolBlocked"
  | "PoolAllowed"
  | "PoolBlockScheduled"
  | "PoolAllowScheduled"
>;

export function takePool(ledger: Ledger, fact: FactOf<"PoolCreated">): void {
  const pool = recordOf(fact);
  const wrong = (what: string, expected: unknown, found: unknown): void =>
    breach(ledger, pool, { what, expected: String(expected), found: String(found) });
  if (fact.pool !== ledger.pools.length) return wrong("index", ledger.pools.length, fact.pool);
  ledger.counts.pools++;
  ledger.pools.push(pool);
  const game = gameAt(ledger, fact.gameId);
  game?.unresolved.add(fact.pool);
  if (game !== null && game.status !== "open") wrong("game of a new pool", "open", game.status);
  const { takeoutBps, rounding, noWinner } = fact.terms;
  if (!Number.isInteger(takeoutBps) || takeoutBps < 0 || takeoutBps > TAKEOUT_MAX_BPS) {
    wrong("takeout_bps", `0 to ${TAKEOUT_MAX_BPS}`, takeoutBps);
  }
  if (rounding !== "running-floor") wrong("rounding", "running-floor", rounding);
  if (noWinner !== "return") wrong("no-winner rule", "return", noWinner);
  if (new Set(pool.targets).size !== pool.targets.length) wrong("targets", "each once", "a repeat");
  if (pool.kind === "parimutuel" && !pool.targets.includes("none")) wrong("targets", "none", "-");
  if (fact.recreates === null) return;
  const { termsText } = poolAt(ledger, fact.recreates) ?? pool;
  if (termsText !== pool.termsText) wrong("terms of a recreated pool", termsText, pool.termsText);
}

function recordOf(fact: FactOf<"PoolCreated">): PoolRecord {
  const { poolId, gameId, type, action, targets, terms, manual } = fact;
  const { timeMs, stopAtMs, finishAtMs } = fact;
  const ids = targets.map(({ id }) => id);
  return {
    poolId,
    gameId,
    kind: type === 3 || type === 4 ? "binary" : "parimutuel",
    action,
    targets: ids,
    takeoutBps: terms.takeoutBps,
    termsText: JSON.stringify([type, ids, manual, terms]),
    manual,
    createdAtMs: timeMs,
    stopAtMs,
    finishAtMs,
    phase: "open",
    stopped: "no",
    blocked: "no",
    pendingBlockAtMs: null,
    bets: newBetList(),
    royalties: [],
    stakedMinor: 0,
    clientBets: new ClientBetIds(),
  };
}

export function takePoolState(ledger: Ledger, fact: PoolState): void {
  const pool = poolAt(ledger, fact.pool);
  if (pool === null) return;
  if (pool.phase === "resolved") {
    breach(ledger, pool, { what: fact.kind, expected: "an unresolved pool", found: "a resolved" });
    return;
  }
  switch (fact.kind) {
    case "PoolStopped":
      pool.stopped = "yes";
      return;
    case "PoolFinished":
      pool.stopped = "yes";
      pool.phase = "finished";
      return;
    case "PoolBlocked":
      pool.blocked = "yes";
      pool.pendingBlockAtMs = null;
      return;
    case "PoolAllowed":
      if (pool.stopped === "yes") {
        const expected = "never after the pool has stopped";
        breach(ledger, pool, { what: "PoolAllowed", expected, found: "one" });
      }
      pool.blocked = "no";
      return;
    case "PoolBlockScheduled":
      pool.pendingBlockAtMs = fact.atMs;
      return;
    case "PoolAllowScheduled":
      return;
  }
}
