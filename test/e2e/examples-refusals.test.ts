// Each op's refusals over a real socket, in the order in which they are given: every message below has
// the fault of its row and those of later rows, as far as they can come together. None changes anything.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { stateHash } from "../../src/engine/state-hash.ts";
import { type ErrorCode, ERROR_CODES } from "../../src/protocol/error-code.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { WireServer } from "../support/wire-server.ts";
import { WireWorld } from "../support/wire-world.ts";

const NOBODYS = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";
const PAST_MS = 1_300_000_000_000;
const MANY_TARGETS = Array.from({ length: 9_999 }, (_, at) => String(at)).join(",");

let world: WireWorld;
beforeAll(async () => {
  world = await WireWorld.build();
});
afterAll(() => world.server.stop());

type Row = readonly [code: ErrorCode, who: "owner" | "player", message: () => object];

const game = (name: keyof WireWorld["games"]): object => ({ game_id: world.games[name] });
const pool = (name: keyof WireWorld["pools"]): object => ({ pool_id: world.pools[name] });
const source = (name: "open" | "closed"): object => ({ source_id: world.sources[name] });
const ofNobody = { game_id: NOBODYS };

function newGame(): readonly Row[] {
  const fields = { game_name: "x", type: "y", close_at: PAST_MS };
  return [
    ["SOURCE_NOT_FOUND", "player", () => ({ ...fields, source_id: NOBODYS })],
    ["NO_PRIVILEGE", "player", () => ({ ...fields, ...source("closed") })],
    ["SOURCE_CLOSED", "owner", () => ({ ...fields, ...source("closed") })],
    ["TIME_INVALID", "owner", () => ({ ...fields, ...source("open") })],
    [
      "LIMIT_REACHED",
      "owner",
      () => ({ ...fields, ...source("open"), close_at: null, targets: `a:b,${MANY_TARGETS}` }),
    ],
  ];
}

function blockOfPool(op: 397 | 398): readonly Row[] {
  const rows: Row[] = [
    ["POOL_NOT_FOUND", "player", () => ({ pool_id: NOBODYS })],
    ["NO_PRIVILEGE", "player", () => pool("resolved")],
    ["POOL_CLOSED", "owner", () => pool("resolved")],
    ["GAME_CLOSING", "owner", () => pool("waiting")],
  ];
  return op === 397 ? rows : [...rows, ["POOL_STOPPED", "owner", () => pool("stopped")]];
}

function blockOfAction(): readonly Row[] {
  const fields = { action: "sneeze" };
  return [
    ["GAME_NOT_FOUND", "player", () => ({ ...fields, ...ofNobody })],
    ["NO_PRIVILEGE", "player", () => ({ ...fields, ...game("closed") })],
    ["GAME_CLOSED", "owner", () => ({ ...fields, ...game("closed") })],
    ["GAME_CLOSING", "owner", () => ({ ...fields, ...game("closing") })],
    ["ACTION_UNKNOWN", "owner", () => ({ ...fields, ...game("open") })],
  ];
}

const BET = { target: "spain", amount: 1_000_000_000_000_000 };
const RIGHT_BET = { target: "france", amount: 1 };
const POOL = { action: "sneeze", targets: "spain", stop_accepting_bets_at: PAST_MS };
const EVENT = { action: "sneeze", target: "spain", happened_at: PAST_MS };
const GOAL = { ...EVENT, action: "goal" };

