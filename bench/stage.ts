// What is bet on: a provider with a source, a game and pools, and funded players. Made over the
// server's public interfaces, like any client would.
import { createHash, randomUUID } from "node:crypto";
import type { PoolOfStage } from "./bettor.ts";

export type Account = { readonly id: number; readonly key: string };
type Message = { readonly res: number; readonly [field: string]: unknown };

const TARGETS = ["argentina", "france"];
const FUNDS = "1000000000";

/** Path and query of a connection of the account's. */
export function socketPath({ id, key }: Account): string {
  const nonce = randomUUID();
  const hash = createHash("sha256").update(`${id}${nonce}${key}`).digest("hex");
  return `/ws?id=${id}&n=${nonce}&h=${hash}`;
}

export async function signUp(url: string, username: string): Promise<Account> {
  const email = `${username}@example.org`;
  const body = { username, email, password: "correct horse battery" };
  const account = await post(`${url}/r/signup/`, body);
  return { id: Number(account["id"]), key: String(account["user_session_key"]) };
}

/** A player who never runs out of money. */
export async function signUpFunded(
  url: string,
  adminKey: string,
  username: string,
): Promise<Account> {
  const account = await signUp(url, username);
  const deposit = { currency: "DON", amount: FUNDS, reference: `funds of ${username}` };
  const authorization = `Bearer ${adminKey}`;
  await post(`${url}/admin/users/${account.id}/deposits`, deposit, { authorization });
  return account;
}

/** Players' stakes in unresolved pools, in whole points. */
export async function exposure(url: string, adminKey: string): Promise<number> {
  const headers = { authorization: `Bearer ${adminKey}` };
  const answer = await fetch(`${url}/admin/ledger`, { headers });
  const ledger = (await answer.json()) as {
    currencies: Record<string, { players_exposure: string }>;
  };
  return Number(ledger.currencies["DON"]?.players_exposure ?? 0);
}

async function post(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${answer.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

export class Provider {
  readonly gameId: string;
  readonly #asker: Asker;

  private constructor(asker: Asker, gameId: string) {
    this.#asker = asker;
    this.gameId = gameId;
  }

  static async open(url: string): Promise<Provider> {
    const account = await signUp(url, "provider");
    const asker = await Asker.connect(url, socketPath(account));
    const source = await asker.ask({ op: 365, source_name: "benchmark" });
    const game = await asker.ask({
      op: 370,
      source_id: source["source_id"],
      game_name: "Argentina - France",
      type: "football",
      actions: ["goal"],
      targets: TARGETS,
    });
    const gameId = String(game["game_id"]);
    await asker.ask({ op: 616, game_id: gameId });
    return new Provider(asker, gameId);
  }

  async openPools(count: number): Promise<PoolOfStage[]> {
    const pools: PoolOfStage[] = [];
    for (let n = 0; n < count; n++) {
      const pool = await this.#asker.ask({
        op: 385,
        game_id: this.gameId,
        description: `next goal ${n}`,
        action: "goal",
        targets: TARGETS,
      });
      pools.push({ poolId: String(pool["pool_id"]), targets: TARGETS });
    }
    return pools;
  }

  /** What lies in a pool, in whole points, from its distribution. */
  async stakesOf(pool: PoolOfStage): Promise<number> {
    const answer = await this.#asker.ask({ op: 393, pool_id: pool.poolId });
    const distribution = answer["distribution"] as Record<string, { amount_total: number }>;
    return Object.values(distribution).reduce((sum, { amount_total }) => sum + amount_total, 0);
  }

  async registerGoal(): Promise<void> {
    await this.#asker.ask({ op: 395, game_id: this.gameId, action: "goal", target: TARGETS[0] });
  }

  close(): void {
    this.#asker.close();
  }
}

/** Someone who watches the game and does nothing else. */
export async function watch(url: string, gameId: string): Promise<{ close(): void }> {
  const asker = await Asker.connect(url, "/ws");
  await asker.ask({ op: 363, game_id: gameId });
  return asker;
}

/** Asks one thing at a time and waits for the answer. */
class Asker {
  readonly #socket: WebSocket;
  #waiting: { requestId: string; answered: (message: Message) => void } | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#receive(String(data)));
  }

  static async connect(url: string, path: string): Promise<Asker> {
    const socket = new WebSocket(`${url.replace("http", "ws")}${path}`);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("close", ({ reason }) =>
        reject(new Error(`no connection: ${reason}`)),
      );
    });
    return new Asker(socket);
  }

  async ask(message: object): Promise<Message> {
    const requestId = randomUUID();
    const answer = await new Promise<Message>((answered) => {
      this.#waiting = { requestId, answered };
      this.#socket.send(JSON.stringify({ header: { request_id: requestId }, ...message }));
    });
    if (answer.res === 666)
      throw new Error(`${JSON.stringify(message)}: ${String(answer["text"])}`);
    return answer;
  }

  close(): void {
    this.#socket.close();
  }

  #receive(text: string): void {
    if (this.#waiting === null || !text.includes(this.#waiting.requestId)) return;
    const { answered } = this.#waiting;
    this.#waiting = null;
    answered(JSON.parse(text) as Message);
  }
}
