// The only writer. Decides commands one by one, applies their facts, hands them to the log in batches,
// and lets out what is said about them once they are durable. It must never let anything out sooner,
// never retry a failed sync, and never go on after a bug.
import type { Actor, Command } from "../engine/command.ts";
import { decide } from "../engine/decide.ts";
import type { Decision } from "../engine/decision.ts";
import { evolve } from "../engine/evolve.ts";
import { encodeFact } from "../engine/fact-codec.ts";
import type { Fact } from "../engine/fact.ts";
import type { Seed, SourceId } from "../engine/ids.ts";
import type { Rules } from "../engine/rules.ts";
import type { State } from "../engine/state.ts";
import { nextTimer } from "../engine/timers.ts";
import type { AppendResult, Log } from "../log/log.ts";
import type { Clock } from "../ops/clock.ts";
import type { Scheduler } from "../ops/scheduler.ts";
import { BatchQueue } from "./batch-queue.ts";
import { ClockGuard } from "./clock-guard.ts";
import { ReleaseQueue } from "./release-queue.ts";
import { TimerAlarm } from "./timer-alarm.ts";
import type { FactObserver, Origin, Outcome, Preview, Writer, WriterRefusal } from "./writer.ts";

export type SequencerOptions = {
  log: Log;
  /** What the log's facts add up to; see replay.ts. */
  state: State;
  rules: Rules;
  clock: Clock;
  scheduler: Scheduler;
  /** 128 random bits as hex. */
  newSeed: () => Seed;
  /** A bug or a dead log: the process must end. Nothing is decided or said afterwards. */
  onFatal: (error: unknown) => void;
  /** A throw in decide: the command was refused, somebody must look. */
  onAlarm: (error: unknown, command: Command) => void;
  onBatch?: (batch: { facts: number; bytes: number; syncMs: number }) => void;
  queue: QueueLimits;
};

/** Past any of these new commands are refused as BUSY. */
export type QueueLimits = { factsMax: number; charsMax: number; waitMaxMs: number };

export const DEFAULT_QUEUE_LIMITS: QueueLimits = {
  factsMax: 200_000,
  charsMax: 64 * 1_048_576,
  waitMaxMs: 2_000,
};

const SYSTEM: Actor = { kind: "system" };
// A bet's fact holds no ids, so it needs no seed of its own.
const NO_SEED = "" as Seed;
const CLOSING_STEPS_AT_ONCE = 64;

export class Sequencer implements Writer {
  readonly state: State;
  readonly #options: SequencerOptions;
  readonly #guard: ClockGuard;
  readonly #queue = new BatchQueue();
  readonly #releases: ReleaseQueue;
  readonly #alarm: TimerAlarm;
  readonly #observers: FactObserver[] = [];
  /** Who asked for a source to be closed, until it is. */
  readonly #closers = new Map<SourceId, Origin>();
  #status: "running" | "stopped" | "failed" = "running";
  #inFlight: { facts: number; sinceMs: number } | null = null;
  #flushPlanned = false;
  #idle: (() => void) | null = null;

  constructor(options: SequencerOptions) {
    this.#options = options;
    this.state = options.state;
    this.#guard = new ClockGuard(options.clock);
    const { scheduler } = options;
    const nowMs = (): number => this.nowMs();
    this.#alarm = new TimerAlarm({ scheduler, nowMs, ring: () => this.catchUp() });
    this.#releases = new ReleaseQueue(options.state.seq);
    const head = options.log.head();
    if (head.seq !== options.state.seq) {
      throw new Error(`the log's head is seq ${head.seq}, the state is at ${options.state.seq}`);
    }
  }

