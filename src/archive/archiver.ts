// Follows the facts into the archive, in order and a bounded piece at a time, and lets closed games leave
// the memory once all of them is there. It reads the state and never changes it; when the archive fails
// it stops, and the next start goes on from the archive's cursor: memory still has what is missing.
import type { Fact } from "../engine/fact.ts";
import type { GameId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import type { Cancel, Scheduler } from "../ops/scheduler.ts";
import type { Archive } from "./archive.ts";
import { type ArchiveWrite, type NotedFact, weightOf } from "./archive-write.ts";
import { factWrites, isNoted } from "./fact-writes.ts";

export type NotedAt = { fact: NotedFact; seq: number };

export type ArchiverParts = {
  readonly archive: Archive;
  readonly state: State;
  readonly scheduler: Scheduler;
  readonly nowMs: () => number;
  /** How long a closed game stays in memory at least. */
  readonly keepClosedMs: number;
  /** Runs when every fact decided so far is durable: the archive must never know more than the log. */
  readonly whenDurable: (run: () => void) => void;
  /** Whether a restart would find everything up to this seq without replaying it. */
  readonly isPastSnapshot: (seq: number) => boolean;
  /** Decides that the game leaves; `later` where nothing can be decided now. */
  readonly letGo: (gameId: GameId) => "gone" | "later";
  readonly onFailed: (error: unknown) => void;
};

/** A closed game that is complete in the archive. */
type Complete = { gameId: GameId; closedAtMs: number; seq: number };

const WEIGHT_AT_ONCE = 4_096;
const GAMES_AT_ONCE = 20;
const COMPACT_AT = 1_024;
const LOOK_AGAIN_MS = 10_000;

export class Archiver {
  readonly #parts: ArchiverParts;
  readonly #queue: NotedAt[] = [];
  #first = 0;
  #durableSeq: number;
  #writes: Iterator<ArchiveWrite> | null = null;
  #asOfSeq: number;
  /** In the order closed. */
  #complete: Complete[] = [];
  #cancelLook: Cancel | null = null;
  #status: "idle" | "entering" | "over" = "idle";

  /** `missing`: noted facts after the archive's cursor, all durable. */
  constructor(parts: ArchiverParts, missing: Iterable<NotedAt>) {
    this.#parts = parts;
    this.#asOfSeq = parts.archive.found.asOfSeq;
    this.#durableSeq = parts.state.seq;
    for (const noted of missing) this.#queue.push(noted);
    const onTheirWay = new Set(
      this.#queue.flatMap(({ fact }) => (fact.kind === "GameClosed" ? [fact.gameId] : [])),
    );
    for (const { gameId, status } of parts.state.games.values()) {
      if (status.kind !== "closed" || onTheirWay.has(gameId)) continue;
      const { closedAtMs } = status;
      this.#complete.push({ gameId, closedAtMs, seq: this.#asOfSeq });
    }
    this.#complete.sort((a, b) => a.closedAtMs - b.closedAtMs);
    this.#goOn();
    this.#planLook(0);
  }

  /** Everything up to this seq is in the archive. */
  get asOfSeq(): number {
    return this.#asOfSeq;
  }
  /** Facts not there yet. */
  get waiting(): number {
    return this.#queue.length - this.#first;
  }

  /** An observer of the writer: right after the fact was evolved. */
  onFact(fact: Fact, seq: number): void {
    if (this.#status === "over" || !isNoted(fact)) return;
    this.#queue.push({ fact, seq });
    this.#parts.whenDurable(() => {
      this.#durableSeq = seq;
      this.#goOn();
    });
  }

  stop(): void {
    this.#status = "over";
    this.#cancelLook?.();
  }

  #goOn(): void {
    // Whoever waits for an answer goes first.
    this.#parts.scheduler.soon(() => this.#enterNext());
  }

  #enterNext(): void {
    if (this.#status !== "idle") return;
    try {
      const { writes, completed } = this.#take();
      if (writes.length === 0) {
        if (completed.length > 0) this.#entered(completed);
        return;
      }
      this.#status = "entering";
      this.#parts.archive.enter(writes).then(
        () => this.#entered(completed),
        (error: unknown) => this.#fail(error),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The next writes, and the facts that are complete with them. */
  #take(): { writes: ArchiveWrite[]; completed: NotedAt[] } {
    const writes: ArchiveWrite[] = [];
    const completed: NotedAt[] = [];
    for (let weight = 0; weight < WEIGHT_AT_ONCE;) {
      const noted = this.#queue[this.#first];
      if (noted === undefined || noted.seq > this.#durableSeq) break;
      this.#writes ??= factWrites(this.#parts.state, noted.fact, noted.seq);
      const next = this.#writes.next();
      if (next.done === true) {
        this.#writes = null;
        this.#first++;
        completed.push(noted);
      } else {
        writes.push(next.value);
        weight += weightOf(next.value);
      }
    }
    if (this.#first === this.#queue.length || this.#first > COMPACT_AT) {
      this.#queue.splice(0, this.#first);
      this.#first = 0;
    }
    return { writes, completed };
  }

  #entered(completed: readonly NotedAt[]): void {
    if (this.#status === "over") return;
    this.#status = "idle";
    this.#asOfSeq = completed.at(-1)?.seq ?? this.#asOfSeq;
    for (const { fact, seq } of completed) {
      if (fact.kind !== "GameClosed") continue;
      this.#complete.push({ gameId: fact.gameId, closedAtMs: fact.timeMs, seq });
      if (this.#complete.length === 1) this.#planLook(0);
    }
    this.#enterNext();
  }

  #planLook(atLeastMs: number): void {
    const [oldest] = this.#complete;
    if (oldest === undefined || this.#status === "over") return;
    this.#cancelLook?.();
    const { scheduler, nowMs, keepClosedMs } = this.#parts;
    const waitMs = Math.max(atLeastMs, oldest.closedAtMs + keepClosedMs - nowMs());
    this.#cancelLook = scheduler.after(waitMs, () => this.#look());
  }

  /** Lets go those that have been closed long enough. */
  #look(): void {
    if (this.#status === "over") return;
    const { nowMs, keepClosedMs, isPastSnapshot, letGo } = this.#parts;
    const untilMs = nowMs() - keepClosedMs;
    for (let gone = 0; gone < GAMES_AT_ONCE; gone++) {
      const [oldest] = this.#complete;
      if (oldest === undefined || oldest.closedAtMs > untilMs) break;
      if (!isPastSnapshot(oldest.seq) || letGo(oldest.gameId) === "later") {
        this.#planLook(LOOK_AGAIN_MS);
        return;
      }
      this.#complete.shift();
    }
    this.#planLook(0);
  }

  #fail(error: unknown): void {
    if (this.#status === "over") return;
    this.stop();
    this.#queue.length = 0;
    this.#first = 0;
    this.#writes = null;
    this.#parts.onFailed(error);
  }
}
