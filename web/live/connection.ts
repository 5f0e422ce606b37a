// The page's one connection to the server, and who it speaks for. After a sign-up or a log-in there is a
// new client; what is looked at is kept until the new one knows as much.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import {
  type Client,
  connect,
  type ConnectOptions,
  type FollowedGame,
  type GameView,
  type Status,
  type User,
} from "../../client/src/index.ts";
import { signalOf } from "./store-signal.ts";

export type Connection = {
  readonly client: ReadonlySignal<Client>;
  readonly status: ReadonlySignal<Status>;
  /** undefined until it is known once; null for a guest. */
  readonly user: ReadonlySignal<User | null | undefined>;
  /** As good as the server's clock; read it where it is needed. */
  readonly nowMs: () => number;
  /**
   * Connects anew, for somebody else. `between` is done while there is no connection. Resolves when the new
   * one is there.
   */
  readonly reconnect: (between?: () => Promise<void>) => Promise<void>;
};

/** The options are asked for at each connection. */
export function openConnection(options: () => ConnectOptions = () => ({})): Connection {
  const status = signal<Status>({ state: "connecting", attempt: 1 });
  const user = signal<User | null | undefined>(undefined);
  let endStatus = (): void => {};
  const begin = (): Client => {
    endStatus();
    const client = connect(options());
    const take = (next: Status): void => {
      status.value = next;
      if (next.state === "open") user.value = next.user;
    };
    endStatus = client.status.subscribe(take);
    take(client.status.current);
    return client;
  };
  const client = signal(begin());
  return {
    client,
    status,
    user,
    nowMs: () => client.peek().serverNowMs(),
    reconnect: async (between) => {
      // What ends here on purpose is no news.
      endStatus();
      client.peek().close();
      try {
        await between?.();
      } finally {
        client.value = begin();
      }
      await whenOpen(client.peek());
    },
  };
}

function whenOpen(client: Client): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ state }: Status): void => {
      if (state === "connecting" || state === "waiting") return;
      end();
      resolve();
    };
    const end = client.status.subscribe(look);
    look(client.status.current);
  });
}

export type Followed = {
  readonly view: ReadonlySignal<GameView>;
  readonly leave: () => void;
};

/** Follows a game over all connections of the page, at most one change a frame. */
export function followGame({ client }: Pick<Connection, "client">, gameId: string): Followed {
  const view = signal<GameView | null>(null);
  let current: { game: FollowedGame; end: () => void } | null = null;
  const begin = (next: Client): void => {
    const game = next.game(gameId, { conflateMs: 100 });
    const { value, end } = signalOf(game, "each-frame");
    const endView = value.subscribe((known) => {
      const isFirst = view.peek() === null;
      // A new connection knows nothing yet: what was known before stands until it does.
      if (isFirst || known.following !== "loading") view.value = known;
    });
    current = {
      game,
      end: () => {
        endView();
        end();
      },
    };
  };
  const endClient = client.subscribe((next) => {
    current?.end();
    begin(next);
  });
  return {
    view: computed(() => view.value ?? EMPTY(gameId)),
    leave: () => {
      endClient();
      current?.end();
      current?.game.leave();
    },
  };
}

function EMPTY(gameId: string): GameView {
  return {
    gameId,
    following: "loading",
    error: null,
    seq: 0,
    game: null,
    pools: [],
    events: [],
    results: [],
    backed: {},
    balance: null,
  };
}
