// One who calls the Open Games API: a provider or a platform, with its secret and its way of signing. The
// signatures are worked out here by themselves, over the bytes that are sent.
import { createHmac } from "node:crypto";
import { systemClock } from "../../src/ops/clock.ts";
import { checkedFetch } from "./http-check.ts";
import { type Fields, type HubAnswer, md5Of } from "./open-games-world.ts";

/** A signer's clock may be so much ahead; a server that has just started takes no earlier time. */
const AHEAD_MS = 2_000;

export class HubClient {
  readonly #url: string;
  readonly #headersFor: (signed: string) => Record<string, string>;

  private constructor(url: string, headersFor: (signed: string) => Record<string, string>) {
    this.#url = `${url}/open-api-games/v1`;
    this.#headersFor = headersFor;
  }

  static md5(url: string, secret: string): HubClient {
    return new HubClient(url, (signed) => ({ Sign: md5Of(signed, secret) }));
  }

  static hmac(url: string, secret: string): HubClient {
    return new HubClient(url, (signed) => {
      const timestamp = String(systemClock.nowMs() + AHEAD_MS);
      const mac = createHmac("sha256", secret).update(`${timestamp}.${signed}`).digest("hex");
      return { Sign: `v1=${mac}`, "Sign-Timestamp": timestamp };
    });
  }

  async post(endpoint: string, body: Fields): Promise<HubAnswer> {
    const text = JSON.stringify(body);
    const headers = { "content-type": "application/json", ...this.#headersFor(text) };
    const init = { method: "POST", headers, body: text };
    return (await (await checkedFetch(`${this.#url}/${endpoint}`, init)).json()) as HubAnswer;
  }

  /** The query stands for the body. */
  async get(endpoint: string, query: string): Promise<HubAnswer> {
    const headers = this.#headersFor(query);
    const answer = await checkedFetch(`${this.#url}/${endpoint}?${query}`, { headers });
    return (await answer.json()) as HubAnswer;
  }
}
