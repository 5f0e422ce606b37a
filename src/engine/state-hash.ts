// A hash of the whole state, independent of how it is stored. Equal states have equal hashes; what a
// replay, a snapshot and the live server come to can be compared by it.
import { type Hash, createHash } from "node:crypto";
import type { BetBook } from "./bet-book.ts";
import { hashHub } from "./hub/hub-hash.ts";
import { hashTransactions } from "./hub/transaction-hash.ts";
import type { UserId } from "./ids.ts";
import { type Game, type Pool, type State, poolsOf } from "./state.ts";

/** Hex SHA-256. */
export function stateHash(state: State): string {
  const hash = createHash("sha256");
  const line = (value: unknown): void => void hash.update(`${JSON.stringify(value)}\n`);
  line([state.seq, state.timeMs, state.deploymentId, state.betIdKey]);
  for (const { userId, country, roles } of state.accounts.values()) {
    line(["account", userId, country, [...roles].sort()]);
  }
  hashWallets(state, line);
  for (const [reference, transfer] of state.transfers) line(["transfer", reference, transfer]);
  for (const [key, suspension] of state.suspensions) line(["suspension", key, suspension]);
  for (const source of state.sources.values()) line(["source", source]);
  for (const game of state.games.values()) line(["game", gameContent(game)]);
  for (const pool of poolsOf(state)) {
    line(["pool", poolContent(pool)]);
    hashBets(hash, pool.bets);
  }
  line(["closing", state.closingSources]);
  hashHub(state.hub, line);
  hashTransactions(state.hub, hash);
  hashArchived(state, line);
  return hash.digest("hex");
}

function hashWallets(state: State, line: (value: unknown) => void): void {
  for (const currency of state.wallets.currencies()) {
    line(["house", currency, state.wallets.house(currency)]);
    for (let row = 0; row < state.wallets.rows(currency); row++) {
      const { availableMinor, exposureMinor } = state.wallets.balance(currency, row as UserId);
      if (availableMinor !== 0 || exposureMinor !== 0) line([row, availableMinor, exposureMinor]);
    }
  }
}

/** Adds nothing where no game has left: older releases knew no such thing, and their hashes stand. */
function hashArchived({ archived, pools }: State, line: (value: unknown) => void): void {
  if (archived.games.size === 0) return;
  line(["archived", pools.length, [...archived.gamesOfSource]]);
  for (const gameId of archived.games.values()) line(gameId);
  for (const poolId of archived.pools.values()) line(poolId);
}

function gameContent(game: Game): unknown {
  return {
    ...game,
    actions: [...game.actions],
    targets: game.targets.roots(),
    admins: [...game.admins],
    unresolved: [...game.unresolved],
    blocks: [...game.blocks],
    eventByKey: [...game.eventByKey],
    counts: [...game.counts].map(([action, counts]) => [action, [...counts]]),
  };
}

function poolContent(pool: Pool): unknown {
  const { bets, stakes, ...rest } = pool;
  const onTargets = pool.targets.map((_, index) => [stakes.totalOn(index), stakes.peopleOn(index)]);
  return [rest, bets.count, stakes.people, onTargets];
}

const ROWS_AT_ONCE = 1024;
const NUMBERS_PER_BET = 8;

function hashBets(hash: Hash, bets: BetBook): void {
  const rows = new Float64Array(ROWS_AT_ONCE * NUMBERS_PER_BET);
  let filled = 0;
  for (let i = 0; i < bets.count; i++) {
    const key = bets.keyAt(i);
    rows[filled++] = bets.userAt(i);
    rows[filled++] = bets.targetAt(i);
    rows[filled++] = bets.stakeAt(i);
    rows[filled++] = bets.timeAt(i);
    rows[filled++] = bets.seqAt(i);
    rows[filled++] = key.high;
    rows[filled++] = key.low;
    rows[filled++] = bets.royaltyAt(i);
    if (filled === rows.length || i === bets.count - 1) {
      hash.update(new Uint8Array(rows.buffer, 0, filled * 8));
      filled = 0;
    }
  }
}
