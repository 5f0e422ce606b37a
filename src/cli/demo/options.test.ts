import { describe, expect, test } from "bun:test";
import { readOptions } from "./options.ts";

describe("options of the demo", () => {
  test("none: 200 players, about a minute, stops afterwards", () => {
    expect(readOptions([])).toMatchObject({
      kind: "options",
      options: { players: 200, speed: 1, dataPath: null, afterwards: "stop", format: "text" },
    });
  });

  test("both spellings of a value", () => {
    const args = ["--speed", "2.5", "--players=12", "--seed=7", "--data", "x", "--keep", "--json"];
    expect(readOptions(args)).toEqual({
      kind: "options",
      options: {
        players: 12,
        speed: 2.5,
        seed: 7n,
        dataPath: "x",
        afterwards: "keep",
        format: "json",
      },
    });
  });

  test.each([
    [["--sped", "2"], "--sped"],
    [["--speed"], "needs a value"],
    [["--speed", "0"], "0.1 to 50"],
    [["--speed", "1e3"], "1e3"],
    [["--players", "1"], "2 to"],
    [["--seed", "-1"], "whole number"],
    [["--data", "memory"], "directory"],
    [["--keep=yes"], "--keep"],
    [["toString"], "unknown option"],
    [["constructor", "x"], "unknown option"],
  ])("%p is refused and says why", (args, why) => {
    const reading = readOptions(args);
    expect(reading.kind).toBe("invalid");
    expect(reading.kind === "invalid" ? reading.text : "").toContain(why);
  });
});
