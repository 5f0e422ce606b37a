import { describe, expect, test } from "bun:test";
import { playMatch } from "../../test/support/engine-match.ts";
import { decodeFact, decodeObject, encodeFact } from "./fact-codec.ts";
import type { BetPlaced } from "./fact.ts";
import type { PoolIndex, UserId } from "./ids.ts";

const BET: BetPlaced = {
  kind: "BetPlaced",
  timeMs: 1_600_000_000_000,
  userId: 7 as UserId,
  pool: 3 as PoolIndex,
  target: 1,
  stakeMinor: 250,
  clientBetId: null,
  royalty: null,
};

describe("facts as lines", () => {
  test("LOG-9 every kind is read as it was written, in one line", () => {
    for (const line of playMatch().lines) {
      expect(line).not.toContain("\n");
      expect(encodeFact(decodeFact(line))).toBe(line);
    }
  });

  test("LOG-9 a bet is a short tuple; odd ids survive", () => {
    expect(encodeFact(BET)).toBe('["bet",1,1600000000000,7,3,1,250]');
    expect(decodeFact(encodeFact(BET))).toEqual(BET);
    for (const clientBetId of ['"', "a\nb", "\u2028", "é", "\ud800", "\\", " "]) {
      const bet = { ...BET, clientBetId };
      expect(decodeFact(encodeFact(bet))).toEqual(bet);
      expect(encodeFact(bet)).not.toContain("\n");
    }
  });

  test("LOG-10 what a newer release wrote is refused by name", () => {
    const newer = "use the newer release";
    expect(() => decodeFact('{"kind":"GameClosed","v":2,"timeMs":1}')).toThrow(newer);
    expect(() => decodeFact('{"kind":"GameClosed","v":0,"timeMs":1}')).toThrow(newer);
    expect(() => decodeFact('{"kind":"GameClosed","timeMs":1}')).toThrow(newer);
    expect(() => decodeFact('{"kind":"PoolPainted","v":1}')).toThrow("PoolPainted");
    expect(() => decodeFact('{"kind":"constructor","v":1}')).toThrow(newer);
    expect(() => decodeFact('["bet",3,1,1,1,1,1]')).toThrow("bet 3");
    expect(() => decodeFact('["tip",1,1,1,1,1,1]')).toThrow("tip");
    expect(() => decodeFact("{")).toThrow();
  });

  test("LOG-10 old versions pass through every upcaster after theirs, in order", () => {
    const upcasters = {
      GameClosed: [
        (old: Record<string, unknown>) => ({ ...old, steps: "1" }),
        (old: Record<string, unknown>) => ({
          ...old,
          steps: `${old["steps"] === undefined ? "" : "1"}2`,
        }),
      ],
    };
    const read = (v: number): unknown =>
      decodeObject({ kind: "GameClosed", v, gameId: "g" }, upcasters);
    expect(read(1)).toEqual({ kind: "GameClosed", gameId: "g", steps: "12" });
    expect(read(2)).toEqual({ kind: "GameClosed", gameId: "g", steps: "2" });
    expect(read(3)).toEqual({ kind: "GameClosed", gameId: "g" });
    expect(() => read(4)).toThrow("version 4");
  });
});
