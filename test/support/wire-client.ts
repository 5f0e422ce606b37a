// A client of a server that is only known by its address. It keeps everything it hears, waits for
// messages instead of sleeping, and whoever waits on it is told when the connection ends.
import { createHash, randomUUID } from "node:crypto";
import { checkedFetch } from "./http-check.ts";
import { WireCheck } from "./wire-check.ts";

export type WireMessage = {
  readonly res: number;
  readonly response_header: { readonly t: number; readonly request_id?: string };
  readonly [field: string]: unknown;
};

export type WirePlayer = { readonly id: number; readonly username: string; readonly key: string };

export type WireClosing = { readonly code: number; readonly reason: string };

type Waiter = { look: () => boolean; fail: (error: Error) => void };

export class WireClient {
  readonly received: WireMessage[] = [];
  readonly closed: Promise<WireClosing>;
  /** Called for each message as it comes, before anybody who waits. */
  onMessage: (message: WireMessage) => void = () => {};
  readonly #socket: WebSocket;
  #waiters: Waiter[] = [];
  #isClosed = false;
  /** Where `heard` and `next` go on reading. */
  #taken = 0;
  readonly #check: WireCheck;

  private constructor(socket: WebSocket, query: string) {
    this.#socket = socket;
    this.#check = new WireCheck(query);
    const closing = Promise.withResolvers<WireClosing>();
    this.closed = closing.promise;
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(String(event.data)) as WireMessage;
      this.#check.received(message);
      this.received.push(message);
      this.onMessage(message);
      this.#waiters = this.#waiters.filter((waiter) => !waiter.look());
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.#isClosed = true;
      closing.resolve({ code, reason });
      for (const waiter of this.#waiters.splice(0)) waiter.fail(new ConnectionEnded(code, reason));
    });
  }

  static async connect(url: string, query = "", headers: object = {}): Promise<WireClient> {
    const address = `${url.replace("http", "ws")}/ws?${query}`;
    // The runtime's own socket takes headers, which the standard one does not.
    const socket = new WebSocket(address, { headers: { ...headers } });
    const client = new WireClient(socket, query);
    const opened = Promise.withResolvers<void>();
    socket.addEventListener("open", () => opened.resolve());
    socket.addEventListener("close", ({ code, reason }) =>
      opened.reject(new ConnectionEnded(code, reason)),
    );
    await opened.promise;
    return client;
  }

  static as(url: string, player: WirePlayer, more = ""): Promise<WireClient> {
    return WireClient.connect(url, `${handshakeOf(player)}${more}`);
  }

  static withApiKey(url: string, apiKey: string): Promise<WireClient> {
    return WireClient.connect(url, "", { authorization: `Bearer ${apiKey}` });
  }

  send(message: object | string | Uint8Array<ArrayBuffer>): void {
    this.#check.sent(message);
    const isFrame = typeof message === "string" || message instanceof Uint8Array;
    this.#socket.send(isFrame ? message : JSON.stringify(message));
  }

  /** The first message that echoes the request's id; `header` may be part of the message. */
  async ask(message: object): Promise<WireMessage> {
    const requestId = randomUUID();
    const own = "header" in message ? message.header : {};
    const from = this.received.length;
    this.send({ ...message, header: { ...(own as object), request_id: requestId } });
    return this.#first(from, ({ response_header: header }) => header.request_id === requestId);
  }

  /** The next message that fits; those before it count as heard. */
  async next(fits: (message: WireMessage) => boolean): Promise<WireMessage> {
    const message = await this.#first(this.#taken, fits);
    this.#taken = this.received.indexOf(message, this.#taken) + 1;
    return message;
  }

  nextOf(res: number): Promise<WireMessage> {
    return this.next((message) => message.res === res);
  }

  /** What came since the last time, once all that was sent before is answered. */
  async heard(): Promise<WireMessage[]> {
    const mark = await this.ask({ op: 100 });
    const end = this.received.indexOf(mark, this.#taken);
    const messages = this.received.slice(this.#taken, end);
    this.#taken = end + 1;
    return messages;
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  #first(from: number, fits: (message: WireMessage) => boolean): Promise<WireMessage> {
    let at = from;
    const search = (): WireMessage | undefined => {
      for (; at < this.received.length; at++) {
        const message = this.received[at];
        if (message !== undefined && fits(message)) return message;
      }
      return undefined;
    };
    const found = search();
    if (found !== undefined) return Promise.resolve(found);
    if (this.#isClosed) return Promise.reject(new Error("the connection has ended"));
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const message = search();
        if (message !== undefined) resolve(message);
        return message !== undefined;
      };
      this.#waiters.push({ look, fail: reject });
    });
  }
}

export class ConnectionEnded extends Error {
  constructor(code: number, reason: string) {
    super(`the connection ended with ${code} ${reason}`);
  }
}

export async function signUpAt(url: string, username: string): Promise<WirePlayer> {
  const answer = await checkedFetch(`${url}/r/signup/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, email: `${username}@example.org`, password: "correct horse" }),
  });
  if (answer.status !== 200) throw new Error(`sign-up of ${username}: ${await answer.text()}`);
  const body = (await answer.json()) as { id: number; username: string; user_session_key: string };
  return { id: body.id, username: body.username, key: body.user_session_key };
}

function handshakeOf({ id, key }: WirePlayer): string {
  const nonce = randomUUID();
  const hash = createHash("sha256").update(`${id}${nonce}${key}`).digest("hex");
  return `id=${id}&n=${nonce}&h=${hash}`;
}

export function codesOf(messages: readonly WireMessage[]): number[] {
  return messages.map(({ res }) => res);
}
