// One HTTP request to one address that was checked before, and its answer, bounded in time and size.
// The address is given as a number, so that nothing is looked up on the way; the host's name goes into
// the Host header and the TLS handshake. `fetch` is no use here: it follows the proxies of the environment.
import { request as requestPlain, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestTls } from "node:https";
import { isIP } from "node:net";
import type { Cancel, Scheduler } from "../../ops/scheduler.ts";
import { codeOf, failed, type LaunchFailure } from "./launch-failure.ts";
import { hostOf } from "./look-up.ts";

export type Exchange = {
  readonly url: URL;
  readonly address: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answerBytesMax: number;
  /** Certificates (PEM) trusted in place of the system's; empty for the system's. */
  readonly trustedCertificates: readonly string[];
  /** The share of the time that this address has for taking the connection. */
  readonly connectWithinMs: number;
  readonly scheduler: Scheduler;
  /** Aborted when the time for all of it is over. */
  readonly deadline: AbortSignal;
};

/** `unreached`: nothing was sent, another address may be tried. */
export type ExchangeEnd =
  | { readonly kind: "answer"; readonly bytes: Uint8Array }
  | { readonly kind: "unreached"; readonly failure: LaunchFailure }
  | LaunchFailure;

type Stage = "connecting" | "agreeing on TLS" | "waiting for the answer" | "reading the answer";

export function exchange(asked: Exchange): Promise<ExchangeEnd> {
  return new Promise((resolve) => new Conversation(asked, resolve).begin());
}

class Conversation {
  readonly #asked: Exchange;
  readonly #resolve: (end: ExchangeEnd) => void;
  readonly #request: ClientRequest;
  #stage: Stage = "connecting";
  #cancelConnecting: Cancel = () => {};

  constructor(asked: Exchange, resolve: (end: ExchangeEnd) => void) {
    this.#asked = asked;
    this.#resolve = resolve;
    this.#request = openRequest(asked);
  }

  begin(): void {
    const { url, body, scheduler, deadline, connectWithinMs } = this.#asked;
    const request = this.#request;
    this.#cancelConnecting = scheduler.after(connectWithinMs, () => this.#connectingTooLong());
    deadline.addEventListener("abort", this.#expire);
    request.on("socket", (socket) => {
      socket.once("connect", () => {
        this.#cancelConnecting();
        this.#stage = url.protocol === "https:" ? "agreeing on TLS" : "waiting for the answer";
      });
      socket.once("secureConnect", () => {
        this.#stage = "waiting for the answer";
      });
    });
    request.on("response", (response) => this.#receive(response));
    // Stays for good: what fails after the end must not become an uncaught error.
    request.on("error", (error) => this.#broke(codeOf(error)));
    request.on("close", () => {
      if (this.#stage !== "reading the answer") this.#broke("closed");
    });
    request.end(body);
  }

  #receive(response: IncomingMessage): void {
    const { url, answerBytesMax } = this.#asked;
    this.#stage = "reading the answer";
    // An answer cut short shows in up to four events, in an order of the platform's choice: all are heard.
    response.on("error", (error) => this.#broke(codeOf(error)));
    const problem = headProblem(response, url.host, answerBytesMax);
    if (problem !== null) {
      this.#end(problem);
      return;
    }
    const chunks: Buffer[] = [];
    let count = 0;
    response.on("data", (chunk: Buffer) => {
      count += chunk.length;
      if (count > answerBytesMax) this.#end(tooLarge(url.host, answerBytesMax));
      else chunks.push(chunk);
    });
    response.on("end", () => {
      if (response.complete) this.#end({ kind: "answer", bytes: Buffer.concat(chunks) });
    });
    response.on("close", () => this.#broke("closed"));
  }

  readonly #expire = (): void => this.#end(outOfTime(this.#asked.url.host, this.#stage));

  #connectingTooLong(): void {
    const failure = outOfTime(this.#asked.url.host, this.#stage);
    this.#end({ kind: "unreached", failure });
  }

  #broke(code: string): void {
    const { host } = this.#asked.url;
    switch (this.#stage) {
      case "connecting":
        this.#end({
          kind: "unreached",
          failure: failed("connection", `${host} took no connection (${code})`),
        });
        return;
      case "agreeing on TLS":
        this.#end(failed("tls", `${host} and we came to no TLS connection (${code})`));
        return;
      case "waiting for the answer":
      case "reading the answer":
        this.#end(
          failed(
            "connection",
            `the connection to ${host} broke while ${this.#stage} (${code}); accepted: a whole HTTP/1.1 answer`,
          ),
        );
    }
  }

  /** Only the first end counts; those that closing brings about are ignored by the promise. */
  #end(end: ExchangeEnd): void {
    this.#cancelConnecting();
    this.#asked.deadline.removeEventListener("abort", this.#expire);
    this.#resolve(end);
    this.#request.destroy();
  }
}

export function outOfTime(host: string, stage: Stage | "looking up its address"): LaunchFailure {
  return failed("timeout", `${host} was too slow: time ran out while ${stage}`);
}

function openRequest(asked: Exchange): ClientRequest {
  const { url, address, body, headers, trustedCertificates } = asked;
  const host = hostOf(url);
  const options = {
    method: "POST",
    host: address,
    path: `${url.pathname}${url.search}`,
    // No pool of connections: one request, one connection, closed at its end.
    agent: false,
    headers: {
      ...headers,
      Host: url.host,
      Connection: "close",
      Accept: "application/json",
      "Accept-Encoding": "identity",
      "Content-Type": "application/json",
      "Content-Length": String(Buffer.byteLength(body)),
    },
  } as const;
  if (url.protocol === "http:") return requestPlain({ ...options, port: url.port || 80 });
  return requestTls({
    ...options,
    port: url.port || 443,
    // Said aloud, because an environment variable could otherwise turn it off.
    rejectUnauthorized: true,
    // SNI holds names only; for a number the certificate is compared with the address itself.
    ...(isIP(host) === 0 ? { servername: host.replace(/\.$/, "") } : {}),
    ...(trustedCertificates.length === 0 ? {} : { ca: [...trustedCertificates] }),
  });
}

function headProblem(response: IncomingMessage, host: string, bytesMax: number) {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    return failed(
      "redirect",
      `${host} answered with the redirect ${status}; accepted: an answer from the URL itself`,
    );
  }
  if (status < 200 || status > 299) {
    return failed("status", `${host} answered with status ${status}; accepted: 200`);
  }
  const encoding = response.headers["content-encoding"] ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    return failed("encoded", `${host} answered in an encoding; accepted: identity, as asked for`);
  }
  return Number(response.headers["content-length"] ?? 0) > bytesMax
    ? tooLarge(host, bytesMax)
    : null;
}

function tooLarge(host: string, bytesMax: number): LaunchFailure {
  return failed("too-large", `${host} answered too much; accepted: at most ${bytesMax} bytes`);
}
