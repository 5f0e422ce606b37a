// Plays a script: each step at its time, one after the other. A step that is late makes the rest late
// too, never out of order.
import { assertNever } from "../../engine/assert-never.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import type { GameDesk } from "./game-desk.ts";
import {
  type EventScript,
  type MatchScript,
  type PoolScript,
  displayNameOf,
} from "./match-script.ts";
import { pause } from "./pause.ts";
import { type Remaining } from "./remaining-steps.ts";
import type { Scoreboard } from "./scoreboard.ts";
import type { Step, Timetable } from "./timetable.ts";

/** Something that is done in between, in its place of the order. */
export type Aside = { readonly tapeMinute: number; readonly run: () => Promise<void> };

export type MatchPlayParts = {
  readonly script: MatchScript;
  readonly timetable: Timetable;
  readonly desk: GameDesk;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  readonly scoreboard: Scoreboard;
  readonly asides?: readonly Aside[];
  /** Where another run has played a part of it. */
  readonly remaining?: Remaining;
  /** For whoever follows the match on the screen. */
  readonly onHeadline: (text: string) => void;
  /** For whoever sits in the stadium; the server hears of it this much later. */
  readonly onEvent?: (target: string, beforeMs: number) => void;
};

/** So that what comes after an event does not come in its millisecond: bets then would be in time. */
const AFTER_EVENT_MS = 2;

export class MatchPlay {
  readonly #parts: MatchPlayParts;
  readonly #startedMs: number;
  readonly #happenedAtMs = new Map<EventScript, number>();
  /** Where the script is; a timer may fire a little early. */
  #reachedMinute = 0;

  constructor(parts: MatchPlayParts) {
    this.#parts = parts;
    this.#reachedMinute = parts.remaining?.fromMinute ?? 0;
    this.#startedMs = parts.clock.monotonicMs() - this.#reachedMinute * parts.timetable.minuteMs;
  }

  /** Where the tape is now. */
  get tapeMinute(): number {
    const { clock, timetable } = this.#parts;
    const passed = (clock.monotonicMs() - this.#startedMs) / timetable.minuteMs;
    return Math.max(passed, this.#reachedMinute);
  }

  /** 0 to 1 */
  get played(): number {
    return Math.min(1, this.tapeMinute / this.#parts.timetable.lengthMinutes);
  }

  get clockText(): string {
    return this.#parts.timetable.clockText(this.tapeMinute);
  }

  async play(): Promise<void> {
    const { asides = [], remaining, scheduler, signal, timetable } = this.#parts;
    const steps = (remaining ?? timetable).steps.map(({ tapeMinute, step }): Aside => ({
      tapeMinute,
      run: () => this.#perform(step, tapeMinute),
    }));
    const all = [...asides, ...steps].sort((a, b) => a.tapeMinute - b.tapeMinute);
    for (const { tapeMinute, run } of all) {
      await pause(scheduler, (tapeMinute - this.tapeMinute) * timetable.minuteMs, signal);
      this.#reachedMinute = tapeMinute;
      await run();
    }
  }

  async #perform(step: Step, tapeMinute: number): Promise<void> {
    const { desk, scoreboard, onHeadline } = this.#parts;
    switch (step.kind) {
      case "open-pool":
        await desk.openPool(step.pool, this.#endInMs(step.pool, tapeMinute));
        return;
      case "block":
        await desk.block(step.action);
        onHeadline(step.text);
        return;
      case "allow":
        await desk.allow(step.action);
        return;
      case "happens":
        await this.#happen(step.event, step.reportedInMinutes);
        return;
      case "report":
        await this.#report(step.event, step.number);
        return;
      case "decide":
        await desk.decide(step.pool, step.answer);
        return;
      case "kick":
        scoreboard.kick(step.team, step.result);
        onHeadline(`${step.taker} ${step.result}  (${scoreboard.shootOutText})`);
        return;
      case "headline":
        onHeadline(step.text);
        return;
      case "close":
        await desk.close();
        return;
      default:
        assertNever(step);
    }
  }

  #endInMs(pool: PoolScript, tapeMinute: number): number {
    const { timetable } = this.#parts;
    switch (pool.kind) {
      case "next-event":
        return 0;
      case "event-before":
        return (timetable.tapeMinuteOf(pool.finish) - tapeMinute) * timetable.minuteMs;
      case "decision":
        return (timetable.tapeMinuteOf(pool.stop) - tapeMinute) * timetable.minuteMs;
      default:
        return assertNever(pool);
    }
  }

  async #happen(event: EventScript, reportedInMinutes: number): Promise<void> {
    const { clock, onEvent, onHeadline, scheduler, script, signal, timetable } = this.#parts;
    this.#happenedAtMs.set(event, clock.nowMs());
    onHeadline(headlineOf(script, event));
    onEvent?.(event.target, reportedInMinutes * timetable.minuteMs);
    await pause(scheduler, AFTER_EVENT_MS, signal);
  }

  async #report(event: EventScript, number: number): Promise<void> {
    const happenedAtMs = this.#happenedAtMs.get(event);
    if (happenedAtMs === undefined) throw new Error("an event is reported before it happens");
    const { action, target } = event;
    await this.#parts.desk.register({ action, target, happenedAtMs, eventId: `event-${number}` });
  }
}

/** `GOAL by Messi (penalty)` */
function headlineOf(script: MatchScript, { action, target, how }: EventScript): string {
  const why = how === "" ? "" : ` (${how})`;
  return `${action.toUpperCase()} by ${displayNameOf(script, target)}${why}`;
}
