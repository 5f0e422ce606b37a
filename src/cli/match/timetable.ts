// From the match clock to real time. The tape runs through all periods without a stop; how long a minute
// of it takes is up to whoever plays it.
import type {
  ClockReference,
  EventScript,
  MatchScript,
  Moment,
  PeriodScript,
} from "./match-script.ts";

/** An event is two steps: it happens, and the server hears of it. */
export type Step =
  | Exclude<Moment, EventScript>
  | { readonly kind: "happens"; readonly event: EventScript; readonly reportedInMinutes: number }
  /** `number` counts the events in the order in which they are reported, from 1. */
  | { readonly kind: "report"; readonly event: EventScript; readonly number: number }
  | { readonly kind: "close" };

export type TimedStep = { readonly tapeMinute: number; readonly step: Step };

export class Timetable {
  readonly minuteMs: number;
  readonly steps: readonly TimedStep[];
  readonly #periods: readonly { readonly period: PeriodScript; readonly from: number }[];

  constructor(script: MatchScript, minuteMs: number) {
    this.minuteMs = minuteMs;
    let from = 0;
    this.#periods = script.periods.map((period) => {
      const placed = { period, from };
      from += period.minutes;
      return placed;
    });
    this.steps = numbered([
      ...this.#stepsOfMoments(),
      { tapeMinute: from, step: { kind: "close" } },
    ]);
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

  #stepsOfMoments(): TimedStep[] {
    return this.#periods.flatMap(({ period, from }) => {
      const tapeOf = (minute: number): number => from + minute - (period.clockFrom ?? 0);
      return period.moments.flatMap((moment): TimedStep[] => {
        const tapeMinute = tapeOf(moment.minute);
        if (moment.kind !== "event") return [{ tapeMinute, step: moment }];
        const reportedInMinutes = moment.reportedAt - moment.minute;
        return [
          { tapeMinute, step: { kind: "happens", event: moment, reportedInMinutes } },
          {
            tapeMinute: tapeOf(moment.reportedAt),
            step: { kind: "report", event: moment, number: 0 },
          },
        ];
      });
    });
  }
}

function numbered(steps: readonly TimedStep[]): TimedStep[] {
  let events = 0;
  return steps
    .toSorted((a, b) => a.tapeMinute - b.tapeMinute)
    .map((timed) =>
      timed.step.kind === "report"
        ? { ...timed, step: { ...timed.step, number: ++events } }
        : timed,
    );
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
