import { describe, expect, test } from "bun:test";
import { FINAL_2022 } from "./final-2022.ts";
import { remainingSteps } from "./remaining-steps.ts";
import { Timetable } from "./timetable.ts";

const timetable = new Timetable(FINAL_2022, 100);
const NEXT = ["next-goal-by-team", "next-goal-by-player"];

function remaining(reported: number, ...open: string[]): { from: number; steps: string[] } {
  const progress = { reported, isOpen: (key: string) => open.includes(key) };
  const { fromMinute, steps } = remainingSteps(timetable, progress);
  return { from: fromMinute, steps: steps.map(({ step }) => nameOf(step)) };
}

function nameOf(step: (typeof timetable.steps)[number]["step"]): string {
  if (step.kind === "open-pool") return `open ${step.pool.key}`;
  if (step.kind === "report") return `report ${step.number}`;
  return step.kind;
}

describe("going on with a script", () => {
  test("MATCH-7 with nothing reported it begins anew, without the pools that are open", () => {
    const { from, steps } = remaining(0, ...NEXT);
    expect(from).toBe(0);
    expect(steps.slice(0, 3)).toEqual([
      "open goal-before-half-time",
      "open extra-time",
      "headline",
    ]);
    expect(steps.filter((step) => step.startsWith("report"))).toHaveLength(6);
  });

  test("MATCH-7 after a goal only what comes after it is left, and betting goes on as it should be", () => {
    const { from, steps } = remaining(1, ...NEXT, "extra-time");
    expect(from).toBeCloseTo(7 + 23.3);
    // The goal was a penalty: until the script allows bets, they are blocked.
    expect(steps.slice(0, 3)).toEqual(["block", "allow", "happens"]);
    expect(steps.filter((step) => step.startsWith("report"))[0]).toBe("report 2");
    expect(steps).not.toContain("open goal-before-half-time");
    expect(steps).toContain("decide");
  });

  test("MATCH-7 pools that should be open and are not are opened", () => {
    const { steps } = remaining(1);
    expect(steps.slice(0, 4)).toEqual([
      ...NEXT.map((key) => `open ${key}`),
      "open extra-time",
      "block",
    ]);
  });

  test("MATCH-7 a decision whose time is over is left alone; the end is always left", () => {
    const { steps } = remaining(6, ...NEXT);
    expect(steps).not.toContain("open extra-time");
    expect(steps).not.toContain("decide");
    expect(steps.at(-1)).toBe("close");
  });
});
