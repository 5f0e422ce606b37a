import { describe, expect, test } from "bun:test";
import { FINAL_2022 } from "./final-2022.ts";
import { Timetable } from "./timetable.ts";

const timetable = new Timetable(FINAL_2022, 1);

describe("the timetable", () => {
  test("takes just under a minute at speed 1, and less the faster it is", () => {
    const lengthMs = timetable.lengthMinutes * timetable.minuteMs;
    expect(lengthMs).toBeGreaterThan(50_000);
    expect(lengthMs).toBeLessThan(60_000);
    expect(new Timetable(FINAL_2022, 4).minuteMs).toBe(timetable.minuteMs / 4);
  });

  test("moments never go back", () => {
    const minutes = timetable.moments.map(({ tapeMinute }) => tapeMinute);
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
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
