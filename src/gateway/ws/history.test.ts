import { expect, test } from "bun:test";
import type { GameId } from "../../engine/ids.ts";
import { gameLeft } from "../../protocol/plain-messages.ts";
import type { Rendering } from "../../protocol/rendering.ts";
import { History } from "./history.ts";

const GAME = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9" as GameId;
const BYTES = gameLeft(GAME).size;

function filled(limits: { messages?: number; bytes?: number }, upTo: number): History {
  const { messages = Infinity, bytes = Infinity } = limits;
  const history = new History({ historyMessages: messages, historyBytes: bytes });
  for (let seq = 1; seq <= upTo; seq++) history.keep({ gameId: GAME, seq }, gameLeft(GAME));
  return history;
}

test("gives what came after, in order, and nothing where nothing was missed", () => {
  const history = new History({ historyMessages: 10, historyBytes: Infinity });
  const kept = [1, 2, 3, 4].map((seq): Rendering => {
    const rendering = gameLeft(GAME);
    history.keep({ gameId: GAME, seq }, rendering);
    return rendering;
  });
  expect(history.since(GAME, 0, 4)).toEqual(kept);
  expect(history.since(GAME, 2, 4)).toEqual(kept.slice(2));
  expect(history.since(GAME, 2, 4)?.[0]).toBe(kept[2]);
  expect(history.since(GAME, 4, 4)).toEqual([]);
});

test("above the current seq, or of a game never told of: not kept", () => {
  const history = filled({}, 4);
  expect(history.since(GAME, 5, 4)).toBeNull();
  expect(new History({ historyMessages: 9, historyBytes: 9 }).since(GAME, 3, 4)).toBeNull();
  // After a restart nothing is kept, but who missed nothing misses nothing.
  expect(new History({ historyMessages: 9, historyBytes: 9 }).since(GAME, 4, 4)).toEqual([]);
});

test("keeps the newest, by number and by size", () => {
  for (const limits of [{ messages: 3 }, { bytes: 3 * BYTES }]) {
    for (let upTo = 3; upTo < 40; upTo++) {
      const history = filled(limits, upTo);
      expect(history.since(GAME, upTo - 3, upTo)).toHaveLength(3);
      expect(history.since(GAME, upTo - 4, upTo)).toBeNull();
    }
  }
});

test("a message larger than all is not kept, and the next one is", () => {
  const history = filled({ bytes: BYTES - 1 }, 2);
  expect(history.since(GAME, 1, 2)).toBeNull();
  expect(history.since(GAME, 2, 2)).toEqual([]);
});

test("a hole makes everything before it useless", () => {
  const history = filled({}, 3);
  history.keep({ gameId: GAME, seq: 5 }, gameLeft(GAME));
  expect(history.since(GAME, 3, 5)).toBeNull();
  expect(history.since(GAME, 4, 5)).toHaveLength(1);
});

test("a closed game is forgotten", () => {
  const history = filled({}, 3);
  history.forget(GAME);
  expect(history.since(GAME, 2, 3)).toBeNull();
});
