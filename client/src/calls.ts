// Calls under way. Each is answered, refused, or told what became of it; one whose answer got lost is
// sent again where that can't do it twice, and is OUTCOME_UNKNOWN where it could.
import { MutuelError, type Request, refusalOf } from "./errors.ts";
import {
  type CommandPreview,
  OPERATIONS,
  type OperationName,
  type Operations,
  type ServerMessage,
} from "./messages.ts";
import type { Clock } from "./runtime.ts";

export type CallOptions = {
  /** Ends the wait; whether the server still acts is open then, if it was sent. */
  readonly signal?: AbortSignal;
  /** In place of the client's time limit, ms. */
  readonly timeoutMs?: number;
};

export type CallParts = {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** For ids of bets and events. */
  readonly newId: () => string;
  readonly serverNowMs: () => number;
  readonly isOpen: () => boolean;
  readonly send: (message: object) => void;
};

type Pending = {
  readonly request: Request;
  readonly header?: object;
  readonly answers: readonly number[];
  readonly repeat: "safe" | "unsafe" | "by-id";
  isSent: boolean;
  readonly end: (settle: () => void) => void;
  readonly resolve: (message: ServerMessage) => void;
  readonly reject: (reason: unknown) => void;
};

const PREVIEW = { preview: true };

export class Calls {
  readonly #parts: CallParts;
  /** In the order they were made, which is the order they are sent in, again too. */
  readonly #pending = new Map<string, Pending>();
  #made = 0;
  #closed: MutuelError | null = null;

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  call<Name extends OperationName>(
    name: Name,
    fields: Operations[Name]["fields"],
    options: CallOptions = {},
  ): Promise<Operations[Name]["answer"]> {
    const [op, again, ...answers] = OPERATIONS[name];
    const isById = again !== "safe" && again !== "unsafe";
    const given: { readonly [field: string]: unknown } = fields;
    const request: Request = { op, ...given };
    if (isById) {
      request[again] ??= this.#parts.newId();
      // Sent again later, an event without a time would happen later.
      if (name === "registerEvent") request["happened_at"] ??= this.#parts.serverNowMs();
    }
    const repeat = isById ? "by-id" : again;
    return new Promise((resolve, reject) => {
      this.#start({ request, answers, repeat, resolve, reject }, options);
    });
  }

  /** The same with `preview` in its header: nothing is done, so it may always be asked again. */
  preview<Name extends OperationName>(
    name: Name,
    fields: Operations[Name]["fields"],
    options: CallOptions = {},
  ): Promise<CommandPreview> {
    const request: Request = { op: OPERATIONS[name][0], ...fields };
    return new Promise((resolve, reject) => {
      const call = { request, answers: [5003], repeat: "safe", header: PREVIEW } as const;
      this.#start({ ...call, resolve, reject }, options);
    });
  }

  #start(
    call: Pick<Pending, "request" | "header" | "answers" | "repeat" | "reject"> & {
      readonly resolve: (message: never) => void;
    },
    { signal, timeoutMs = this.#parts.timeoutMs }: CallOptions,
  ): void {
    if (this.#closed !== null || signal?.aborted === true) {
      call.reject(this.#closed ?? signal?.reason);
      return;
    }
    const id = (++this.#made).toString(36);
    const onAbort = (): void => pending.end(() => pending.reject(signal?.reason));
    const stopTimer = this.#parts.clock.after(timeoutMs, () => {
      pending.end(() => pending.reject(lateError(pending, timeoutMs)));
    });
    const pending: Pending = {
      ...call,
      resolve: call.resolve as (message: ServerMessage) => void,
      isSent: false,
      end: (settle) => {
        this.#pending.delete(id);
        stopTimer();
        signal?.removeEventListener("abort", onAbort);
        settle();
      },
    };
    signal?.addEventListener("abort", onAbort);
    this.#pending.set(id, pending);
    if (this.#parts.isOpen()) this.#send(id, pending);
  }

  /** There is a connection: what waits for one is sent, and what may have got lost, again. */
  opened(): void {
    for (const [id, pending] of this.#pending) this.#send(id, pending);
  }

  /** The connection is gone, and with it the answers under way. */
  lost(): void {
    for (const pending of this.#pending.values()) {
      if (!pending.isSent || pending.repeat !== "unsafe") continue;
      pending.end(() => pending.reject(unknownOutcome(pending, "the connection was lost")));
    }
  }

  closed(error: MutuelError): void {
    this.#closed = error;
    for (const pending of this.#pending.values()) {
      const isOpenQuestion = pending.isSent && pending.repeat !== "safe";
      const reason = isOpenQuestion ? unknownOutcome(pending, error.text) : error;
      pending.end(() => pending.reject(reason));
    }
  }

  received(message: ServerMessage): void {
    const { request_id: id } = message.response_header;
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (pending === undefined) return;
    if (message.res === 666) {
      pending.end(() => pending.reject(refusalOf(message, pending.request)));
    } else if (message.res === 645 || message.res === 110) {
      const text = message.res === 645 ? message.reason : message.text;
      pending.end(() => pending.reject(new MutuelError("REFUSED", text, pending.request)));
    } else if (pending.answers.includes(message.res)) {
      pending.end(() => pending.resolve(message));
    }
  }

  #send(id: string, pending: Pending): void {
    pending.isSent = true;
    this.#parts.send({ ...pending.request, header: { ...pending.header, request_id: id } });
  }
}

function lateError(pending: Pending, timeoutMs: number): MutuelError {
  const text = `no answer within ${timeoutMs} ms`;
  return pending.isSent && pending.repeat !== "safe"
    ? unknownOutcome(pending, text)
    : new MutuelError("TIMEOUT", text, pending.request);
}

function unknownOutcome({ request }: Pending, why: string): MutuelError {
  return new MutuelError("OUTCOME_UNKNOWN", `${why}; it may have been done or not`, request);
}