const ROWS: Readonly<Record<number, readonly Row[]>> = {
  366: [
    ["SOURCE_NOT_FOUND", "player", () => ({ source_id: NOBODYS })],
    ["NO_PRIVILEGE", "player", () => source("open")],
  ],
  370: newGame(),
  3701: newGame(),
  3702: [
    ["GAME_NOT_FOUND", "player", () => ofNobody],
    ["NO_PRIVILEGE", "player", () => game("orphan")],
    ["SOURCE_CLOSED", "owner", () => game("orphan")],
    ["GAME_CLOSED", "owner", () => game("closed")],
    ["GAME_CLOSING", "owner", () => game("closing")],
    ["GAME_ALREADY_OPEN", "owner", () => ({ ...game("open"), targets: MANY_TARGETS })],
    ["LIMIT_REACHED", "owner", () => ({ ...game("upcoming"), targets: MANY_TARGETS })],
  ],
  373: [
    ["GAME_NOT_FOUND", "player", () => ({ ...ofNobody, targets: MANY_TARGETS })],
    ["NO_PRIVILEGE", "player", () => ({ ...game("closed"), targets: MANY_TARGETS })],
    ["GAME_CLOSED", "owner", () => ({ ...game("closed"), targets: MANY_TARGETS })],
    ["GAME_CLOSING", "owner", () => ({ ...game("closing"), targets: MANY_TARGETS })],
    ["LIMIT_REACHED", "owner", () => ({ ...game("open"), targets: MANY_TARGETS })],
  ],
  372: [["GAME_NOT_FOUND", "player", () => ofNobody]],
  616: [
    ["GAME_NOT_FOUND", "player", () => ofNobody],
    ["NO_PRIVILEGE", "player", () => game("orphan")],
    ["SOURCE_CLOSED", "owner", () => game("orphan")],
    ["GAME_CLOSED", "owner", () => game("closed")],
    ["ADMINS_FULL", "owner", () => game("full")],
  ],
  617: [
    ["GAME_NOT_FOUND", "player", () => ({ ...ofNobody, username: "nobody-here" })],
    ["USER_NOT_FOUND", "player", () => ({ ...game("orphan"), username: "nobody-here" })],
    ["NO_PRIVILEGE", "player", () => ({ ...game("orphan"), username: "player" })],
    ["SOURCE_CLOSED", "owner", () => ({ ...game("orphan"), username: "player" })],
    ["GAME_CLOSED", "owner", () => ({ ...game("closed"), username: "player" })],
    ["ADMINS_FULL", "owner", () => ({ ...game("full"), username: "player" })],
  ],
  375: [
    ["GAME_NOT_FOUND", "player", () => ofNobody],
    ["NO_PRIVILEGE", "player", () => game("closing")],
    // Closing has begun when the world was made: this is the second time, which changes nothing.
    ["POOLS_NEED_RESOLUTION", "owner", () => game("closing")],
  ],
  363: [
    ["GAME_NOT_FOUND", "player", () => ofNobody],
    ["GAME_CLOSED", "player", () => game("closed")],
  ],
  364: [["GAME_NOT_FOUND", "player", () => ofNobody]],
  380: [
    ["SOURCE_NOT_FOUND", "player", () => ({ source_id: NOBODYS })],
    ["SOURCE_CLOSED", "player", () => source("closed")],
  ],
  3811: [
    ["SOURCE_NOT_FOUND", "player", () => ({ source_id: NOBODYS })],
    ["SOURCE_CLOSED", "player", () => source("closed")],
  ],
  385: [
    ["GAME_NOT_FOUND", "player", () => ({ ...POOL, ...ofNobody })],
    ["NO_PRIVILEGE", "player", () => ({ ...POOL, ...game("closed") })],
    ["GAME_CLOSED", "owner", () => ({ ...POOL, ...game("closed") })],
    ["GAME_CLOSING", "owner", () => ({ ...POOL, ...game("closing") })],
    ["GAME_NOT_OPEN", "owner", () => ({ ...POOL, ...game("upcoming") })],
    ["ACTION_UNKNOWN", "owner", () => ({ ...POOL, ...game("crowded") })],
    ["TARGET_UNKNOWN", "owner", () => ({ ...POOL, ...game("crowded"), action: "goal" })],
    [
      "TIME_INVALID",
      "owner",
      () => ({ ...POOL, ...game("crowded"), action: "goal", targets: "france" }),
    ],
    [
      "LIMIT_REACHED",
      "owner",
      () => ({ ...game("crowded"), action: "goal", targets: "france,argentina" }),
    ],
  ],
  387: [["GAME_NOT_FOUND", "player", () => ofNobody]],
  388: [["GAME_NOT_FOUND", "player", () => ofNobody]],
  389: [["GAME_NOT_FOUND", "player", () => ofNobody]],
  390: [["GAME_NOT_FOUND", "player", () => ofNobody]],
  393: [["POOL_NOT_FOUND", "player", () => ({ pool_id: NOBODYS })]],
  392: [
    ["POOL_NOT_FOUND", "owner", () => ({ ...BET, pool_id: NOBODYS })],
    ["IDEMPOTENCY_MISMATCH", "player", () => ({ ...BET, ...pool("open"), client_bet_id: "known" })],
    ["POOL_CLOSED", "owner", () => ({ ...BET, ...pool("resolved") })],
    ["GAME_CLOSING", "owner", () => ({ ...BET, ...pool("waiting") })],
    ["POOL_STOPPED", "owner", () => ({ ...BET, ...pool("stopped") })],
    ["POOL_BLOCKED", "owner", () => ({ ...BET, ...pool("blocked"), expected_pool_version: 99 })],
    ["POOL_CHANGED", "owner", () => ({ ...BET, ...pool("open"), expected_pool_version: 99 })],
    ["TARGET_UNKNOWN", "owner", () => ({ ...BET, ...pool("open") })],
    ["CONFLICT_OF_INTEREST", "owner", () => ({ ...BET, ...pool("open"), target: "france" })],
    ["AMOUNT_LIMIT", "player", () => ({ ...BET, ...pool("open"), target: "france" })],
    ["INSUFFICIENT_FUNDS", "player", () => ({ ...RIGHT_BET, ...pool("open"), amount: "1000.00" })],
  ],
  395: [
    ["GAME_NOT_FOUND", "player", () => ({ ...EVENT, ...ofNobody })],
    ["NO_PRIVILEGE", "player", () => ({ ...EVENT, ...game("open"), client_event_id: "known" })],
    [
      "IDEMPOTENCY_MISMATCH",
      "owner",
      () => ({ ...EVENT, ...game("open"), client_event_id: "known" }),
    ],
    ["GAME_CLOSED", "owner", () => ({ ...EVENT, ...game("closed") })],
    [
      "POOL_CLOSED",
      "owner",
      () => ({ ...EVENT, ...game("open"), action: `binary-${world.pools.decided}` }),
    ],
    ["GAME_CLOSING", "owner", () => ({ ...EVENT, ...game("closing") })],
    ["GAME_NOT_OPEN", "owner", () => ({ ...EVENT, ...game("upcoming") })],
    ["ACTION_UNKNOWN", "owner", () => ({ ...EVENT, ...game("open") })],
    ["TARGET_UNKNOWN", "owner", () => ({ ...GOAL, ...game("open") })],
    ["TARGET_UNKNOWN", "owner", () => ({ ...GOAL, ...game("open"), target: "argentina" })],
    ["TARGET_UNKNOWN", "owner", () => ({ ...GOAL, ...game("open"), target: "none" })],
    [
      "TARGET_UNKNOWN",
      "owner",
      () => ({ ...EVENT, ...game("open"), action: `binary-${world.pools.binary}` }),
    ],
    ["TIME_INVALID", "owner", () => ({ ...GOAL, ...game("open"), target: "france" })],
    [
      "TIME_INVALID",
      "owner",
      () => ({
        ...GOAL,
        ...game("open"),
        target: "france",
        happened_at: world.server.time.nowMs() + 2001,
      }),
    ],
  ],
  397: blockOfPool(397),
  398: blockOfPool(398),
  3975: blockOfAction(),
  3985: blockOfAction(),
  5001: [
    ["POOL_NOT_FOUND", "player", () => ({ pool_id: NOBODYS, reason: "x" })],
    ["NO_PRIVILEGE", "player", () => ({ ...pool("resolved"), reason: "x" })],
    ["POOL_CLOSED", "owner", () => ({ ...pool("resolved"), reason: "x" })],
  ],
  5002: [
    ["GAME_NOT_FOUND", "player", () => ofNobody],
    ["NO_PRIVILEGE", "player", () => game("open")],
  ],
};

