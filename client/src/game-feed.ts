// Follows one game: joins it, goes on from the last seq after every cut, and asks again where one is
// missing. Every message of the game that has a seq is taken once and in order, or not at all.
import type { Balances } from "./balances.ts";
import type { MutuelError } from "./errors.ts";
import { GameRecord } from "./game-record.ts";
import type { Following, GameView } from "./game-view.ts";
import { type JoinGameFields, OPERATIONS, type ServerMessage } from "./messages.ts";
import { MyBets } from "./my-bets.ts";
import { PoolBoard, type Verdict } from "./pool-board.ts";
import { type Resolution, Results } from "./results.ts";
import type { StakesBook } from "./stakes-watch.ts";
import { LazyStore, type Store } from "./store.ts";

export type FeedParts = {
  readonly gameId: string;
  readonly heartbeatMs: number;
  readonly conflateMs: JoinGameFields["conflate_ms"];
  readonly balances: Balances;
  readonly userId: () => number | null;
  /** Sends, and says if it was refused for good. */
  readonly run: (message: object, onRefused?: (error: MutuelError) => void) => void;
};

/** Ahead of every game: the server then tells its present state instead of what was missed. */
const NO_SEQ = Number.MAX_SAFE_INTEGER;

/** Without a seq they are answers that repeat what was told before. */
const REPEATED: ReadonlySet<number> = new Set([341, 366, 368, 369, 370, 371, 3402]);

