// One player: an account, a WebSocket of its own, a temper, and books. Bets one bet at a time.
import { assertNever } from "../../engine/assert-never.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Cancel, Scheduler } from "../../ops/scheduler.ts";
import { type Account, socketUrl } from "../match/account.ts";
import { Board } from "./board.ts";
import { Book } from "./book.ts";
import type { Message } from "./message.ts";
import {
  DISTRIBUTION,
  type News,
  USER_JOINED,
  USER_LEFT,
  readNews,
  readOpenPools,
} from "./news.ts";
import type { Outlook } from "../bettors/outlook.ts";
import { minorOf, pointsText } from "../match/points.ts";
import { type Problems, messageOf } from "../match/problems.ts";
import type { Random } from "../bettors/random.ts";
import type { Tally } from "./tally.ts";
import {
  type Sight,
  type Temper,
  type Wish,
  chooseBet,
  chooseLateBet,
  followsOdds,
} from "../bettors/temper.ts";
import { WireClient } from "./wire-client.ts";

export type PlayerParts = {
  readonly serverUrl: string;
  readonly account: Account;
  readonly temper: Temper;
  readonly teamId: string;
  readonly random: Random;
  readonly outlook: Outlook;
  readonly tally: Tally;
  readonly problems: Problems;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Between two thoughts of betting, on average. */
  readonly thinkMs: number;
  /** Part of the match gone, 0 to 1. */
  readonly played: () => number;
};

/** Refusals that come of betting while things change; all others are faults. */
const RACES: ReadonlySet<string> = new Set([
  "POOL_CLOSED",
  "POOL_BLOCKED",
  "POOL_STOPPED",
  "GAME_CLOSING",
]);

export class Player {
  readonly #parts: PlayerParts;
  readonly #board = new Board();
  readonly #finished = Promise.withResolvers<void>();
  #client: WireClient | null = null;
  #book: Book;
  #lastEventAtMs: number | null = null;
  #state: "watching" | "betting" | "done" = "watching";
  #inFlight: (Wish & { readonly sentAtMs: number }) | null = null;
  #nextThought: Cancel | null = null;
  #rumour: Cancel | null = null;
  #bets = 0;
  #gameClosed = false;
  /** What the server last said the player has. */
  #toldMinor = 0;

  constructor(parts: PlayerParts) {
    this.#parts = parts;
    this.#book = new Book(parts.account.userId, 0);
    // Whoever waits for it hears of a failure; nobody may be waiting yet.
    this.#finished.promise.catch(() => undefined);
  }

  get account(): Account {
    return this.#parts.account;
  }

  get temper(): Temper {
    return this.#parts.temper;
  }

  get book(): Book {
    return this.#book;
  }

  /** Resolves when the game is closed, all bets are resolved and the balance told fits. */
  get finished(): Promise<void> {
    return this.#finished.promise;
  }

  /** Connects and joins; answers what the player starts with. */
  async enter(gameId: string): Promise<number> {
    const { serverUrl, account, scheduler, problems, temper } = this.#parts;
    const ignored = new Set([USER_JOINED, USER_LEFT]);
    if (!followsOdds(temper)) ignored.add(DISTRIBUTION);
    const client = await WireClient.connect(
      socketUrl(serverUrl, account),
      {
        onMessage: (message) => this.#onMessage(message),
        ignores: (res) => ignored.has(res),
        onLost: (why) => this.#fail(new Error(`the connection was lost: ${why}`)),
        onFault: (error) => problems.add(`${account.username}: ${messageOf(error)}`),
      },
      scheduler,
    );
    this.#client = client;
    const balance = await client.demand(800, {}, 800);
    const startMinor = minorOf(balance.number("current_balance"));
    this.#book = new Book(account.userId, startMinor);
    this.#toldMinor = startMinor;
    await client.demand(363, { game_id: gameId }, 333);
    const pools = await client.demand(387, { game_id: gameId }, 3535);
    for (const pool of readOpenPools(pools)) this.#board.hear(pool);
    return startMinor;
  }

