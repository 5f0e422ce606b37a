// The only way between identity's worker and its owner: typed calls, answered in any order. A refusal
// is an ordinary value. What a handler throws is a bug: it comes back as one and is never a refusal.

export interface CallMessage<Method> {
  readonly callId: number;
  readonly method: Method;
  readonly args: readonly unknown[];
  /** The owner's clock: the worker has none. */
  readonly nowMs: number;
}

export type AnswerMessage =
  | { readonly kind: "value"; readonly callId: number; readonly value: unknown }
  | { readonly kind: "bug"; readonly callId: number; readonly text: string };

type Callable<Calls> = { [Method in keyof Calls]: (...args: never[]) => Promise<unknown> };

/** What the worker offers for Calls: each with the time of the call first. */
export type Handlers<Calls> = {
  readonly [Method in keyof Calls]: Calls[Method] extends (
    ...args: infer Args
  ) => Promise<infer Result>
    ? (nowMs: number, ...args: Args) => Result | Promise<Result>
    : never;
};

export type Call<Calls extends Callable<Calls>> = <Method extends keyof Calls>(
  method: Method,
  ...args: Parameters<Calls[Method]>
) => ReturnType<Calls[Method]>;

/** The worker's side of one call. */
export async function answer<Calls>(
  handlers: Handlers<Calls>,
  message: CallMessage<keyof Calls>,
): Promise<AnswerMessage> {
  const { callId, method, args, nowMs } = message;
  // The owner's side has checked method and arguments by type.
  const handler = handlers[method] as (nowMs: number, ...args: readonly unknown[]) => unknown;
  try {
    return { kind: "value", callId, value: await handler(nowMs, ...args) };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: "bug", callId, text: `identity: ${String(method)} threw: ${text}` };
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The owner's side: sends calls, and settles them as the answers come. */
export class CallTable<Calls extends Callable<Calls>> {
  readonly #send: (message: CallMessage<keyof Calls>) => void;
  readonly #nowMs: () => number;
  readonly #waiting = new Map<number, Waiting>();
  #lastCallId = 0;
  #ended: Error | null = null;
  #onIdle: (() => void) | null = null;

  constructor(send: (message: CallMessage<keyof Calls>) => void, nowMs: () => number) {
    this.#send = send;
    this.#nowMs = nowMs;
  }

  readonly call: Call<Calls> = (method, ...args) => {
    const result = new Promise<unknown>((resolve, reject) => {
      if (this.#ended !== null) {
        reject(this.#ended);
        return;
      }
      this.#lastCallId += 1;
      this.#waiting.set(this.#lastCallId, { resolve, reject });
      this.#send({ callId: this.#lastCallId, method, args, nowMs: this.#nowMs() });
    });
    return result as ReturnType<Calls[typeof method]>;
  };

  /** Settles one call; answers the error where it was a bug. */
  settle(message: AnswerMessage): Error | null {
    const waiting = this.#waiting.get(message.callId);
    this.#waiting.delete(message.callId);
    const bug = message.kind === "bug" ? new Error(message.text) : null;
    if (message.kind === "value") waiting?.resolve(message.value);
    else if (bug !== null) waiting?.reject(bug);
    this.#noteIdle();
    return bug;
  }

  /** Rejects every call under way and every later one. */
  failAll(error: Error): void {
    this.#ended ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    this.#noteIdle();
  }

  /** Later calls are rejected with this; those under way go on. Resolves when none is left. */
  async drain(error: Error): Promise<void> {
    this.#ended ??= error;
    if (this.#waiting.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #noteIdle(): void {
    if (this.#waiting.size === 0) this.#onIdle?.();
  }
}
