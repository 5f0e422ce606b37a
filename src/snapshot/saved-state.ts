// The whole state as records of JSON by section and, behind them, tables of numbers: balances by
// currency, then bets by pool, then transactions. Follows from the types of the state: a field that JSON would lose does
// not compile.
import type { BetBook } from "../engine/bet-book.ts";
import type { TimerEntry } from "../engine/command.ts";
import type { GameId, GameSessionId, PoolId, SourceId } from "../engine/ids.ts";
import {
  type Account,
  type Source,
  type State,
  type Suspension,
  type Transfer,
  newState,
  poolsOf,
} from "../engine/state.ts";
import {
  type Platform,
  type ProviderAccount,
  platformSessionKey,
} from "../engine/hub/hub-state.ts";
import type { Json } from "./json.ts";
import { restoreGame, saveGame, type SavedGame } from "./saved-game.ts";
import {
  BET_COLUMNS,
  betTable,
  restoreBets,
  restorePool,
  savePool,
  type SavedPool,
} from "./saved-pool.ts";
import { restoreRoyalty, saveRoyalty, type SavedRoyalty } from "./saved-royalty.ts";
import { restoreSession, saveSession, type SavedSession } from "./saved-session.ts";
import { restoreTransactions, transactionTables } from "./saved-transactions.ts";
import {
  BALANCE_COLUMNS,
  balanceTable,
  restoreWallet,
  saveWallet,
  type SavedWallet,
} from "./saved-wallet.ts";
import { without } from "./without.ts";

/** Records of the current format, in the order of the state's own maps. */
export type SavedState = {
  plain: [ReturnType<typeof savePlain>];
  account: ReturnType<typeof saveAccount>[];
  wallet: SavedWallet[];
  transfer: [string, Transfer][];
  suspension: [string, Suspension][];
  source: Source[];
  game: SavedGame[];
  pool: SavedPool[];
  timer: TimerEntry[];
  /** Many ids a record. */
  archivedGames: GameId[][];
  archivedPools: PoolId[][];
  archivedOfSource: [SourceId, number][];
  platform: Platform[];
  providerAccount: ProviderAccount[];
  gameSession: SavedSession[];
  royalty: SavedRoyalty[];
  /** Many ids a record. */
  transactionSessions: GameSessionId[][];
  /** One record, where there are any. */
  transactionCount: number[];
};

const IDS_PER_RECORD = 1_000;

/** In this order; the same names as in SavedState. */
export function* records(state: State): Generator<[keyof SavedState, Json]> {
  yield ["plain", savePlain(state)];
  for (const account of state.accounts.values()) yield ["account", saveAccount(account)];
  for (const currency of state.wallets.currencies()) {
    yield ["wallet", saveWallet(state.wallets, currency)];
  }
  for (const transfer of state.transfers) yield ["transfer", transfer satisfies Json];
  for (const suspension of state.suspensions) yield ["suspension", suspension satisfies Json];
  for (const source of state.sources.values()) yield ["source", source satisfies Json];
  for (const game of state.games.values()) yield ["game", saveGame(game)];
  for (const pool of poolsOf(state)) yield ["pool", savePool(pool)];
  // In the heap's own order: pushed in it, they come to the same heap.
  for (const timer of state.timers.entries()) yield ["timer", timer satisfies Json];
  const { games, pools, gamesOfSource } = state.archived;
  for (const ids of inParts(games.values())) yield ["archivedGames", ids];
  for (const ids of inParts(pools.values())) yield ["archivedPools", ids];
  for (const count of gamesOfSource) yield ["archivedOfSource", count satisfies Json];
  const { platforms, accounts, sessions, royalties, transactions } = state.hub;
  for (const platform of platforms.values()) yield ["platform", platform satisfies Json];
  for (const account of accounts.values()) yield ["providerAccount", account satisfies Json];
  for (const session of sessions.values()) yield ["gameSession", saveSession(session)];
  for (const line of royalties.lines()) yield ["royalty", saveRoyalty(line)];
  for (const ids of inParts(transactions.sessions())) yield ["transactionSessions", ids];
  if (transactions.count > 0) yield ["transactionCount", transactions.count];
}

