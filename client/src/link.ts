// The connection and its successors: opens one, proves who we are, notices when it falls silent, and
// opens the next. What is said over it is not its business.
import { delayMs } from "./backoff.ts";
import { finalError, MutuelError } from "./errors.ts";
import { OPERATIONS, type ServerMessage } from "./messages.ts";
import type { Settings } from "./options.ts";
import { randomId, sha256Hex } from "./runtime.ts";
import { LazyStore, type Store } from "./store.ts";

export type User = { readonly id: number; readonly name: string };

/** How the connection is. `attempt` counts those in a row, from 1. */
export type Status =
  | { readonly state: "connecting"; readonly attempt: number }
  /** `user` is null for a guest. */
  | { readonly state: "open"; readonly user: User | null }
  /** Lost, or could not be made: the next attempt is at `retryAtMs`. */
  | {
      readonly state: "waiting";
      readonly attempt: number;
      readonly retryAtMs: number;
      readonly reason: string;
    }
  /** For good. */
  | { readonly state: "closed"; readonly error: MutuelError };

export type LinkHandlers = {
  /** Who we are is known, and nothing has been said yet. */
  readonly opened: () => void;
  readonly received: (message: ServerMessage) => void;
  /** An open one is gone. */
  readonly lost: () => void;
  readonly closed: (error: MutuelError) => void;
};

/** A connection that lasted this long was a good one: the next failure is the first. */
const STABLE_MS = 5_000;

type Proof = { readonly id?: number; readonly n?: string; readonly h?: string };

export class Link {
  readonly #settings: Settings;
  readonly #handlers: LinkHandlers;
  readonly #store: LazyStore<Status>;
  #status: Status = { state: "connecting", attempt: 1 };
  #socket: WebSocket | null = null;
  #failures = 0;
  #openedAtMs = 0;
  #heardAtMs = 0;
  /** When silence was questioned, or null. */
  #askedAtMs: number | null = null;
  #stopTimer: () => void = () => {};
  readonly #stopListening: () => void;

  constructor(settings: Settings, handlers: LinkHandlers) {
    this.#settings = settings;
    this.#handlers = handlers;
    this.#store = new LazyStore(() => this.#status);
    this.#stopListening = whenOnline(() => this.retryNow());
    this.#connect();
  }

  get status(): Store<Status> {
    return this.#store;
  }

  get isOpen(): boolean {
    return this.#status.state === "open";
  }

  /** null for guests, and while there is no connection. */
  get user(): User | null {
    return this.#status.state === "open" ? this.#status.user : null;
  }

