// What the unit tests of this folder share: sockets that record, a writer whose log answers when told,
// time that stands still.
import type { UserId } from "../../engine/ids.ts";
import { newState } from "../../engine/state.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Cancel, Scheduler } from "../../ops/scheduler.ts";
import type { FactObserver, Outcome, Preview, Writer } from "../../sequencer/writer.ts";
import { Connection } from "./connection.ts";
import { GUEST, type Who } from "./session.ts";
import type { Publisher, Socket } from "./socket.ts";
import { TokenBucket } from "./token-bucket.ts";

export class FakeSocket implements Socket {
  readonly done: string[] = [];
  buffered = 0;

  send(text: string): number {
    this.done.push(`send ${text}`);
    return text.length;
  }
  publish(topic: string, text: string): number {
    this.done.push(`publish ${topic} ${text}`);
    return text.length;
  }
  subscribe(topic: string): boolean {
    this.done.push(`subscribe ${topic}`);
    return true;
  }
  unsubscribe(topic: string): boolean {
    this.done.push(`unsubscribe ${topic}`);
    return true;
  }
  cork(run: () => void): void {
    this.done.push("cork");
    run();
  }
  close(code: number, reason: string): void {
    this.done.push(`close ${code} ${reason}`);
  }
  terminate(): void {
    this.done.push("terminate");
  }
  getBufferedAmount(): number {
    return this.buffered;
  }
}

export class FakePublisher implements Publisher {
  readonly done: string[] = [];
  publish(topic: string, text: string): number {
    this.done.push(`${topic} ${text}`);
    return text.length;
  }
}

export function fakeConnection(who: Who = GUEST): { connection: Connection; socket: FakeSocket } {
  const socket = new FakeSocket();
  const bucket = new TokenBucket(Infinity, 0);
  const address = "127.0.0.1";
  const connection = new Connection({ socket, who, edition: "1.1", address, bucket, heardMs: 0 });
  return { connection, socket };
}

export function user(userId: number): Who {
  const id = userId as UserId;
  return {
    kind: "user",
    userId: id,
    username: `user${userId}`,
    credential: "session:x",
    launched: null,
  };
}

/** Decides nothing; `decide()` stands for a fact, `sync()` for the disk's answer. */
export class FakeWriter implements Writer {
  readonly state = newState();
  readonly #waiting: { needsSeq: number; send: () => void }[] = [];
  #durableSeq = 0;
  releases = 0;

  decide(): void {
    this.state.seq++;
  }

  sync(upTo: number = this.state.seq): void {
    this.#durableSeq = upTo;
    while ((this.#waiting[0]?.needsSeq ?? Infinity) <= upTo) this.#waiting.shift()?.send();
  }

  nowMs(): number {
    return 1_000;
  }
  submit(): Outcome {
    throw new Error("this writer takes no commands");
  }
  preview(): Preview {
    throw new Error("this writer takes no commands");
  }
  catchUp(): void {}
  observe(_observer: FactObserver): void {}

  release(send: () => void): void {
    this.releases++;
    if (this.#waiting.length === 0 && this.state.seq <= this.#durableSeq) send();
    else this.#waiting.push({ needsSeq: this.state.seq, send });
  }
}

/** Time goes only by `advance`; `soon` runs with it too. */
export class FakeTime implements Clock, Scheduler {
  #nowMs = 0;
  #timers: { dueMs: number; run: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }
  monotonicMs(): number {
    return this.#nowMs;
  }
  after(delayMs: number, run: () => void): Cancel {
    const timer = { dueMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
  soon(run: () => void): void {
    this.after(0, run);
  }

  /** Everything due by then runs, each at its own time. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined || next.dueMs > endMs) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#nowMs = next.dueMs;
      next.run();
    }
    this.#nowMs = endMs;
  }
}
