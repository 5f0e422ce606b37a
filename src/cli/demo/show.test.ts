import { expect, test } from "bun:test";
import { FINAL_2022 } from "../match/final-2022.ts";
import { Timetable } from "../match/timetable.ts";
import { MINUTE_MS } from "./show.ts";

test("the demo takes just under a minute at speed 1", () => {
  const { lengthMinutes, minuteMs } = new Timetable(FINAL_2022, MINUTE_MS);
  expect(lengthMinutes * minuteMs).toBeGreaterThan(50_000);
  expect(lengthMinutes * minuteMs).toBeLessThan(60_000);
});