/** Nothing of their own to refuse: whoever is logged in gets an answer (365 where sources are for all). */
const NEVER_REFUSED = [1, 2, 100, 365, 610, 611, 800, 810, 840];

describe("what stands before every op", () => {
  for (const { op, guest } of OPERATIONS.values()) {
    test(`REF-1, WIRE-1 ${op}: MALFORMED_JSON, NOT_AN_OBJECT, HEADER_INVALID, then the op, then who asks`, async () => {
      const codes: unknown[] = [];
      const wrong = `"no_such_field":1`;
      for (const text of [
        `{"header":7,"op":${op},${wrong}`,
        `[{"header":7,"op":${op},${wrong}}]`,
        `{"header":7,"op":${op}.5,${wrong}}`,
        `{"op":${op}.5,${wrong}}`,
        `{"op":${op}99999,${wrong}}`,
        `{"op":${op},${wrong}}`,
      ]) {
        const answer = await world.refused(world.guest, text);
        codes.push(answer["code"]);
      }
      const invalid = await world.refused(world.player, `{"op":${op},${wrong}}`);
      expect(invalid).toMatchObject({ res: 666, code: "FIELD_INVALID", op });
      expect(invalid["text"]).toContain("no_such_field");
      expect(codes).toEqual([
        "MALFORMED_JSON",
        "NOT_AN_OBJECT",
        "HEADER_INVALID",
        "OP_INVALID",
        "OP_UNKNOWN",
        guest === "may" ? "FIELD_INVALID" : "NOT_LOGGED_IN",
      ]);
    });
  }
});