  startBetting(): void {
    if (this.#state !== "watching") return;
    this.#state = "betting";
    this.#thinkLater();
  }

  /** Has seen the goal with their own eyes, and may try to be quicker than the server. */
  see(scorer: string, withinMs: number): void {
    if (this.#parts.temper !== "late chancer" || this.#state !== "betting") return;
    const { random, scheduler } = this.#parts;
    this.#rumour?.();
    this.#rumour = scheduler.after(random.fraction() * withinMs, () => {
      this.#rumour = null;
      if (this.#inFlight !== null || this.#state !== "betting") return;
      const wish = chooseLateBet(this.#sight(), scorer, random);
      if (wish !== null) this.#place(wish);
    });
  }

  /** Compares the own books with the server's; afterwards they are final. */
  async reconcile(): Promise<void> {
    const client = this.#connected();
    const ask = async (op: number, name: string): Promise<number> =>
      minorOf((await client.demand(op, {}, op)).number(name));
    const [currentMinor, availableMinor, exposureMinor] = await Promise.all([
      ask(800, "current_balance"),
      ask(810, "available_balance"),
      ask(840, "exposure"),
    ]);
    const difference = this.#book.reconcile({ currentMinor, availableMinor, exposureMinor });
    if (difference !== null) this.#parts.problems.add(difference);
  }

  leave(): Promise<void> {
    this.#stop();
    return this.#client?.close() ?? Promise.resolve();
  }

  #connected(): WireClient {
    if (this.#client === null) throw new Error(`${this.account.username} is not connected`);
    return this.#client;
  }

  // Synchronous: books are kept in the order of the messages.
  #onMessage(message: Message): void {
    if (message.res === 356) this.#onBetPlaced(message);
    const news = readNews(message);
    if (news === null) return;
    this.#board.hear(news);
    this.#note(news);
  }

  #note(news: News): void {
    switch (news.kind) {
      case "event":
        this.#lastEventAtMs = news.happenedAtMs;
        return;
      case "pool-resolved":
        // Only an event invalidates bets, and its 366 comes right before the results it causes.
        for (const text of this.#book.settle(news, this.#lastEventAtMs)) {
          this.#parts.problems.add(text);
        }
        break;
      case "game-closed":
        this.#gameClosed = true;
        break;
      case "balance":
        this.#toldMinor = news.currentMinor;
        break;
      case "pool-opened":
      case "pool-blocked":
      case "pool-allowed":
      case "distribution":
        return;
      default:
        assertNever(news);
    }
    this.#finishWhenDone();
  }

  #finishWhenDone(): void {
    const book = this.#book;
    if (!this.#gameClosed || this.#inFlight !== null || book.hasOpenBets) return;
    // The last 815 comes after the results, and must say what they came to.
    if (!book.mayBe(this.#toldMinor)) return;
    this.#stop();
    this.#finished.resolve();
  }

  #thinkLater(): void {
    const { random, scheduler, thinkMs } = this.#parts;
    this.#nextThought = scheduler.after(random.exponential(thinkMs), () => {
      if (this.#inFlight === null) {
        const wish = chooseBet(this.#parts.temper, this.#sight(), random);
        if (wish !== null) this.#place(wish);
      }
      if (this.#state === "betting") this.#thinkLater();
    });
  }

  #sight(): Sight {
    const { outlook, teamId, played } = this.#parts;
    const { availableMinor } = this.#book;
    return { pools: this.#board.open(), outlook, played: played(), availableMinor, teamId };
  }

  #place(wish: Wish): void {
    const { clock } = this.#parts;
    this.#inFlight = { ...wish, sentAtMs: clock.nowMs() };
    this.#book.reserve(wish.stakeMinor);
    const fields = {
      pool_id: wish.poolId,
      target: wish.target,
      amount: pointsText(wish.stakeMinor),
      client_bet_id: String(++this.#bets),
    };
    this.#connected()
      .ask(392, fields, [356])
      .then(
        (answer) => {
          if (answer.kind === "refused") this.#onRefused(wish, answer);
        },
        (error: unknown) => this.#fail(error),
      );
  }

  #onBetPlaced(message: Message): void {
    const bet = this.#inFlight;
    if (bet === null || message.text("pool_id") !== bet.poolId) {
      throw new Error(`an acknowledgement of a bet nobody waits for: ${message.text("bet_id")}`);
    }
    this.#inFlight = null;
    const { target, stakeMinor, sentAtMs } = bet;
    const answeredAtMs = message.timeMs;
    this.#book.accept(bet.poolId, { target, stakeMinor, sentAtMs, answeredAtMs });
    this.#parts.tally.betPlaced(stakeMinor);
  }

  #onRefused(wish: Wish, { code, text }: { code: string; text: string }): void {
    this.#inFlight = null;
    this.#book.release(wish.stakeMinor);
    if (RACES.has(code)) this.#parts.tally.betRefused(code);
    else this.#parts.problems.add(`${this.account.username}: a bet was refused: ${code}, ${text}`);
    this.#finishWhenDone();
  }

  #fail(error: unknown): void {
    if (this.#state === "done") return;
    this.#parts.problems.add(`${this.account.username}: ${messageOf(error)}`);
    this.#stop();
    this.#finished.reject(error);
  }

  #stop(): void {
    this.#state = "done";
    this.#nextThought?.();
    this.#rumour?.();
  }
}
