import { describe, expect, test } from "bun:test";
import { FINAL_2022 } from "./final-2022.ts";
import { eventsOf } from "./match-script.ts";
import { Timetable } from "./timetable.ts";

const timetable = new Timetable(FINAL_2022, 100);

describe("the timetable", () => {
  test("steps never go back, and the last one closes the game", () => {
    const minutes = timetable.steps.map(({ tapeMinute }) => tapeMinute);
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
    expect(timetable.steps.at(-1)).toEqual({
      tapeMinute: timetable.lengthMinutes,
      step: { kind: "close" },
    });
  });

  test("every event happens before it is reported, and reports are counted in their order", () => {
    const steps = timetable.steps.map(({ step }) => step);
    const reports = steps.flatMap((step) => (step.kind === "report" ? [step] : []));
    expect(reports.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const event of eventsOf(FINAL_2022)) {
      const happens = steps.findIndex((step) => step.kind === "happens" && step.event === event);
      const report = steps.findIndex((step) => step.kind === "report" && step.event === event);
      expect(happens).toBeGreaterThanOrEqual(0);
      expect(report).toBeGreaterThan(happens);
    }
  });

  test("the match clock stands in the breaks and goes on where it stood", () => {
    const halfTime = timetable.tapeMinuteOf({ period: "1st half", minute: 45 });
    expect(timetable.clockText(0)).toBe("before kick-off");
    expect(timetable.clockText(halfTime - 22.5)).toBe("1st half 22:30");
    expect(timetable.clockText(halfTime)).toBe("half-time");
    const restart = timetable.tapeMinuteOf({ period: "2nd half", minute: 45 });
    expect(restart).toBeGreaterThan(halfTime);
    expect(timetable.clockText(restart)).toBe("2nd half 45:00");
    expect(timetable.clockText(timetable.lengthMinutes + 5)).toBe("penalties");
  });

  test("an unknown period is a fault of the script", () => {
    expect(() => timetable.tapeMinuteOf({ period: "3rd half", minute: 1 })).toThrow("3rd half");
  });
});