  /** Seq of the last fact decided; `durableSeq` follows it. */
  get decidedSeq(): number {
    return this.state.seq;
  }
  get durableSeq(): number {
    return this.#releases.durableSeq;
  }
  /** Facts decided and not durable yet. */
  get queuedFacts(): number {
    return this.#queue.facts + (this.#inFlight?.facts ?? 0);
  }
  /** How long the oldest fact has waited to become durable, ms. */
  get waitMs(): number {
    const sinceMs = this.#inFlight?.sinceMs ?? this.#queue.oldestSinceMs;
    return sinceMs === null ? 0 : this.#options.clock.monotonicMs() - sinceMs;
  }
  /** By how much the wall clock jumped; 0 while bets are taken. */
  get clockDriftMs(): number {
    return this.#guard.driftMs;
  }

  nowMs(): number {
    return Math.max(this.state.timeMs, this.#guard.read());
  }

  observe(observer: FactObserver): void {
    this.#observers.push(observer);
  }

  submit(command: Command, actor: Actor, origin: Origin | null): Outcome {
    const refusal = this.#refusesNow();
    if (refusal !== null) return refusal;
    const nowMs = this.nowMs();
    if (!this.#fireTimers(nowMs)) return stopped();
    const decision = this.#decide(command, actor, nowMs);
    if (decision.kind === "refused") return decision;
    if (!this.#apply(decision.facts, origin)) return stopped();
    if (command.kind === "confirm-clock") this.#guard.confirm();
    if (command.kind === "close-source" && origin !== null && decision.facts.length > 0) {
      this.#closers.set(command.sourceId, origin);
    }
    if (!this.#closeSources()) return stopped();
    this.#arm();
    return { kind: "accepted", answer: decision.answer, logSeq: this.state.seq };
  }

  preview(command: Command, actor: Actor): Preview {
    const refusal = this.#refusesNow();
    if (refusal !== null) return refusal;
    this.catchUp();
    return this.#decide(command, actor, this.nowMs());
  }

  #decide(command: Command, actor: Actor, nowMs: number): Decision | WriterRefusal {
    if (command.kind === "place-bet" && this.#guard.driftMs !== 0) return clockUnsure(this.#guard);
    const seed = command.kind === "place-bet" ? NO_SEED : this.#options.newSeed();
    const { rules } = this.#options;
    try {
      return decide(this.state, command, { nowMs, seed, actor, rules });
    } catch (error) {
      this.#options.onAlarm(error, command);
      return { kind: "refused", code: "INTERNAL", text: "a bug on our side; nothing was changed" };
    }
  }

  catchUp(): void {
    if (this.#status !== "running") return;
    if (this.#fireTimers(this.nowMs()) && this.#closeSources()) this.#arm();
  }

  release(send: () => void): void {
    if (this.#status === "failed") return;
    this.#guarded(() => this.#releases.push(this.state.seq, send));
  }

  /** Takes no more commands; resolves when everything decided is durable and released. */
  stop(): Promise<void> {
    this.#alarm.clear();
    if (this.#status === "running") this.#status = "stopped";
    if (this.#status === "failed" || this.queuedFacts === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
      this.#flush();
    });
  }

  #refusesNow(): WriterRefusal | null {
    if (this.#status !== "running") return stopped();
    const { factsMax, charsMax, waitMaxMs } = this.#options.queue;
    if (this.#queue.facts < factsMax && this.#queue.chars < charsMax && this.waitMs <= waitMaxMs) {
      return null;
    }
    const text = "more is waiting for the disk than we can answer for; try again in a second";
    return { kind: "refused", code: "BUSY", text };
  }

  /** Every timer due by `nowMs`, in order, each at its own time. False when the writer has failed. */
  #fireTimers(nowMs: number): boolean {
    for (;;) {
      const timer = nextTimer(this.state);
      if (timer === undefined || timer.dueMs > nowMs) return true;
      const timeMs = Math.max(this.state.timeMs, timer.dueMs);
      const done = this.#internal({ kind: "timer", timer }, timeMs, null);
      if (done === null) return false;
      if (done === 0) {
        this.#fail(new Error(`the ${timer.kind} timer at ${timer.dueMs} came to nothing`));
        return false;
      }
    }
  }

  /** Closing a source goes on in steps; a few at once, so that others get their turn. */
  #closeSources(): boolean {
    for (let step = 0; step < CLOSING_STEPS_AT_ONCE; step++) {
      const sourceId = this.state.closingSources[0];
      if (sourceId === undefined) return true;
      const command = { kind: "close-source-step", sourceId } as const;
      const origin = this.#closers.get(sourceId) ?? null;
      if (this.#internal(command, this.nowMs(), origin) === null) return false;
    }
    if (this.state.closingSources.length > 0) this.#options.scheduler.soon(() => this.catchUp());
    return true;
  }

  /** A command of the system's own: number of facts, or null when the writer has failed. */
  #internal(command: Command, nowMs: number, origin: Origin | null): number | null {
    try {
      const seed = this.#options.newSeed();
      const context = { nowMs, seed, actor: SYSTEM, rules: this.#options.rules };
      const decision = decide(this.state, command, context);
      if (decision.kind === "refused") throw new Error(`${command.kind}: ${decision.text}`);
      return this.#apply(decision.facts, origin) ? decision.facts.length : null;
    } catch (error) {
      this.#fail(error); // it would be due again for ever
      return null;
    }
  }

  #apply(facts: Fact[], origin: Origin | null): boolean {
    if (facts.length === 0) return true;
    return this.#guarded(() => {
      let lines = "";
      for (const fact of facts) {
        evolve(this.state, fact);
        lines += `${encodeFact(fact)}\n`;
        for (const observer of this.#observers) observer.onFact(fact, this.state.seq, origin);
        if (fact.kind === "SourceClosed") this.#closers.delete(fact.sourceId);
      }
      const sinceMs = this.#options.clock.monotonicMs();
      this.#queue.push({ lines, count: facts.length, timeMs: this.state.timeMs, sinceMs });
      this.#planFlush();
    });
  }

  #planFlush(): void {
    if (this.#flushPlanned || this.#inFlight !== null) return;
    this.#flushPlanned = true;
    this.#options.scheduler.soon(() => {
      this.#flushPlanned = false;
      this.#flush();
    });
  }

  /** One append in flight; the next batch fills meanwhile. */
  #flush(): void {
    if (this.#inFlight !== null || this.#status === "failed") return;
    const { log, clock } = this.#options;
    const sinceMs = this.#queue.oldestSinceMs ?? clock.monotonicMs();
    const head = log.head();
    const batch = this.#queue.take(head.seq + 1);
    if (batch === null) return;
    this.#inFlight = { facts: batch.count, sinceMs };
    const bytes = batch.payload.length;
    this.#guarded(() => {
      log.append(batch, head.hash, (result) => this.#appended(result, batch.count, bytes));
    });
  }

  #appended(result: AppendResult, facts: number, bytes: number): void {
    if (this.#status === "failed") return;
    if (result.kind === "failed") {
      this.#fail(result.error);
      return;
    }
    this.#inFlight = null;
    this.#options.onBatch?.({ facts, bytes, syncMs: result.syncMs });
    // The disk gets its next batch before we spend time on answers.
    this.#flush();
    this.#guarded(() => this.#releases.advance(result.head.seq));
    if (this.queuedFacts === 0) this.#idle?.();
  }

  #arm(): void {
    const timer = nextTimer(this.state);
    if (timer === undefined || this.#status !== "running") this.#alarm.clear();
    else this.#alarm.set(timer.dueMs);
  }

  /** A throw in evolve, append, release or an observer is the end. */
  #guarded(run: () => void): boolean {
    try {
      run();
      return this.#status !== "failed";
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  #fail(error: unknown): void {
    if (this.#status === "failed") return;
    this.#status = "failed";
    this.#alarm.clear();
    this.#idle?.();
    this.#options.onFatal(error);
  }
}

function stopped(): WriterRefusal {
  return {
    kind: "refused",
    code: "BUSY",
    text: "the server is stopping; connect again in a moment",
  };
}

function clockUnsure(guard: ClockGuard): WriterRefusal {
  const text = `the server's clock jumped by ${guard.driftMs} ms; no bets until an administrator has confirmed it`;
  return { kind: "refused", code: "CLOCK_UNSURE", text };
}
