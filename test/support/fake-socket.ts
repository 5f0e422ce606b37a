// A server's side of a WebSocket without any network, and a clock that stands until it is moved: for
// tests of what the client does when things go wrong.
import type { Clock, WebSocketClass } from "../../client/src/index.ts";

export type Sent = { readonly op: number; readonly [field: string]: unknown };

export class FakeSocket extends EventTarget {
  readonly url: string;
  readonly options: unknown;
  readonly sent: Sent[] = [];
  isClosed = false;

  constructor(url: string, options?: unknown) {
    super();
    this.url = url;
    this.options = options;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }

  close(): void {
    this.isClosed = true;
  }

  /** As the server: the upgrade went through. */
  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  tell(
    message: { readonly res: number; readonly [field: string]: unknown },
    requestId?: string,
  ): void {
    const header = { t: 0, ...(requestId === undefined ? {} : { request_id: requestId }) };
    const data = JSON.stringify({ response_header: header, ...message });
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** The line is gone, or the server wants no more. */
  end(code = 1006, reason = ""): void {
    this.dispatchEvent(new CloseEvent("close", { code, reason }));
  }

  /** The last request of that op, and its request_id. */
  last(op: number): Sent & { readonly id: string } {
    const sent = this.sent.findLast((message) => message.op === op);
    if (sent === undefined) throw new Error(`op ${op} was not sent`);
    const header = sent["header"] as { request_id: string } | undefined;
    return { ...sent, id: header?.request_id ?? "" };
  }
}

/** A network of which every connection is in the hand of the test. */
export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  #onSocket: (() => void) | null = null;

  readonly WebSocket: WebSocketClass;

  constructor() {
    const made = (socket: FakeSocket): void => {
      this.sockets.push(socket);
      this.#onSocket?.();
    };
    const Socket = class extends FakeSocket {
      constructor(url: string, options?: unknown) {
        super(url, options);
        made(this);
      }
    };
    this.WebSocket = Socket as unknown as WebSocketClass;
  }

  /** The next connection that is asked for, or the one that was. */
  async socket(place: number): Promise<FakeSocket> {
    for (;;) {
      const socket = this.sockets[place];
      if (socket !== undefined) return socket;
      await new Promise<void>((resolve) => {
        this.#onSocket = resolve;
      });
    }
  }

  /** The same, opened and known to the server as that user. */
  async opened(
    place: number,
    user: { id: number; name: string } | null = null,
  ): Promise<FakeSocket> {
    const socket = await this.socket(place);
    socket.open();
    const who = user === null ? { res: 100 } : { res: 112, user_id: user.id, user_name: user.name };
    socket.tell(who);
    return socket;
  }
}

type Timer = { readonly atMs: number; readonly run: () => void };

export class FakeClock implements Clock {
  #nowMs = 1_000_000;
  readonly #timers = new Set<Timer>();

  readonly nowMs = (): number => this.#nowMs;

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  };

  /** Runs what is due by then, in order. */
  pass(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs);
      const [first] = due.sort((a, b) => a.atMs - b.atMs);
      if (first === undefined) break;
      this.#timers.delete(first);
      this.#nowMs = first.atMs;
      first.run();
    }
    this.#nowMs = untilMs;
  }
}