  send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  /** Does not wait for the next attempt's time. */
  retryNow(): void {
    if (this.#status.state === "waiting") this.#connect();
  }

  /** Gives the present connection up, and makes another. */
  drop(reason: string): void {
    if (this.#status.state !== "open" && this.#status.state !== "connecting") return;
    const wasOpen = this.isOpen;
    this.#letGo();
    const { backoff, clock, random } = this.#settings;
    if (wasOpen && clock.nowMs() - this.#openedAtMs >= STABLE_MS) this.#failures = 0;
    const waitMs = delayMs(backoff, this.#failures, random());
    this.#failures++;
    this.#stopTimer = clock.after(waitMs, () => this.#connect());
    const retryAtMs = clock.nowMs() + waitMs;
    this.#become({ state: "waiting", attempt: this.#failures, retryAtMs, reason });
    if (wasOpen) this.#handlers.lost();
  }

  close(error: MutuelError): void {
    if (this.#status.state === "closed") return;
    this.#letGo();
    this.#stopListening();
    this.#become({ state: "closed", error });
    this.#handlers.closed(error);
  }

  #become(status: Status): void {
    this.#status = status;
    this.#store.changed();
  }

  /** What the old socket still says is nobody's concern. */
  #letGo(): void {
    this.#stopTimer();
    const socket: (WebSocket & { readonly terminate?: () => void }) | null = this.#socket;
    this.#socket = null;
    // A silent line answers no closing handshake; where the runtime can, the line itself is ended.
    if (socket?.terminate === undefined || this.#askedAtMs === null) socket?.close();
    else socket.terminate();
    this.#askedAtMs = null;
  }

  #connect(): void {
    this.#stopTimer();
    const { clock, connectTimeoutMs } = this.#settings;
    const status: Status = { state: "connecting", attempt: this.#failures + 1 };
    this.#become(status);
    const text = `no connection within ${connectTimeoutMs} ms`;
    this.#stopTimer = clock.after(connectTimeoutMs, () => this.drop(text));
    const isCurrent = (): boolean => this.#status === status;
    proofOf(this.#settings).then(
      (proof) => {
        if (isCurrent()) this.#open(proof);
      },
      (error: unknown) => {
        if (isCurrent()) this.drop(`no credentials: ${String(error)}`);
      },
    );
  }

  #open(proof: Proof): void {
    const { WebSocket, address, apiKey } = this.#settings;
    let socket: WebSocket;
    try {
      socket =
        apiKey === undefined
          ? new WebSocket(address)
          : new WebSocket(address, { headers: { authorization: `Bearer ${apiKey}` } } as never);
    } catch (error) {
      const hint = apiKey === undefined ? "" : "; browsers can't send an apiKey, use credentials";
      this.close(new MutuelError("CLOSED", `${String(error)}${hint}`));
      return;
    }
    this.#socket = socket;
    const ifCurrent =
      <Event>(handle: (event: Event) => void) =>
      (event: Event): void => {
        if (this.#socket === socket) handle(event);
      };
    socket.addEventListener(
      "open",
      ifCurrent(() => this.send({ op: OPERATIONS.handshake[0], ...proof })),
    );
    socket.addEventListener(
      "message",
      ifCurrent<MessageEvent>(({ data }) => this.#receive(data)),
    );
    socket.addEventListener("error", () => {});
    socket.addEventListener(
      "close",
      ifCurrent<CloseEvent>(({ code, reason }) => {
        const final = finalError(code, reason);
        if (final === null) this.drop(`closed with ${code} ${reason}`.trim());
        else this.close(final);
      }),
    );
  }

  #receive(data: unknown): void {
    this.#heardAtMs = this.#settings.clock.nowMs();
    this.#askedAtMs = null;
    const message = read(data);
    if (message === null) this.drop("what came was no message");
    else if (this.isOpen) this.#handlers.received(message);
    else this.#introduce(message);
  }

  /** The answer to the handshake; what a source tells its listeners before it is left out. */
  #introduce(message: ServerMessage): void {
    if (message.res === 110) {
      this.close(new MutuelError("CLOSED", `the credentials were refused: ${message.text}`));
    } else if (message.res === 666) {
      this.drop(`the handshake was answered ${message.code}: ${message.text}`);
    } else if (message.res === 100 || message.res === 112) {
      const user = message.res === 100 ? null : { id: message.user_id, name: message.user_name };
      this.#openedAtMs = this.#heardAtMs;
      this.#stopTimer();
      this.#watch();
      // Whoever hears of it finds the connection taken up already.
      this.#status = { state: "open", user };
      this.#store.forget();
      this.#handlers.opened();
      this.#store.changed();
    }
  }

  /** Asks after half the silence that is allowed, and gives up after the other half. */
  #watch(): void {
    const { clock, silenceMs } = this.#settings;
    const halfMs = silenceMs / 2;
    this.#stopTimer = clock.after(halfMs, () => {
      const now = clock.nowMs();
      if (this.#askedAtMs !== null && now - this.#askedAtMs >= halfMs) {
        this.drop(`silent for ${now - this.#heardAtMs} ms`);
        return;
      }
      if (this.#askedAtMs === null && now - this.#heardAtMs >= halfMs) {
        this.#askedAtMs = now;
        this.send({ op: OPERATIONS.ping[0] });
      }
      this.#watch();
    });
  }
}

function read(data: unknown): ServerMessage | null {
  try {
    return JSON.parse(String(data)) as ServerMessage;
  } catch {
    return null;
  }
}

/** A nonce is good once, so each connection gets its own. */
async function proofOf({ credentials }: Settings): Promise<Proof> {
  if (credentials === undefined) return {};
  const { id, key } = typeof credentials === "function" ? await credentials() : credentials;
  const nonce = randomId();
  return { id, n: nonce, h: await sha256Hex(`${id}${nonce}${key}`) };
}

/** In a page: the network is back. */
function whenOnline(run: () => void): () => void {
  const page = globalThis as Partial<Pick<EventTarget, "addEventListener" | "removeEventListener">>;
  if (!("document" in globalThis)) return () => {};
  page.addEventListener?.("online", run);
  return () => page.removeEventListener?.("online", run);
}
