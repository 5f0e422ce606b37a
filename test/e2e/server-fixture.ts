// A real server on a free port of the loopback, kept in memory, and clients that wait for messages
// instead of sleeping.
import { createHash, randomUUID } from "node:crypto";
import { type RunningServer, type ServerOverrides, startServer } from "../../src/compose.ts";
import { type Configuration, defaultConfiguration } from "../../src/ops/configuration.ts";
import { limitsWith, type LimitSetting } from "../../src/ops/limits.ts";
import { silentLog } from "../../src/ops/server-log.ts";
import { checkedFetch } from "../support/http-check.ts";
import { WireCheck } from "../support/wire-check.ts";

export const ADMIN_KEY = "an-operator-key-of-forty-characters-0000";

export type Message = { readonly res: number; readonly [field: string]: unknown };

export type ServerChanges = {
  readonly configuration?: Partial<Configuration>;
  readonly limits?: readonly LimitSetting[];
  readonly overrides?: ServerOverrides;
};

export async function startTestServer(changes: ServerChanges = {}): Promise<RunningServer> {
  const open: LimitSetting[] = [
    { name: "signupsPerMinute", value: 0 },
    { name: "messagesPerSecond", value: 0 },
    { name: "distributionIntervalMs", value: 0 },
  ];
  const configuration = defaultConfiguration({
    port: 0,
    data: { kind: "memory" },
    adminKey: ADMIN_KEY,
    rules: { developers: "open", welcomeDonMinor: 100_000, takeoutBps: 0, resultDelayMs: 0 },
    limits: limitsWith([...open, ...(changes.limits ?? [])]),
    ...changes.configuration,
  });
  return startServer(configuration, {
    serverLog: silentLog,
    identitySettings: { passwordCost: { memoryCostKiB: 8, timeCost: 1 } },
    onFatal: (error) => {
      throw error;
    },
    ...changes.overrides,
  });
}

export type Player = { readonly id: number; readonly username: string; readonly key: string };

let names = 0;

export async function signUp(server: RunningServer, username?: string): Promise<Player> {
  const name = username ?? `player${++names}`;
  const answer = await post(server, "/r/signup/", {
    username: name,
    email: `${name}@example.org`,
    password: "correct horse",
  });
  if (answer.status !== 200) throw new Error(`sign-up: ${await answer.text()}`);
  const body = (await answer.json()) as { id: number; username: string; user_session_key: string };
  return { id: body.id, username: body.username, key: body.user_session_key };
}

export function post(
  server: RunningServer,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return checkedFetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export function asAdmin(): Record<string, string> {
  return { authorization: `Bearer ${ADMIN_KEY}` };
}

export function handshakeQuery(player: Player, nonce: string = randomUUID()): string {
  const hash = createHash("sha256").update(`${player.id}${nonce}${player.key}`).digest("hex");
  return `id=${player.id}&n=${nonce}&h=${hash}`;
}

export type Closing = { readonly code: number; readonly reason: string };

/** Messages are taken in order; whoever waits for one gets the next that fits and skips none. */
export class TestClient {
  readonly socket: WebSocket;
  readonly messages: Message[] = [];
  readonly closed: Promise<Closing>;
  #onMessage: (() => void) | null = null;
  #taken = 0;
  #pings = 0;
  readonly #check: WireCheck;

  private constructor(socket: WebSocket, query: string) {
    this.socket = socket;
    this.#check = new WireCheck(query);
    const closing = Promise.withResolvers<Closing>();
    this.closed = closing.promise;
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(String(event.data)) as Message;
      this.#check.received(message);
      this.messages.push(message);
      this.#onMessage?.();
    });
    socket.addEventListener("close", ({ code, reason }) => closing.resolve({ code, reason }));
  }

  static async connect(
    server: RunningServer,
    query = "",
    headers: Record<string, string> = {},
  ): Promise<TestClient> {
    const url = `${server.url.replace("http", "ws")}/ws?${query}`;
    // The runtime's own socket takes headers, which the standard one does not.
    const client = new TestClient(new WebSocket(url, { headers }), query);
    const opened = Promise.withResolvers<void>();
    client.socket.addEventListener("open", () => opened.resolve());
    client.socket.addEventListener("close", ({ code }) => {
      opened.reject(new Error(`closed with ${code} before it opened`));
    });
    await opened.promise;
    return client;
  }

  static as(server: RunningServer, player: Player, more = ""): Promise<TestClient> {
    return TestClient.connect(server, `${handshakeQuery(player)}${more}`);
  }

  send(message: object | string): void {
    this.#check.sent(message);
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The next message not taken yet. */
  async next(): Promise<Message> {
    for (;;) {
      const message = this.messages[this.#taken];
      if (message !== undefined) {
        this.#taken++;
        return message;
      }
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  /** The next message with that code; those before it are left out. */
  async until(res: number): Promise<Message> {
    for (;;) {
      const message = await this.next();
      if (message.res === res) return message;
    }
  }

  /** Sends and takes the next message that echoes the request's id. */
  async ask(message: object): Promise<Message> {
    const requestId = randomUUID();
    this.send({ header: { request_id: requestId }, ...message });
    for (;;) {
      const answer = await this.next();
      const header = answer["response_header"] as { request_id?: string };
      if (header.request_id === requestId) return answer;
    }
  }

  /** All that came by the time everything sent before this is answered, those taken left out. */
  async settled(): Promise<Message[]> {
    const mark = `settled-${++this.#pings}`;
    this.send({ header: { request_id: mark }, op: 100 });
    const before: Message[] = [];
    for (;;) {
      const message = await this.next();
      const header = message["response_header"] as { request_id?: string };
      if (header.request_id === mark) return before;
      before.push(message);
    }
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

export type Stage = {
  readonly developer: Player;
  readonly provider: TestClient;
  readonly sourceId: string;
  readonly gameId: string;
};

/** A source, an open game with two targets, and its admin connected. */
export async function openGame(server: RunningServer): Promise<Stage> {
  const developer = await signUp(server);
  const provider = await TestClient.as(server, developer);
  const source = await provider.ask({ op: 365, source_name: "league" });
  const sourceId = String(source["source_id"]);
  const game = await provider.ask({
    op: 370,
    source_id: sourceId,
    game_name: "Argentina - France",
    type: "football",
    actions: ["goal"],
    targets: ["argentina", "france"],
  });
  const gameId = String(game["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  return { developer, provider, sourceId, gameId };
}

export async function openPool(stage: Stage, changes: object = {}): Promise<string> {
  const pool = await stage.provider.ask({
    op: 385,
    game_id: stage.gameId,
    description: "Next goal",
    action: "goal",
    targets: "argentina,france",
    ...changes,
  });
  if (pool.res !== 350) throw new Error(JSON.stringify(pool));
  return String(pool["pool_id"]);
}

/** Asks for a connection as TestClient does, but to see the refusal. */
export function knock(
  server: RunningServer,
  query = "",
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}/ws?${query}`, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    },
  });
}

/** The code with which a connection opens and ends, for credentials that are refused. */
export async function turnedAway(
  server: RunningServer,
  query = "",
  headers: Record<string, string> = {},
): Promise<[number, string]> {
  const { closed } = await TestClient.connect(server, query, headers);
  const { code, reason } = await closed;
  return [code, reason.replace(/: .*/, "")];
}

export async function refusalOf(answer: Response): Promise<[number, string]> {
  const body = (await answer.json()) as { error: string };
  return [answer.status, body.error];
}
