// connect(): one client, which lasts however many connections it takes.
import { Balances } from "./balances.ts";
import { type CallOptions, Calls } from "./calls.ts";
import { Emitter, type Events } from "./emitter.ts";
import { Errands } from "./errands.ts";
import { MutuelError } from "./errors.ts";
import { GameFeed } from "./game-feed.ts";
import type { Balance, GameView } from "./game-view.ts";
import { Link, type Status } from "./link.ts";
import {
  type CommandPreview,
  type JoinGameFields,
  OPERATIONS,
  type OperationName,
  type Operations,
  type ServerMessage,
} from "./messages.ts";
import { type ConnectOptions, type Settings, settingsOf } from "./options.ts";
import { randomId } from "./runtime.ts";
import { StakesWatch } from "./stakes-watch.ts";
import type { Store } from "./store.ts";

/** A method per op. Those that a client does by itself (handshake, joining, leaving) are left out. */
export type Methods = {
  readonly [Name in Exclude<OperationName, "handshake" | "joinGame" | "leaveGame">]: Method<Name>;
};

export type Method<Name extends OperationName> =
  Record<string, never> extends Operations[Name]["fields"]
    ? (
        fields?: Operations[Name]["fields"],
        options?: CallOptions,
      ) => Promise<Operations[Name]["answer"]>
    : (
        fields: Operations[Name]["fields"],
        options?: CallOptions,
      ) => Promise<Operations[Name]["answer"]>;

export type FollowOptions = {
  /** Distributions come at most this often for each pool. */
  readonly conflateMs?: JoinGameFields["conflate_ms"];
};

/** A game that is followed until everybody who asked for it has left. */
export type FollowedGame = Store<GameView> & { readonly leave: () => void };

export type Client = Methods & Connected;

/**
 * Connects, and stays connected until closed. Calls made meanwhile wait for the connection within their
 * time limit.
 */
export function connect(options: ConnectOptions = {}): Client {
  const connected = new Connected(settingsOf(options));
  const methods = Object.keys(OPERATIONS).map((name) => [
    name,
    (fields: never, callOptions?: CallOptions) =>
      connected.call(name as OperationName, fields, callOptions),
  ]);
  return Object.assign(connected, Object.fromEntries(methods) as Methods);
}

class Connected {
  readonly #settings: Settings;
  readonly #link: Link;
  readonly #calls: Calls;
  readonly #errands: Errands;
  readonly #balances: Balances;
  readonly #emitter = new Emitter();
  readonly #feeds = new Map<string, GameFeed>();
  readonly #stakes: StakesWatch;
  #serverAheadMs = -Infinity;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { clock } = settings;
    const send = (message: object): void => this.#link.send(message);
    this.#errands = new Errands({ clock, send });
    this.#balances = new Balances((message) => {
      if (this.#userId !== null) this.#errands.run(message);
    });
    this.#stakes = new StakesWatch({
      books: () => this.#feeds.values(),
      balanceOf: (currency) => this.#balances.known(currency),
    });
    this.#calls = new Calls({
      clock,
      send,
      timeoutMs: settings.callTimeoutMs,
      newId: randomId,
      serverNowMs: () => this.serverNowMs(),
      isOpen: () => this.#link.isOpen,
    });
    this.#link = new Link(settings, {
      opened: () => this.#opened(),
      received: (message) => this.#received(message),
      lost: () => {
        this.#errands.lost();
        this.#calls.lost();
        for (const feed of this.#feeds.values()) feed.lost();
      },
      closed: (error) => {
        this.#calls.closed(error);
        for (const feed of this.#feeds.values()) feed.lost();
      },
    });
  }

  /** How the connection is. */
  get status(): Store<Status> {
    return this.#link.status;
  }

  /** The server's time, as well as it is known here, ms. Never before what it told last. */
  serverNowMs(): number {
    const now = this.#settings.clock.nowMs();
    return Number.isFinite(this.#serverAheadMs) ? Math.floor(now + this.#serverAheadMs) : now;
  }

  /**
   * Asks one op. Resolves with its answer; rejects with a MutuelError, or with the signal's reason. An
   * answer that got lost with the connection is found out by asking again where that can't do anything
   * twice: reads, bets and events (by their ids, made here where absent). Elsewhere: OUTCOME_UNKNOWN.
   */
  call<Name extends OperationName>(
    name: Name,
    fields: Operations[Name]["fields"],
    options?: CallOptions,
  ): Promise<Operations[Name]["answer"]> {
    return this.#calls.call(name, fields, options);
  }

  /** What the call would come to, without doing it. For ops that settle, void or close. */
  preview<Name extends OperationName>(
    name: Name,
    fields: Operations[Name]["fields"],
    options?: CallOptions,
  ): Promise<CommandPreview> {
    return this.#calls.preview(name, fields, options);
  }

  /** Calls back with every message of that name, `message` with all. Gives the function that ends it. */
  on<Name extends keyof Events>(name: Name, listener: (message: Events[Name]) => void): () => void {
    return this.#emitter.on(name, listener);
  }

  /** Follows a game: a store of what is known of it, kept up to date over all connections. */
  game(gameId: string, { conflateMs }: FollowOptions = {}): FollowedGame {
    const known = this.#feeds.get(gameId);
    const feed = known ?? this.#follow(gameId, conflateMs);
    const { store } = feed;
    const handle = {};
    feed.handles.add(handle);
    return {
      get current() {
        return store.current;
      },
      subscribe: store.subscribe,
      leave: () => {
        if (!feed.handles.delete(handle) || feed.handles.size > 0) return;
        this.#feeds.delete(gameId);
        feed.stop();
        const request = { op: OPERATIONS.leaveGame[0], game_id: gameId };
        if (this.#link.isOpen) this.#errands.run(request);
      },
    };
  }

  /** My balance in a currency; null until it is known, and for guests. */
  balance(currency: string): Store<Balance | null> {
    return this.#balances.of(currency);
  }

  /** Connects now instead of when the back-off ends. */
  retryNow(): void {
    this.#link.retryNow();
  }

  /** Ends the connection for good. Calls under way are rejected. */
  close(): void {
    this.#link.close(new MutuelError("CLOSED", "the client was closed"));
  }

  get #userId(): number | null {
    return this.#link.user?.id ?? null;
  }

  #follow(gameId: string, conflateMs: JoinGameFields["conflate_ms"]): GameFeed {
    const feed = new GameFeed({
      gameId,
      conflateMs,
      heartbeatMs: this.#settings.heartbeatMs,
      balances: this.#balances,
      userId: () => this.#userId,
      run: (message, onRefused) => this.#errands.run(message, onRefused),
    });
    this.#feeds.set(gameId, feed);
    if (this.#link.isOpen) feed.opened();
    return feed;
  }

  /** What was missed comes before the answers to what is sent again; stakes are held against balances. */
  #opened(): void {
    this.#serverAheadMs = -Infinity;
    this.#stakes.opened();
    this.#balances.opened();
    for (const feed of this.#feeds.values()) feed.opened();
    this.#calls.opened();
  }

  #received(message: ServerMessage): void {
    const aheadMs = message.response_header.t - this.#settings.clock.nowMs();
    if (aheadMs > this.#serverAheadMs) this.#serverAheadMs = aheadMs;
    this.#errands.received(message);
    let verdict = "taken";
    for (const feed of this.#feeds.values()) {
      if (feed.received(message) === "dropped") verdict = "dropped";
    }
    this.#balances.received(message);
    this.#stakes.received(message);
    if (verdict === "taken") this.#emitter.emit(message);
    this.#calls.received(message);
  }
}
