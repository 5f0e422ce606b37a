// Plays the script: each moment at its time, one after the other. A moment that is late makes the rest
// late too, never out of order.
import { assertNever } from "../../engine/assert-never.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { type MatchScript, type Moment, type PoolScript, displayNameOf } from "./match-script.ts";
import { pause } from "./pause.ts";
import type { Provider } from "./wire-desk.ts";
import type { Scoreboard } from "./scoreboard.ts";
import type { Timetable } from "./timetable.ts";

export type MatchParts = {
  readonly script: MatchScript;
  readonly timetable: Timetable;
  readonly provider: Provider;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  readonly scoreboard: Scoreboard;
  /** For whoever follows the match on the screen. */
  readonly onHeadline: (text: string) => void;
  /** For whoever sits in the stadium; the server hears of it this much later. */
  readonly onGoal: (scorer: string, beforeMs: number) => void;
};

type Goal = Extract<Moment, { kind: "goal" }>;

export class Match {
  readonly #parts: MatchParts;
  readonly #startedMs: number;
  #unregistered: { readonly goal: Goal; readonly happenedAtMs: number } | null = null;
  #goals = 0;
  /** Where the script is; a timer may fire a little early. */
  #reachedMinute = 0;

  constructor(parts: MatchParts) {
    this.#parts = parts;
    this.#startedMs = parts.clock.monotonicMs();
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
    const { scheduler, signal, timetable } = this.#parts;
    const { moments, minuteMs } = timetable;
    for (const [index, { tapeMinute, moment }] of moments.entries()) {
      await pause(scheduler, (tapeMinute - this.tapeMinute) * minuteMs, signal);
      this.#reachedMinute = tapeMinute;
      const next = moments[index + 1]?.tapeMinute ?? tapeMinute;
      await this.#perform(moment, tapeMinute, (next - tapeMinute) * minuteMs);
    }
  }

  async #perform(moment: Moment, tapeMinute: number, untilNextMs: number): Promise<void> {
    const { provider, script, scoreboard } = this.#parts;
    switch (moment.kind) {
      case "open-pool":
        await provider.openPool(moment.pool, this.#endInMs(moment.pool, tapeMinute));
        return;
      case "penalty-awarded":
        await provider.block(moment.action);
        this.#tell(`Penalty for ${displayNameOf(script, moment.team)}; betting is blocked`);
        return;
      case "betting-resumes":
        await provider.allow(moment.action);
        return;
      case "goal":
        this.#happen(moment, untilNextMs);
        return;
      case "goal-registered":
        await this.#register();
        return;
      case "decided":
        await provider.decide(moment.pool, moment.answer);
        return;
      case "kick":
        scoreboard.kick(moment.team, moment.result);
        this.#tell(`${moment.taker} ${moment.result}  (${scoreboard.shootOutText})`);
        return;
      case "headline":
        this.#tell(moment.text);
        return;
      case "close":
        await provider.closeGame();
        return;
      default:
        assertNever(moment);
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

  #happen(goal: Goal, beforeMs: number): void {
    const { clock, onGoal, script } = this.#parts;
    this.#unregistered = { goal, happenedAtMs: clock.nowMs() };
    const how = goal.how === "penalty" ? " (penalty)" : "";
    this.#tell(`GOAL by ${displayNameOf(script, goal.scorer)}${how}`);
    onGoal(goal.scorer, beforeMs);
  }

  async #register(): Promise<void> {
    const { provider } = this.#parts;
    const waiting = this.#unregistered;
    if (waiting === null) throw new Error("the script registers a goal before it is scored");
    this.#unregistered = null;
    const { goal, happenedAtMs } = waiting;
    const eventId = `goal-${++this.#goals}`;
    await provider.register({ action: goal.action, target: goal.scorer, happenedAtMs, eventId });
  }

  #tell(text: string): void {
    this.#parts.onHeadline(text);
  }
}