export class GameFeed implements StakesBook {
  /** Those who have not left. */
  readonly handles = new Set<object>();
  readonly #parts: FeedParts;
  readonly #store: LazyStore<GameView>;
  readonly #board = new PoolBoard();
  readonly #record = new GameRecord();
  readonly #bets = new MyBets();
  readonly #results = new Results();
  #following: Following = "loading";
  #error: MutuelError | null = null;
  #lastSeq = NO_SEQ;
  /** A join is under way: what comes before its answer is told again after it. */
  #isJoining = false;
  /** Where the game stood when it was joined. */
  #seqAtJoin = 0;
  #isReadingBets = false;
  #stopBalance: () => void = () => {};
  #currency: string | null = null;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.#store = new LazyStore(() => this.#view());
  }

  get store(): Store<GameView> {
    return this.#store;
  }

  get gameId(): string {
    return this.#parts.gameId;
  }

  get currency(): string | null {
    return this.#currency;
  }

  get atStake(): string {
    return this.#bets.sum;
  }

  get isOver(): boolean {
    return this.#following === "closed" || this.#following === "refused";
  }

  opened(): void {
    if (this.isOver) return;
    this.#join();
    this.#isReadingBets = false;
    // Before the currency is known there is no balance to hold them against.
    if (this.#currency !== null) this.readBets();
  }

  lost(): void {
    this.#isJoining = false;
    if (this.#following !== "live") return;
    this.#following = "stale";
    this.#store.changed();
  }

  /** Nobody looks any more. */
  stop(): void {
    this.#stopBalance();
  }

  received(message: ServerMessage): Verdict {
    if (!this.#isMine(message)) return "taken";
    if (this.isOver) return "taken";
    const verdict = this.#take(message);
    if (verdict === "taken") this.#store.changed();
    return verdict;
  }

  #isMine(message: ServerMessage): boolean {
    if ("game_id" in message) return message.game_id === this.#parts.gameId;
    return "pool_id" in message && this.#board.get(message.pool_id) !== undefined;
  }

  #take(message: ServerMessage): Verdict {
    if ("resync" in message && message.resync) return this.#resync(message);
    if (message.res === 333) {
      this.#isJoining = false;
      this.#seqAtJoin = message.seq;
      if (this.#lastSeq === message.seq) this.#following = "live";
      return "taken";
    }
    if (message.res === 3330) {
      if (!this.#isJoining && message.seq > this.#lastSeq) this.#join();
      return "taken";
    }
    const seq = "seq" in message ? message.seq : undefined;
    if (seq === undefined) return this.#applyUnplaced(message);
    if (seq !== this.#lastSeq + 1) {
      if (seq > this.#lastSeq && !this.#isJoining) this.#join();
      return "dropped";
    }
    this.#lastSeq = seq;
    if (!this.#isJoining && seq >= this.#seqAtJoin) this.#following = "live";
    this.#apply(message);
    return "taken";
  }

  #join(): void {
    const { gameId, heartbeatMs, conflateMs } = this.#parts;
    this.#isJoining = true;
    const join: JoinGameFields = {
      game_id: gameId,
      last_seq: this.#lastSeq,
      heartbeat_ms: heartbeatMs,
      ...(conflateMs === undefined ? {} : { conflate_ms: conflateMs }),
    };
    this.#parts.run({ op: OPERATIONS.joinGame[0], ...join }, (error) => this.#refused(error));
  }

  #refused(error: MutuelError): void {
    this.#isJoining = false;
    this.#error = error;
    if (error.code === "GAME_CLOSED") this.#close();
    else this.#following = "refused";
    this.#store.changed();
  }

  /** Until the second half has come, what was known before stands. */
  #resync(message: ServerMessage): Verdict {
    if (message.res === 342) {
      this.#record.load(message);
      this.#followBalance(message.currency);
    } else if (message.res === 3535 && message.seq !== undefined) {
      this.#board.load(message);
      this.#lastSeq = message.seq;
      this.#following = "live";
      this.#readResults();
    }
    return "taken";
  }

  /** 340, 343, 370 and 371 are not here: what they change is told by others. */
  #apply(message: ServerMessage): void {
    const { res } = message;
    if (res === 341) this.#close();
    else if (res === 342) this.#record.load(message);
    else if (res === 3402) this.#record.opened(message);
    else if (res === 352) this.#board.open(message);
    else if (res === 362 || res === 363) this.#resolve(message);
    else if (res === 366) this.#record.happened(message);
    else if (res === 368 || res === 369) this.#board.block(message);
  }

  #resolve(message: Resolution): void {
    const { pool_id: poolId } = message;
    const mine = { userId: this.#parts.userId(), backed: this.#bets.of(poolId) };
    this.#results.add(message, mine);
    this.#board.resolve(poolId);
    this.#bets.resolved(poolId);
  }

  /** What has no place in the sequence: the last one counts. */
  #applyUnplaced(message: ServerMessage): Verdict {
    const { res } = message;
    const userId = this.#parts.userId();
    if (res === 360) {
      const verdict = this.#board.distribute(message);
      if (verdict === "dropped" || userId === null) return "taken";
      if (this.#bets.hasUnknown(message.pool_id, userId, message.distribution)) this.readBets();
    } else if (res === 356) {
      const unit = this.#board.get(message.pool_id)?.money_at_stake;
      if (unit !== undefined) this.#bets.placed(message, unit);
    } else if (res === 354) {
      this.#isReadingBets = false;
      if (userId !== null) this.#bets.load(message, userId);
    } else if (res === 355) this.#results.load(message);
    else if (res === 342) this.#record.load(message);
    else if (res === 362 || res === 363) {
      // A personal copy; the general one came before.
      this.#results.add(message, { userId, backed: this.#bets.of(message.pool_id) });
    } else if (REPEATED.has(res)) return "dropped";
    return "taken";
  }

  #close(): void {
    this.#following = "closed";
    this.#board.clear();
    this.#bets.clear();
    this.#record.closed();
    this.#readResults();
  }

  /** One that is under way is answered after all that was told by now. */
  readBets(): void {
    if (this.#parts.userId() === null || this.#isReadingBets || this.isOver) return;
    this.#isReadingBets = true;
    this.#parts.run({ op: OPERATIONS.listMyRunningPools[0], game_id: this.#parts.gameId });
  }

  #readResults(): void {
    if (this.#parts.userId() === null) return;
    this.#parts.run({ op: OPERATIONS.listMyResolvedPools[0], game_id: this.#parts.gameId });
  }

  #followBalance(currency: string): void {
    if (this.#currency === currency) return;
    this.#currency = currency;
    this.#stopBalance();
    const balance = this.#parts.balances.of(currency);
    this.#stopBalance = balance.subscribe(() => this.#store.changed());
    this.readBets();
  }

  #view(): GameView {
    const { gameId, balances } = this.#parts;
    return {
      gameId,
      following: this.#following,
      error: this.#error,
      seq: this.#lastSeq === NO_SEQ ? 0 : this.#lastSeq,
      game: this.#record.info,
      pools: this.#board.list,
      events: this.#record.events,
      results: this.#results.list,
      backed: this.#bets.byPool,
      balance: this.#currency === null ? null : balances.of(this.#currency).current,
    };
  }
}