export function* tables(state: State): Generator<Float64Array[]> {
  for (const currency of state.wallets.currencies()) yield balanceTable(state.wallets, currency);
  for (const { bets } of poolsOf(state)) if (bets.count > 0) yield betTable(bets);
  yield* transactionTables(state.hub.transactions);
}

export type TableSize = { rows: number; columns: number };

/** `nextTable` is asked for the tables in the order they were written. */
export function restoreState(
  saved: SavedState,
  nextTable: (size: TableSize) => Float64Array[],
  newBetBook?: () => BetBook,
): State {
  const [{ poolCount, ...plain }] = saved.plain;
  const state: State = { ...newState(newBetBook), ...plain };
  for (const account of saved.account) {
    state.accounts.set(account.userId, { ...account, roles: new Set(account.roles) });
  }
  for (const [reference, transfer] of saved.transfer) state.transfers.set(reference, transfer);
  for (const [key, suspension] of saved.suspension) state.suspensions.set(key, suspension);
  for (const source of saved.source) state.sources.set(source.sourceId, source);
  for (const game of saved.game) state.games.set(game.gameId, restoreGame(game));
  for (const timer of saved.timer) state.timers.push(timer);
  restoreArchived(state, saved);
  restoreOffers(state, saved);
  for (const wallet of saved.wallet) {
    const table = nextTable({ rows: wallet.rows, columns: BALANCE_COLUMNS });
    restoreWallet(state.wallets, wallet, table);
  }
  state.pools = Array.from({ length: poolCount }, () => undefined);
  for (const savedPool of saved.pool) {
    const pool = restorePool(savedPool, state.newBetBook());
    state.poolIndexById.set(pool.poolId, pool.index);
    state.pools[pool.index] = pool;
    const rows = savedPool.betCount;
    if (rows > 0) restoreBets(pool, nextTable({ rows, columns: BET_COLUMNS }));
  }
  for (const line of saved.royalty) restoreRoyalty(state.hub.royalties, line);
  const { transactionSessions, transactionCount } = saved;
  const kept = { sessions: transactionSessions, count: transactionCount[0] ?? 0 };
  restoreTransactions(state.hub.transactions, kept, nextTable);
  return state;
}

function restoreArchived({ archived }: State, saved: SavedState): void {
  for (const ids of saved.archivedGames) for (const id of ids) archived.games.add(id);
  for (const ids of saved.archivedPools) for (const id of ids) archived.pools.add(id);
  for (const [id, count] of saved.archivedOfSource) archived.gamesOfSource.set(id, count);
}

/** Lists by source and by the platforms' own names follow from the rest. */
function restoreOffers({ hub }: State, saved: SavedState): void {
  for (const platform of saved.platform) hub.platforms.set(platform.platformId, platform);
  for (const account of saved.providerAccount) {
    hub.accounts.set(account.accountId, account);
    const ofSource = hub.accountsOfSource.get(account.sourceId);
    if (ofSource === undefined) hub.accountsOfSource.set(account.sourceId, [account.accountId]);
    else ofSource.push(account.accountId);
  }
  for (const one of saved.gameSession) {
    const session = restoreSession(one);
    const { sessionId, platformId, platformSession } = session;
    hub.sessions.set(sessionId, session);
    hub.sessionOfPlatform.set(platformSessionKey(platformId, platformSession), sessionId);
  }
}

function saveAccount(account: Account) {
  return { ...account, roles: [...account.roles] } satisfies Json;
}

/** What is left of the state is plain. */
function savePlain(state: State) {
  const rest = without(state, "accounts", "wallets", "sources", "games", "pools", "poolIndexById");
  const plain = without(
    rest,
    "transfers",
    "suspensions",
    "timers",
    "archived",
    "hub",
    "newBetBook",
  );
  return { ...plain, poolCount: state.pools.length } satisfies Json;
}

function* inParts<Id extends string>(ids: Iterable<Id>): Generator<Id[]> {
  let part: Id[] = [];
  for (const id of ids) {
    if (part.push(id) < IDS_PER_RECORD) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
