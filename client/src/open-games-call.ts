// One call of the Open Games API: signed, and repeated word for word where the server failed or could not
// be reached. Every call may be repeated: money moves by transactionId, the rest says how things shall be.
import { type Signing, signatureHeaders } from "./open-games-sign.ts";
import { type Clock, systemClock } from "./runtime.ts";
import { delayMs } from "./backoff.ts";

export type OpenGamesOptions = {
  /** Address of the server. */
  readonly url: string;
  readonly secret?: string;
  /** Default md5. */
  readonly signing?: Signing;
  /** How often a call is tried in all. Default 6, over about 10 s. */
  readonly tries?: number;
  /** An attempt that takes longer counts as failed, ms. Default 10,000. */
  readonly timeoutMs?: number;
  /** In place of the global fetch. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** For tests. */
  readonly clock?: Clock;
  /** For tests: from 0 to 1, without 1. */
  readonly random?: () => number;
};

/** The server said no, or could not be reached however often it was tried: then INTERNAL_ERROR. */
export class OpenGamesError extends Error {
  override readonly name = "OpenGamesError";
  readonly code: string;
  readonly text: string;

  constructor(code: string, text: string) {
    super(`${code}: ${text}`);
    this.code = code;
    this.text = text;
  }
}

export type OpenGamesRequest =
  | { readonly method: "GET"; readonly path: string; readonly query: string }
  | { readonly method: "POST"; readonly path: string; readonly body: object };

/** What every answer has; which of the two texts is the code depends on the call. */
type Envelope = {
  readonly isSuccess?: boolean;
  readonly error?: string;
  readonly errorMsg?: string;
  readonly errorMessage?: string;
};

const AGAIN = { minMs: 500, maxMs: 8_000 };

export class OpenGamesCaller {
  readonly #options: OpenGamesOptions;
  readonly #clock: Clock;
  #lastStampMs = 0;

  constructor(options: OpenGamesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async ask<Answer>(request: OpenGamesRequest): Promise<Answer> {
    const { tries = 6, random = Math.random } = this.#options;
    // Made once: what is repeated has to be the same to the byte.
    const text = request.method === "GET" ? request.query : JSON.stringify(request.body);
    for (let failures = 0; ; failures++) {
      const result = await this.#try(request, text);
      if (!(result instanceof OpenGamesError)) return result.answer as Answer;
      if (result.code !== "INTERNAL_ERROR" || failures + 1 >= tries) throw result;
      const waitMs = delayMs(AGAIN, failures, random());
      await new Promise<void>((resolve) => {
        this.#clock.after(waitMs, resolve);
      });
    }
  }

  async #try(
    { method, path }: OpenGamesRequest,
    text: string,
  ): Promise<{ readonly answer: Envelope } | OpenGamesError> {
    const { url, signing = "md5", secret = "", timeoutMs = 10_000 } = this.#options;
    const signature = await signatureHeaders(text, { signing, secret, nowMs: this.#stampMs() });
    const json = method === "GET" ? {} : { "content-type": "application/json" };
    const init: RequestInit = {
      method,
      headers: { ...json, ...signature },
      signal: AbortSignal.timeout(timeoutMs),
      ...(method === "GET" ? {} : { body: text }),
    };
    const address = `${url.replace(/\/$/, "")}/open-api-games/v1/${path}`;
    try {
      const send = this.#options.fetch ?? fetch;
      const answer = await send(method === "GET" ? `${address}?${text}` : address, init);
      const body = (await answer.json()) as Envelope;
      return body.isSuccess === false ? refusalOf(body) : { answer: body };
    } catch (error) {
      return new OpenGamesError("INTERNAL_ERROR", `no answer: ${String(error)}`);
    }
  }

  /** Two calls alike in the same millisecond would have one signature, which is good once. */
  #stampMs(): number {
    this.#lastStampMs = Math.max(this.#clock.nowMs(), this.#lastStampMs + 1);
    return this.#lastStampMs;
  }
}

/** Some calls have the code in `error`, some in `errorMsg` with the text in `error`. */
function refusalOf({ error, errorMsg, errorMessage }: Envelope): OpenGamesError {
  return errorMsg === undefined
    ? new OpenGamesError(error ?? "INTERNAL_ERROR", errorMessage ?? "")
    : new OpenGamesError(errorMsg, error ?? "");
}
