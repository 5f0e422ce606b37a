// What the client asks for itself: joining, and reads after it was away. They end with the connection,
// since the next one asks anew; what the server was too busy for is asked again a little later.
import { type MutuelError, refusalOf } from "./errors.ts";
import type { ServerMessage } from "./messages.ts";
import type { Clock } from "./runtime.ts";

export type ErrandParts = {
  readonly clock: Clock;
  readonly send: (message: object) => void;
};

type Errand = { readonly message: object; readonly onRefused: (error: MutuelError) => void };

const AGAIN_MS = 1_000;
/** No call has an id that begins with it. */
const MARK = "~";

export class Errands {
  readonly #parts: ErrandParts;
  #running = new Map<string, Errand>();
  #sent = 0;

  constructor(parts: ErrandParts) {
    this.#parts = parts;
  }

  /** The answers reach whoever listens to messages. */
  run(message: object, onRefused: (error: MutuelError) => void = () => {}): void {
    const id = `${MARK}${(++this.#sent).toString(36)}`;
    this.#running.set(id, { message, onRefused });
    this.#parts.send({ ...message, header: { request_id: id } });
  }

  received(message: ServerMessage): void {
    const { request_id: id } = message.response_header;
    const errand = id === undefined ? undefined : this.#running.get(id);
    if (id === undefined || errand === undefined) return;
    this.#running.delete(id);
    if (message.res !== 666) return;
    const error = refusalOf(message, null);
    if (!error.retryable) {
      errand.onRefused(error);
      return;
    }
    const here = this.#running;
    this.#parts.clock.after(AGAIN_MS, () => {
      if (this.#running === here) this.run(errand.message, errand.onRefused);
    });
  }

  lost(): void {
    this.#running = new Map();
  }
}