describe("what each op refuses, in order", () => {
  for (const [op, rows] of Object.entries(ROWS)) {
    test(`REF-1 ${op}: ${rows.map(([code]) => code).join(", ")}`, async () => {
      for (const [code, who, message] of rows) {
        const request = { header: { request_id: "r" }, ...message(), op: Number(op) };
        const answer = await world.refused(world[who], request);
        if (op === "616" && (code === "NO_PRIVILEGE" || code === "ADMINS_FULL")) {
          expect(answer).toMatchObject({ res: 645, response_header: { request_id: "r" } });
          continue;
        }
        expect(answer).toMatchObject({ res: 666, code, op: Number(op) });
        expect(answer.response_header).toMatchObject({ request_id: "r" });
        expect(String(answer["text"]).length).toBeGreaterThan(10);
      }
      const order = rows.map(([code]) => ERROR_CODES.indexOf(code));
      if (op !== "392") expect(order).toEqual([...order].sort((a, b) => a - b));
    });
  }

  test("REF-1 every op that can refuse something has its rows", () => {
    const known = [...Object.keys(ROWS).map(Number), ...NEVER_REFUSED];
    expect([...OPERATIONS.keys()].filter((op) => !known.includes(op))).toEqual([]);
  });

  test("REF-1, SRC-1 365: NO_PRIVILEGE where only approved developers may open sources", async () => {
    const rules = { welcomeDonMinor: 0, takeoutBps: 0, resultDelayMs: 0 };
    const server = await WireServer.start({ rules: { ...rules, developers: "approved" } });
    const client = await server.newcomer("hopeful");
    const before = stateHash(server.server.state);
    const answer = await client.ask({ op: 365, source_name: "mine" });
    expect(answer).toMatchObject({ res: 666, code: "NO_PRIVILEGE", op: 365 });
    expect(stateHash(server.server.state)).toBe(before);
    await server.stop();
  });
});
