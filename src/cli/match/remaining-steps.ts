// What is left of a script when it goes on after some of its events were reported: by another run, which
// may have ended anywhere. Pure.
import { assertNever } from "../../engine/assert-never.ts";
import type { EventScript } from "./match-script.ts";
import type { Step, TimedStep, Timetable } from "./timetable.ts";

export type Remaining = {
  /** Where the tape goes on. */
  readonly fromMinute: number;
  readonly steps: readonly TimedStep[];
};

export type Progress = {
  /** Number of events the server has. */
  readonly reported: number;
  /** Whether a pool of the script is open. */
  readonly isOpen: (poolKey: string) => boolean;
};

/**
 * Everything after the last event that was reported; of what comes before, the pools that should be open,
 * whether betting is blocked, and events that have happened and were not reported.
 */
export function remainingSteps(timetable: Timetable, progress: Progress): Remaining {
  const { steps } = timetable;
  const last = steps.findIndex(
    ({ step }) => step.kind === "report" && step.number === progress.reported,
  );
  const fromMinute = steps[last]?.tapeMinute ?? 0;
  const past = steps.slice(0, last + 1);
  const future = steps.slice(last + 1);
  const wanted = past.flatMap(({ step, tapeMinute }): TimedStep[] =>
    isWanted(step, { timetable, progress, past, future, tapeMinute, fromMinute })
      ? [{ tapeMinute: fromMinute, step }]
      : [],
  );
  const ahead = future.filter(
    ({ step }) => step.kind !== "open-pool" || !progress.isOpen(step.pool.key),
  );
  const known = new Set(
    [...wanted, ...ahead].flatMap(({ step }) => (step.kind === "open-pool" ? [step.pool.key] : [])),
  );
  // A pool that is neither open nor to be opened has its result.
  const isLeft = ({ step }: TimedStep): boolean =>
    step.kind !== "decide" || known.has(step.pool) || progress.isOpen(step.pool);
  return { fromMinute, steps: [...wanted, ...ahead].filter(isLeft) };
}

type Place = {
  readonly timetable: Timetable;
  readonly progress: Progress;
  readonly past: readonly TimedStep[];
  readonly future: readonly TimedStep[];
  readonly tapeMinute: number;
  readonly fromMinute: number;
};

function isWanted(step: Step, place: Place): boolean {
  const { past, future } = place;
  switch (step.kind) {
    case "open-pool":
      return !place.progress.isOpen(step.pool.key) && isPoolLeft(step.pool, place);
    case "block":
    case "allow":
      return past.findLast((other) => isSwitch(other.step, step.action))?.step === step;
    case "happens":
      return future.some((other) => isReportOf(other.step, step.event));
    case "report":
    case "decide":
    case "kick":
    case "headline":
    case "close":
      return false;
    default:
      return assertNever(step);
  }
}

function isSwitch(step: Step, action: string): boolean {
  return (step.kind === "block" || step.kind === "allow") && step.action === action;
}

function isReportOf(step: Step, event: EventScript): boolean {
  return step.kind === "report" && step.event === event;
}

/** It was never opened, or it is resolved: only what is sure is opened again. */
function isPoolLeft(pool: Extract<Step, { kind: "open-pool" }>["pool"], place: Place): boolean {
  const { timetable, fromMinute, past, tapeMinute } = place;
  switch (pool.kind) {
    case "next-event":
      return true;
    case "event-before": {
      const isResolved = past.some(
        (other) =>
          other.step.kind === "report" &&
          other.step.event.action === pool.action &&
          other.tapeMinute >= tapeMinute,
      );
      return !isResolved && timetable.tapeMinuteOf(pool.finish) > fromMinute;
    }
    case "decision":
      return timetable.tapeMinuteOf(pool.stop) > fromMinute;
    default:
      return assertNever(pool);
  }
}
