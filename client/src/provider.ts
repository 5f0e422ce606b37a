// For providers: what happened in a game, registered exactly once and in order, whatever the connection
// does meanwhile. One thing is under way at a time; it goes on to the next when the server has answered.
import type { Client } from "./client.ts";
import { MutuelError } from "./errors.ts";
import type {
  BettingForGameAndActionAllowed,
  BettingForGameAndActionBlocked,
  NewGameEvent,
} from "./messages.ts";
import { type Clock, randomId, systemClock } from "./runtime.ts";
import { LazyStore, type Store } from "./store.ts";

/** Something that happened, or the result of a binary pool by its own action. */
export type Happening = {
  readonly action: string;
  readonly target: string;
  /** Epoch ms; when it is put into the queue where absent. Bets placed later than it are returned. */
  readonly happened_at?: number;
  /** One of yours makes it the same event over restarts of your program too. Made where absent. */
  readonly client_event_id?: string;
};

/** How far something in the queue has come. */
export type Progress<Answer> =
  | { readonly state: "queued" }
  /** Asked; `tries` counts those that came to nothing and will be followed by another. */
  | { readonly state: "under-way"; readonly tries: number }
  | { readonly state: "done"; readonly answer: Answer }
  | { readonly state: "refused"; readonly error: MutuelError };

/** Something in the queue. */
export type Entry<Answer> = {
  /** What it does, for people: `goal argentina:10`. */
  readonly label: string;
  readonly progress: Store<Progress<Answer>>;
  /** Resolves with the server's answer, rejects with its refusal. */
  readonly done: Promise<Answer>;
};

export type ProviderOptions = {
  /** Between tries of what the server was too busy for, ms. Default 500. */
  readonly retryMs?: number;
  /** For tests. */
  readonly clock?: Clock;
};

export type Provider = {
  /** Puts an event into the queue. */
  readonly register: (happening: Happening) => Entry<NewGameEvent>;
  /** Stops bets on an action, in its turn: `block`, then the event, then `allow`. */
  readonly block: (action: string) => Entry<BettingForGameAndActionBlocked>;
  readonly allow: (action: string) => Entry<BettingForGameAndActionAllowed>;
  /** What is not done yet, oldest first. */
  readonly waiting: Store<readonly Entry<unknown>[]>;
  /** Resolves when nothing is waiting any more. */
  readonly idle: () => Promise<void>;
};

type Task = {
  readonly entry: Entry<unknown>;
  readonly run: () => Promise<void>;
};

/** A queue for one game, of which the client's user is an admin. */
export function provide(client: Client, gameId: string, options: ProviderOptions = {}): Provider {
  const { retryMs = 500, clock = systemClock } = options;
  const queue = new Queue(clock, retryMs);
  return {
    register: (happening) => {
      const request = {
        game_id: gameId,
        ...happening,
        happened_at: happening.happened_at ?? client.serverNowMs(),
        client_event_id: happening.client_event_id ?? randomId(),
      };
      const label = `${happening.action} ${happening.target}`;
      return queue.add(label, () => client.registerEvent(request));
    },
    block: (action) =>
      queue.add(`block ${action}`, () => client.blockAction({ game_id: gameId, action })),
    allow: (action) =>
      queue.add(`allow ${action}`, () => client.allowAction({ game_id: gameId, action })),
    waiting: queue.waiting,
    idle: () => queue.idle(),
  };
}

class Queue {
  readonly #clock: Clock;
  readonly #retryMs: number;
  readonly #tasks: Task[] = [];
  readonly #store = new LazyStore<readonly Entry<unknown>[]>(() =>
    this.#tasks.map(({ entry }) => entry),
  );
  #working: Promise<void> | null = null;

  constructor(clock: Clock, retryMs: number) {
    this.#clock = clock;
    this.#retryMs = retryMs;
  }

  get waiting(): Store<readonly Entry<unknown>[]> {
    return this.#store;
  }

  idle(): Promise<void> {
    return this.#working ?? Promise.resolve();
  }

  add<Answer>(label: string, ask: () => Promise<Answer>): Entry<Answer> {
    let progress: Progress<Answer> = { state: "queued" };
    const store = new LazyStore(() => progress);
    const become = (next: Progress<Answer>): void => {
      progress = next;
      store.changed();
    };
    const { promise: done, resolve, reject } = Promise.withResolvers<Answer>();
    // Whoever looks at the progress only need not take care of it.
    done.catch(() => {});
    const run = async (): Promise<void> => {
      try {
        const answer = await this.#persist(ask, (tries) => become({ state: "under-way", tries }));
        become({ state: "done", answer });
        resolve(answer);
      } catch (error) {
        const refusal =
          error instanceof MutuelError ? error : new MutuelError("CLOSED", String(error));
        become({ state: "refused", error: refusal });
        reject(refusal);
      }
    };
    const entry = { label, progress: store, done };
    this.#tasks.push({ entry, run });
    this.#store.changed();
    this.#working ??= this.#work();
    return entry;
  }

  async #work(): Promise<void> {
    for (;;) {
      const [task] = this.#tasks;
      if (task === undefined) break;
      await task.run();
      this.#tasks.shift();
      this.#store.changed();
    }
    this.#working = null;
  }

  /** Tries until it is answered or refused for good. All that is asked here can be asked twice. */
  async #persist<Answer>(
    ask: () => Promise<Answer>,
    onTry: (tries: number) => void,
  ): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      onTry(tries);
      try {
        return await ask();
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
      await new Promise<void>((resolve) => {
        this.#clock.after(this.#retryMs, resolve);
      });
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof MutuelError && (error.retryable || error.code === "OUTCOME_UNKNOWN");
}
