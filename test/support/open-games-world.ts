// A server with a provider and a platform, and signed calls of both. Every answer is held against the
// documents on the way.
import { createHash } from "node:crypto";
import type { ServerOverrides } from "../../src/compose.ts";
import type { Configuration } from "../../src/ops/configuration.ts";
import { checkedFetch } from "./http-check.ts";
import type { WireClient } from "./wire-client.ts";
import { WireServer } from "./wire-server.ts";

export const ADMIN_KEY = "an-operator-key-of-forty-characters-0000";

export type Fields = Readonly<Record<string, unknown>>;
export type HubAnswer = {
  readonly isSuccess: boolean;
  readonly error: string;
  readonly errorMsg?: string;
  readonly errorMessage?: string;
  readonly data: Fields;
  readonly [field: string]: unknown;
};

export type Sending = {
  readonly secret?: string;
  /** In place of the right one; null for none. */
  readonly sign?: string | null;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export const OPEN_ACCOUNT = {
  accountId: 0,
  gameEmbedUrl: "https://provider.example/launch?session={{GAME_SESSION}}",
  royaltyPercent: 100,
  currenciesAvailable: [],
  countriesAvailable: [],
  countriesDisabled: [],
} as const;

export const SLOTS = {
  id: "slots",
  launchMethod: {
    capabilities: ["dc_html5full"],
    devices: ["dt_desktop", "dt_mobile"],
    screen_width: 800,
    screen_height: 600,
  },
  defaultName: "Slots",
} as const;

export function md5Of(signed: string, secret: string): string {
  return createHash("md5").update(`${signed}${secret}`).digest("hex");
}

export class OpenGamesWorld {
  readonly wire: WireServer;
  readonly provider: WireClient;
  readonly sourceId: string;
  providerSecret: string;
  readonly platformId = "casino";
  platformSecret: string;

  private constructor(
    wire: WireServer,
    provider: WireClient,
    ids: { sourceId: string; providerSecret: string; platformSecret: string },
  ) {
    this.wire = wire;
    this.provider = provider;
    this.sourceId = ids.sourceId;
    this.providerSecret = ids.providerSecret;
    this.platformSecret = ids.platformSecret;
  }

  static async start(
    changes: Partial<Configuration> = {},
    overrides: Pick<ServerOverrides, "log" | "serverLog"> = {},
  ): Promise<OpenGamesWorld> {
    const wire = await WireServer.start({ adminKey: ADMIN_KEY, ...changes }, overrides);
    // Timed signatures are taken from a moment after the start.
    wire.time.pass(10_000);
    const provider = await wire.newcomer("provider");
    const source = await provider.ask({ op: 365, source_name: "league" });
    const sourceId = String(source["source_id"]);
    const admin = new Operator(wire.url);
    const made = await admin.post(`/admin/sources/${sourceId}/secret`);
    const platform = { clientId: "casino", name: "A casino", signing: "md5" };
    const registered = await admin.post("/admin/platforms", platform);
    return new OpenGamesWorld(wire, provider, {
      sourceId,
      providerSecret: String(made["provider_secret"]),
      platformSecret: String(registered["secret"]),
    });
  }

  get operator(): Operator {
    return new Operator(this.wire.url);
  }

  async stop(): Promise<void> {
    await this.provider.close();
    await this.wire.stop();
  }

  /** As the provider, unless another secret is given. */
  post(endpoint: string, body: Fields | string, sending: Sending = {}): Promise<HubAnswer> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const { secret = this.providerSecret, query } = sending;
    const sign = sending.sign === undefined ? md5Of(text, secret) : sending.sign;
    const path = query === undefined ? endpoint : `${endpoint}?${query}`;
    return send(`${this.wire.url}/open-api-games/v1/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(sign === null ? {} : { Sign: sign }),
        ...sending.headers,
      },
      body: text,
    });
  }

  /** As the platform. */
  asPlatform(endpoint: string, body: Fields, sending: Sending = {}): Promise<HubAnswer> {
    return this.post(endpoint, body, { secret: this.platformSecret, ...sending });
  }

  providers(query = `format=json&clientId=${this.platformId}`, sign?: string): Promise<HubAnswer> {
    const own = md5Of(query, this.platformSecret);
    const url = `${this.wire.url}/open-api-games/v1/providers?${query}`;
    return send(url, { headers: { Sign: sign ?? own } });
  }

  accounts(accounts: readonly Fields[], more: Fields = {}, sending?: Sending): Promise<HubAnswer> {
    const body = { contentProviderId: this.sourceId, accounts, ...more };
    return this.post("accounts", body, sending);
  }

  /** Its id. */
  async account(terms: Fields = {}, more: Fields = {}): Promise<string> {
    const answer = await this.accounts([{ ...OPEN_ACCOUNT, ...terms }], more);
    if (!answer.isSuccess) throw new Error(JSON.stringify(answer));
    return (answer["accounts"] as { accountId: string }[])[0]?.accountId ?? "";
  }

  games(accountId: string, games: readonly Fields[], more: Fields = {}): Promise<HubAnswer> {
    const body = { contentProviderId: this.sourceId, accountId, games, ...more };
    return this.post("games", body);
  }

  launch(fields: Fields, sending: Sending = {}): Promise<HubAnswer> {
    const body = {
      clientId: this.platformId,
      platformId: this.platformId,
      sessionId: "their|session*1",
      gameId: SLOTS.id,
      accountId: "1",
      deviceType: "dt_desktop",
      currency: "EUR",
      language: "en",
      userId: "their-user-1",
      homeUrl: "https://casino.example/",
      refillUrl: "https://casino.example/refill?a=1&b=2",
      country: "AR",
      ...fields,
    };
    return this.asPlatform("game-launch-url", body, sending);
  }

  /** The token in the URL of a launch. */
  async token(fields: Fields = {}): Promise<string> {
    const answer = await this.launch(fields);
    const { src } = answer.data;
    if (typeof src !== "string") throw new Error(JSON.stringify(answer));
    return new URL(src).searchParams.get("session") ?? "";
  }

  process(api: string, data: Fields, sending: Sending = {}): Promise<HubAnswer> {
    return this.post("games-processor", { api, data }, sending);
  }

  /** Who was launched last: ids are given in order. */
  async deposit(userId: number, currency: string, amount: string): Promise<void> {
    const body = { currency, amount, reference: `${userId}-${currency}-${amount}` };
    await this.operator.post(`/admin/users/${userId}/deposits`, body);
  }
}

export class Operator {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async post(path: string, body?: Fields): Promise<Fields> {
    const text = JSON.stringify(body ?? {});
    const answer = await checkedFetch(`${this.#url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${ADMIN_KEY}`, "content-type": "application/json" },
      body: text,
    });
    return (await answer.json()) as Fields;
  }

  async get(path: string): Promise<Fields> {
    const headers = { authorization: `Bearer ${ADMIN_KEY}` };
    return (await (await checkedFetch(`${this.#url}${path}`, { headers })).json()) as Fields;
  }
}

async function send(url: string, init: RequestInit): Promise<HubAnswer> {
  const answer = await checkedFetch(url, init);
  return (await answer.json()) as HubAnswer;
}
