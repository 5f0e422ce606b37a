// One WebSocket of the demo: asks with a request_id and gets the answer; everything else goes to the
// listener, in the order it came. Knows the envelope, nothing about games.
import type { Cancel, Scheduler } from "../../ops/scheduler.ts";
import { Message, peekRes } from "./message.ts";

export type Answer =
  | { readonly kind: "answered"; readonly message: Message }
  | { readonly kind: "refused"; readonly code: string; readonly text: string };

export type WireListener = {
  /** Every message that is wanted, answers included, before whoever asked hears of it. */
  onMessage(message: Message): void;
  /** Codes of messages that need not even be parsed, unless they answer something. */
  ignores(res: number): boolean;
  /** The connection ended and nobody here had asked for it. */
  onLost(why: string): void;
  /** A message that can't be understood, or an error in handling one. */
  onFault(error: unknown): void;
};

type Asked = {
  readonly accepts: readonly number[];
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
  readonly cancelTimeout: Cancel;
};

const ANSWER_TIMEOUT_MS = 20_000;
const ERROR = 666;
const NOT_AN_ADMIN = 645;

export class WireClient {
  readonly #socket: WebSocket;
  readonly #listener: WireListener;
  readonly #scheduler: Scheduler;
  readonly #asked = new Map<string, Asked>();
  #count = 0;
  #ending: "no" | "asked" | "ended" = "no";
  readonly #ended = Promise.withResolvers<void>();

  private constructor(socket: WebSocket, listener: WireListener, scheduler: Scheduler) {
    this.#socket = socket;
    this.#listener = listener;
    this.#scheduler = scheduler;
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#onClose(event.code, event.reason));
  }

  static connect(url: string, listener: WireListener, scheduler: Scheduler): Promise<WireClient> {
    const socket = new WebSocket(url);
    const client = new WireClient(socket, listener, scheduler);
    return new Promise((resolve, reject) => {
      socket.addEventListener("open", () => resolve(client), { once: true });
      const refuse = (): void => {
        client.#ending = "ended";
        reject(new Error("the server refused a WebSocket connection"));
      };
      socket.addEventListener("error", refuse, { once: true });
    });
  }

  /** Resolves with the first answer of one of these codes, or with the refusal. */
  ask(op: number, fields: Record<string, unknown>, accepts: readonly number[]): Promise<Answer> {
    if (this.#ending !== "no") return Promise.reject(new Error(`op ${op} on a closed connection`));
    const requestId = String(++this.#count);
    return new Promise((settle, fail) => {
      const cancelTimeout = this.#scheduler.after(ANSWER_TIMEOUT_MS, () => {
        this.#asked.delete(requestId);
        fail(new Error(`op ${op} was not answered within ${ANSWER_TIMEOUT_MS / 1_000} s`));
      });
      this.#asked.set(requestId, { accepts, settle, fail, cancelTimeout });
      this.#socket.send(JSON.stringify({ header: { request_id: requestId }, op, ...fields }));
    });
  }

  /** As `ask`, for what is never refused when all is well. */
  async demand(op: number, fields: Record<string, unknown>, res: number): Promise<Message> {
    const answer = await this.ask(op, fields, [res]);
    if (answer.kind === "answered") return answer.message;
    throw new Error(`op ${op} was refused: ${answer.code}, ${answer.text}`);
  }

  close(): Promise<void> {
    if (this.#ending === "no") {
      this.#ending = "asked";
      this.#socket.close(1000);
    }
    return this.#ending === "ended" ? Promise.resolve() : this.#ended.promise;
  }

  #receive(data: unknown): void {
    try {
      if (typeof data !== "string") throw new Error("the server sent a binary frame");
      if (this.#listener.ignores(peekRes(data))) return;
      const message = new Message(data);
      this.#listener.onMessage(message);
      this.#settle(message);
    } catch (error) {
      this.#listener.onFault(error);
    }
  }

  #settle(message: Message): void {
    const asked = this.#asked.get(message.requestId ?? "");
    if (asked === undefined) return;
    if (message.res === ERROR) {
      this.#done(message, asked, {
        kind: "refused",
        code: message.text("code"),
        text: message.text("text"),
      });
    } else if (message.res === NOT_AN_ADMIN) {
      const text = message.text("reason");
      this.#done(message, asked, { kind: "refused", code: "NOT_AN_ADMIN", text });
    } else if (asked.accepts.includes(message.res)) {
      this.#done(message, asked, { kind: "answered", message });
    }
  }

  #done(message: Message, asked: Asked, answer: Answer): void {
    this.#asked.delete(message.requestId ?? "");
    asked.cancelTimeout();
    asked.settle(answer);
  }

  #onClose(code: number, reason: string): void {
    const before = this.#ending;
    this.#ending = "ended";
    const why = `${code}${reason === "" ? "" : ` ${reason}`}`;
    for (const asked of this.#asked.values()) {
      asked.cancelTimeout();
      asked.fail(new Error(`the connection closed before the answer: ${why}`));
    }
    this.#asked.clear();
    this.#ended.resolve();
    if (before === "no") this.#listener.onLost(why);
  }
}
