// From the match clock to real time. The tape runs through all periods without a stop; how long a minute
// of it takes is the demo's speed.
import type { ClockReference, MatchScript, Moment, PeriodScript } from "./match-script.ts";

export type ScheduledMoment = { readonly tapeMinute: number; readonly moment: Moment };

/** What a minute of the tape takes at speed 1, so that the 2022 final takes just under a minute. */
const MINUTE_MS = 340;

export class Timetable {
  readonly minuteMs: number;
  readonly moments: readonly ScheduledMoment[];
  readonly #periods: readonly { readonly period: PeriodScript; readonly from: number }[];

  constructor(script: MatchScript, speed: number) {
    this.minuteMs = MINUTE_MS / speed;
    let from = 0;
    this.#periods = script.periods.map((period) => {
      const placed = { period, from };
      from += period.minutes;
      return placed;
    });
    this.moments = this.#periods.flatMap(({ period, from }) =>
      period.moments.map((moment) => ({
        tapeMinute: from + moment.minute - (period.clockFrom ?? 0),
        moment,
      })),
    );
  }

  get lengthMinutes(): number {
    return this.#periods.reduce((sum, { period }) => sum + period.minutes, 0);
  }

  tapeMinuteOf({ period: name, minute }: ClockReference): number {
    const found = this.#periods.find(({ period }) => period.name === name);
    if (found === undefined) throw new Error(`the script has no period "${name}"`);
    return found.from + minute - (found.period.clockFrom ?? 0);
  }

  /** `2nd half 80:41`; only the name where the clock stands. */
  clockText(tapeMinute: number): string {
    const at =
      this.#periods.findLast(({ from }) => from <= tapeMinute) ?? this.#periods.find(() => true);
    if (at === undefined) return "";
    const { period, from } = at;
    if (period.clockFrom === null) return period.name;
    const inPeriod = Math.min(tapeMinute - from, period.minutes);
    const seconds = Math.floor((period.clockFrom + inPeriod) * 60);
    return `${period.name} ${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
