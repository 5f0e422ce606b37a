// What waits to be said, in order, each with the seq that must be durable first.

type Waiting = { needsSeq: number; send: () => void };

export class ReleaseQueue {
  #waiting: Waiting[] = [];
  #first = 0;
  #durableSeq: number;

  constructor(durableSeq: number) {
    this.#durableSeq = durableSeq;
  }

  get durableSeq(): number {
    return this.#durableSeq;
  }
  get length(): number {
    return this.#waiting.length - this.#first;
  }

  /** Runs `send` once `needsSeq` is durable and everything queued before has been sent. */
  push(needsSeq: number, send: () => void): void {
    if (this.length === 0 && needsSeq <= this.#durableSeq) send();
    else this.#waiting.push({ needsSeq, send });
  }

  /** Everything up to `durableSeq` may be said. */
  advance(durableSeq: number): void {
    this.#durableSeq = durableSeq;
    for (;;) {
      const next = this.#waiting[this.#first];
      if (next === undefined || next.needsSeq > durableSeq) break;
      this.#first++;
      next.send();
    }
    if (this.length === 0) {
      this.#waiting = [];
      this.#first = 0;
    } else if (this.#first > 8_192) {
      this.#waiting = this.#waiting.slice(this.#first);
      this.#first = 0;
    }
  }
}
