import { describe, expect, test } from "bun:test";
import { Screen } from "./screen.ts";
import { cut, tableLines } from "./table.ts";

function screenOn(kind: "terminal" | "file", environment: Record<string, string> = {}) {
  let nowMs = 0;
  let written = "";
  const write = (text: string): void => {
    written += text;
  };
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const screen = new Screen({ isTTY: kind === "terminal", write }, clock, environment);
  return {
    screen,
    pass: (ms: number) => {
      nowMs += ms;
    },
    written: () => written,
  };
}

describe("the screen", () => {
  test("outside of a terminal: no colours, and the status only now and then", () => {
    const { screen, pass, written } = screenOn("file");
    screen.status("one");
    screen.status("two");
    screen.line(screen.paint("red", "line"));
    pass(5_000);
    screen.status("three");
    expect(written()).toBe("one\nline\nthree\n");
  });

  test("on a terminal lines stay above the status, which is never wider than the screen", () => {
    const { screen, written } = screenOn("terminal");
    screen.status("x".repeat(200));
    screen.line("line");
    screen.endStatus();
    const last = written().split("\u001b[2K").at(-2) ?? "";
    expect(last).toBe(`line\n${"x".repeat(79)}\r`);
  });

  test("NO_COLOR is respected", () => {
    expect(screenOn("terminal").screen.paint("bold", "x")).toContain("\u001b[1m");
    expect(screenOn("terminal", { NO_COLOR: "1" }).screen.paint("bold", "x")).toBe("x");
  });
});

describe("tables", () => {
  test("columns are as wide as their widest cell, numbers to the right", () => {
    const lines = tableLines(
      [
        { title: "pool", align: "left" },
        { title: "bets", align: "right" },
      ],
      [["Next goal", "7"], null, ["", "1,234"]],
    );
    expect(lines).toEqual([
      "pool        bets",
      "---------  -----",
      "Next goal      7",
      "---------  -----",
      "           1,234",
    ]);
  });

  test("what is too long is cut and marked", () => {
    expect(cut("Mac Allister", 9)).toBe("Mac Alli…");
    expect(cut("Argentina", 9)).toBe("Argentina");
  });
});
