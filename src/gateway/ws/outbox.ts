// The one exit of the WebSocket side: nothing else sends or publishes. Texts are rendered before they
// get here and leave in the order they came, once everything decided before them is durable
// (writer.release). Only pong, op codes and BUSY, which say nothing about the state, go past the queue.
import { assertNever } from "../../engine/assert-never.ts";
import type { Counter } from "../../ops/metrics.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connection } from "./connection.ts";
import type { Publisher } from "./socket.ts";

type Entry =
  | { readonly kind: "send"; readonly to: Connection; readonly text: string }
  | {
      readonly kind: "publish";
      readonly topic: string;
      readonly text: string;
      readonly except: Connection | null;
    }
  | {
      readonly kind: "subscribe" | "unsubscribe";
      readonly connection: Connection;
      readonly topic: string;
    }
  | { readonly kind: "run"; readonly run: () => void };

export type OutboxParts = {
  readonly writer: Writer;
  readonly publisher: Publisher;
  readonly sent: Counter;
  /** A throw while sending ends the process: who got what is unknown then. */
  readonly onFatal: (error: unknown) => void;
};

const COMPACT_AT = 4_096;

export class Outbox {
  readonly #parts: OutboxParts;
  #queue: Entry[] = [];
  #head = 0;
  /** Entries per release still to come, oldest first. One release serves all entries of one seq. */
  #marks: number[] = [];
  #markHead = 0;
  #markSeq = -1;
  #waitingBytes = 0;
  #ready: Entry[] = [];
  #readyBytes = 0;
  #flushing = false;
  readonly #releaseNext = (): void => this.#onReleased();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Size of what is not sent yet, roughly in bytes. */
  get unsentBytes(): number {
    return this.#waitingBytes + this.#readyBytes;
  }

  send(to: Connection, text: string): void {
    this.#add({ kind: "send", to, text });
  }

  /** To all subscribers of the topic but one. */
  publish(topic: string, text: string, except: Connection | null): void {
    this.#add({ kind: "publish", topic, text, except });
  }

  subscribe(connection: Connection, topic: string): void {
    this.#add({ kind: "subscribe", connection, topic });
  }

  unsubscribe(connection: Connection, topic: string): void {
    this.#add({ kind: "unsubscribe", connection, topic });
  }

  /** Runs in its place between what is sent; for closing a connection after its last message. */
  run(run: () => void): void {
    this.#add({ kind: "run", run });
  }

  /** Past the queue. Only for what does not depend on the state. */
  sendNow(to: Connection, text: string): void {
    if (to.isClosed) return;
    this.#parts.sent.add();
    to.socket.send(text);
  }

  /** Sends what is free to go; happens by itself at the end of the work at hand. */
  flush(): void {
    this.#flushing = false;
    const entries = this.#ready;
    this.#ready = [];
    this.#readyBytes = 0;
    const touched: Connection[] = [];
    for (const entry of entries) {
      if (entry.kind === "send") {
        if (entry.to.outgoing.length === 0) touched.push(entry.to);
        entry.to.outgoing.push(entry.text);
        continue;
      }
      // What follows must not overtake what the same connections were sent before it.
      this.#sendOutgoing(touched);
      this.#perform(entry);
    }
    this.#sendOutgoing(touched);
  }

  #add(entry: Entry): void {
    this.#queue.push(entry);
    this.#waitingBytes += sizeOf(entry);
    const { writer } = this.#parts;
    const { seq } = writer.state;
    const open = this.#marks.length - 1;
    if (this.#markSeq === seq && open >= this.#markHead) {
      this.#marks[open] = (this.#marks[open] ?? 0) + 1;
      return;
    }
    this.#markSeq = seq;
    this.#marks.push(1);
    writer.release(this.#releaseNext);
  }

  #onReleased(): void {
    const count = this.#marks[this.#markHead++] ?? 0;
    if (this.#markHead === this.#marks.length) {
      this.#marks.length = 0;
      this.#markHead = 0;
    } else if (this.#markHead >= COMPACT_AT) {
      this.#marks.splice(0, this.#markHead);
      this.#markHead = 0;
    }
    for (let i = 0; i < count; i++) this.#makeReady();
    if (this.#head === this.#queue.length) {
      this.#queue.length = 0;
      this.#head = 0;
    } else if (this.#head >= COMPACT_AT && this.#head * 2 >= this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    if (this.#flushing) return;
    this.#flushing = true;
    // After the whole run of releases, so that each socket is corked once for all of them.
    queueMicrotask(() => {
      try {
        this.flush();
      } catch (error) {
        this.#parts.onFatal(error);
      }
    });
  }

  #makeReady(): void {
    const entry = this.#queue[this.#head++];
    if (entry === undefined) throw new Error("released more than was queued");
    const size = sizeOf(entry);
    this.#waitingBytes -= size;
    this.#readyBytes += size;
    this.#ready.push(entry);
  }

  #sendOutgoing(touched: Connection[]): void {
    for (const connection of touched) {
      const texts = connection.outgoing;
      connection.outgoing = [];
      if (connection.isClosed) continue;
      this.#parts.sent.add(texts.length);
      const { socket } = connection;
      const only = texts.length === 1 ? texts[0] : undefined;
      if (only === undefined) {
        socket.cork(() => {
          for (const text of texts) socket.send(text);
        });
      } else {
        socket.send(only);
      }
    }
    touched.length = 0;
  }

  #perform(entry: Exclude<Entry, { kind: "send" }>): void {
    switch (entry.kind) {
      case "publish":
        if (entry.except === null || entry.except.isClosed) {
          this.#parts.publisher.publish(entry.topic, entry.text);
        } else {
          entry.except.socket.publish(entry.topic, entry.text);
        }
        return;
      case "subscribe":
        if (!entry.connection.isClosed) entry.connection.socket.subscribe(entry.topic);
        return;
      case "unsubscribe":
        if (!entry.connection.isClosed) entry.connection.socket.unsubscribe(entry.topic);
        return;
      case "run":
        entry.run();
        return;
      default:
        assertNever(entry);
    }
  }
}

function sizeOf(entry: Entry): number {
  return entry.kind === "send" || entry.kind === "publish" ? entry.text.length + 64 : 64;
}
