// Bad input to every op over a real socket: always an answer that names the field, the value and what
// is accepted; never an effect, never a crash.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Random } from "../../src/cli/bettors/random.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import type { Operation } from "../../src/protocol/operation.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { replay } from "../../src/sequencer/replay.ts";
import { codesOf, type WireClient, type WireMessage } from "../support/wire-client.ts";
import { WireFuzz } from "../support/wire-fuzz.ts";
import { WireWorld } from "../support/wire-world.ts";

const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

/** JSON text of a bad value, and how an error text shows it. */
const BAD = {
  huge: ["1e308", "1e+308"],
  infinite: ["1e999", "Infinity"],
  exponent: ['"1e3"', '"1e3"'],
  fraction: ["0.001", "0.001"],
  negative: ["-1", "-1"],
  notANumber: ['"NaN"', '"NaN"'],
  yes: ["true", "true"],
  object: ["{}", "an object"],
  prototype: ['{"__proto__":{"admin":true}}', "an object"],
  list: ["[]", "a list"],
  deep: [deep, "a list"],
} as const satisfies Record<string, readonly [string, string]>;

type Badness = keyof typeof BAD;

const ALL = Object.keys(BAD) as Badness[];
const NO_TEXT = ["huge", "infinite", "fraction", "negative", "yes", "object", "prototype"] as const;
const TEXT = [...NO_TEXT, "list", "deep"] as const;
const all = (but: readonly Badness[]): Badness[] => ALL.filter((each) => !but.includes(each));

/** Which of them each field must refuse, by its first name. */
const REFUSED: Readonly<Record<string, readonly Badness[]>> = {
  ...Object.fromEntries(
    ["source_id", "game_id", "pool_id", "id", "h", "image_url", "currency", "amount"]
      .concat(["open_at", "close_at", "live_start_at", "live_finish_at", "finish_at"])
      .concat(["stop_accepting_bets_at", "happened_at", "block_at", "allow_at"])
      .concat(["pool_type", "takeout_bps", "expected_pool_version"])
      .concat(["last_seq", "heartbeat_ms", "conflate_ms"])
      .map((name) => [name, ALL]),
  ),
  ...Object.fromEntries(
    ["source_name", "description", "game_name", "type", "hashtag", "username", "reason", "n"]
      .concat(["client_bet_id", "client_event_id", "action", "target"])
      .map((name) => [name, TEXT]),
  ),
  // An empty list is as good as none; what lists hold is looked at by itself.
  actions: NO_TEXT,
  targets: NO_TEXT,
  recreate_on_end: all(["yes"]),
  manual: all(["yes"]),
};

let world: WireWorld;
beforeAll(async () => {
  world = await WireWorld.build();
});
afterAll(() => world.server.stop());

/** A message that would be taken as it stands, for each op. */
function validMessages({ games, pools, sources }: WireWorld): Record<number, object> {
  const game = { game_id: games.open };
  const pool = { pool_id: pools.open };
  const names = { game_name: "Argentina - France", type: "football" };
  const lists = { actions: "goal,card", targets: "argentina:1,france" };
  const newGame = { source_id: sources.open, ...names, ...lists };
  const action = { ...game, action: "goal" };
  return {
    1: {},
    2: {},
    100: {},
    363: game,
    364: game,
    365: { source_name: "league", description: "of our own" },
    366: { source_id: sources.open },
    370: newGame,
    3701: newGame,
    3702: { game_id: games.upcoming, ...lists },
    372: game,
    373: { ...game, ...lists, image_url: "https://example.org/image.png" },
    375: game,
    380: { source_id: sources.open },
    3811: { source_id: sources.open },
    385: { ...action, description: "Next goal", targets: "argentina,france", pool_type: "1" },
    387: game,
    388: game,
    389: game,
    390: game,
    392: { ...pool, target: "france", amount: "1.50" },
    393: pool,
    395: { ...action, target: "france" },
    397: pool,
    3975: action,
    398: pool,
    3985: action,
    610: {},
    611: {},
    616: game,
    617: { ...game, username: "player" },
    800: { currency: "DON" },
    810: {},
    840: {},
    5001: { ...pool, reason: "abandoned" },
    5002: game,
  };
}

/** The message as text, with one field as given. */
function withField(op: number, name: string, json: string): string {
  const valid: object = validMessages(world)[op] ?? {};
  const rest = Object.entries(valid).filter(([field]) => field !== name);
  const fields = rest.map(([field, value]) => `${JSON.stringify(field)}:${JSON.stringify(value)}`);
  return `{${[`"op":${op}`, ...fields, `${JSON.stringify(name)}:${json}`].join(",")}}`;
}

/** The one answer to each text, in order. */
async function answers(client: WireClient, texts: readonly string[]): Promise<WireMessage[]> {
  const from = client.received.length;
  for (const text of texts) client.send(text);
  await client.heard();
  return client.received.slice(from, -1);
}

type Case = { text: string; code: RegExp; says: (string | RegExp)[] };

/** All are refused with the code and text as expected, and the state is as before. */
async function refuses(client: WireClient, cases: readonly Case[]): Promise<void> {
  const before = world.stateHash();
  const given = await answers(
    client,
    cases.map(({ text }) => text),
  );
  expect(given).toHaveLength(cases.length);
  const wrong = cases.flatMap(({ text, code, says }, at) => {
    const answer = given[at];
    const isRefused = answer?.res === 666 && code.test(String(answer["code"]));
    const said = String(answer?.["text"]);
    const missing = says.filter((part) =>
      typeof part === "string" ? !said.includes(part) : !part.test(said),
    );
    if (isRefused && missing.length === 0 && said.length < 1_500) return [];
    return [{ text: text.slice(0, 200), answer, code: String(code), missing: missing.map(String) }];
  });
  expect(wrong).toEqual([]);
  expect(world.stateHash()).toBe(before);
}

describe("every op", () => {
  test("WIRE-3 has a valid message here, and every field its list of what it must refuse", () => {
    const fields = [...OPERATIONS.values()].flatMap(({ fields }) => Object.values(fields.fields));
    expect(fields.filter(({ names }) => REFUSED[names[0] ?? ""] === undefined)).toEqual([]);
    const messages = validMessages(world);
    expect([...OPERATIONS.keys()].filter((op) => messages[op] === undefined)).toEqual([]);
  });

  for (const operation of OPERATIONS.values()) {
    const { op } = operation;
    const fields = Object.values(operation.fields.fields);
    for (const { names, need } of fields) {
      test(`WIRE-3, WIRE-4 ${op}: bad values of ${names.join(", ")} are named with what is accepted`, async () => {
        // Admins of a game do not bet in it, whatever the amount.
        const client = op === 392 ? world.player : world.owner;
        for (const name of names) await refuses(client, badValues(operation, name));
        if (need === "required") await refuses(client, absences(op, names));
      });
    }

    test(`WIRE-5 ${op}: fields it does not have, dangerous names, and 10,000 levels`, async () => {
      const unknown = ["__proto__", "constructor", "toString", "hasOwnProperty", "more", ""];
      const cases = [...unknown.map((name) => [name, "1"] as const), ["deep", deep] as const];
      await refuses(
        world.owner,
        cases.map(([name, json]) => ({
          text: withField(op, name, json),
          code: /^FIELD_INVALID/,
          says: [`there is no field ${JSON.stringify(name)}`],
        })),
      );
    });
  }
});

function badValues({ op, fields }: Operation, name: string): Case[] {
  const field = Object.values(fields.fields).find(({ names }) => names.includes(name));
  const list = REFUSED[field?.names[0] ?? ""] ?? [];
  return list.map((badness) => {
    const [json, shown] = BAD[badness];
    const text = withField(op, name, json);
    // Some amounts can be read, and are wrong for the pool only.
    if (name === "amount" && badness === "huge") {
      return { text, code: /^AMOUNT_LIMIT/, says: ["amount", "at most"] };
    }
    if (name === "amount" && badness === "fraction") {
      return { text, code: /^FIELD_INVALID/, says: ["amount 0.001", "2 decimals of DON"] };
    }
    return { text, code: /^FIELD_INVALID/, says: [name, shown, "accepted: "] };
  });
}

/** A required field that is missing, null or empty. */
function absences(op: number, names: readonly string[]): Case[] {
  const [name = ""] = names;
  const says = [new RegExp(`^${names.join(" or ")} is missing; accepted: `)];
  return ["null", '""', "absent"].map((json) => {
    const text = withField(op, name, json === "absent" ? "null" : json);
    return { text: json === "absent" ? without(text, name) : text, code: /^FIELD_INVALID/, says };
  });
}

function without(text: string, name: string): string {
  const { [name]: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(rest);
}

describe("values inside lists and around fields", () => {
  test("WIRE-3 an entry of a list that is no name", async () => {
    const entries = [
      "7",
      "null",
      "{}",
      "true",
      deep,
      '""',
      '" "',
      '"a::b"',
      '"none:1"',
      '"\\u0000"',
    ];
    await refuses(
      world.owner,
      entries.map((entry) => ({
        text: withField(373, "targets", `["spain",${entry}]`),
        code: /^FIELD_INVALID/,
        says: ["targets", "accepted: "],
      })),
    );
    const reserved = ['"action_id"', '"binary-x"', '"Binary X"'];
    await refuses(
      world.owner,
      reserved.map((entry) => ({
        text: withField(373, "actions", `[${entry}]`),
        code: /^FIELD_INVALID/,
        says: ["actions", "reserved"],
      })),
    );
  });

  test("WIRE-4 synonyms with different values", async () => {
    await refuses(world.owner, [
      {
        text: withField(395, "target_id", '"argentina:1"'),
        code: /^FIELD_INVALID/,
        says: ["target", "target_id", '"argentina:1"', '"france"'],
      },
    ]);
  });

  test("WIRE-7 times that are far ahead", async () => {
    const tooFar = String(world.server.time.nowMs() + 11 * 366 * 86_400_000);
    await refuses(
      world.owner,
      [370, 3701].map((op) => ({
        text: withField(op, "close_at", tooFar),
        code: /^FIELD_INVALID/,
        says: ["close_at", tooFar, "10 years ahead"],
      })),
    );
  });

  test("WIRE-1 ops and headers", async () => {
    const shown = (json: string, as: string, code: string): Case => ({
      text: `{"op":${json}}`,
      code: new RegExp(`^${code}`),
      says: ["op", as],
    });
    const ops = ALL.map((badness) => shown(BAD[badness][0], BAD[badness][1], "OP_INVALID"));
    const headers = all(["object", "prototype"]).map((badness) => ({
      text: `{"header":${BAD[badness][0]},"op":1}`,
      code: /^HEADER_INVALID/,
      says: ["header", BAD[badness][1], "accepted: "],
    }));
    await refuses(world.player, [
      ...ops,
      shown("31337", "31337", "OP_UNKNOWN"),
      ...headers,
      {
        text: '{"header":{"__proto__":{}},"op":1}',
        code: /^HEADER_INVALID/,
        says: ["__proto__", "accepted: "],
      },
      {
        text: `{"header":{"request_id":"${"x".repeat(65)}"},"op":1}`,
        code: /^HEADER_INVALID/,
        says: ["request_id", "64"],
      },
    ]);
  });

  test("WIRE-1 no JSON, and JSON that is no object", async () => {
    const broken = ["", " ", "{", "nonsense", '{"op":NaN}', "{'op':1}", '{"op":1}{"op":1}'];
    const others = ["null", "[]", "1e308", '"op"', "true", deep];
    await refuses(world.player, [
      ...broken.map((text) => ({ text, code: /^MALFORMED_JSON/, says: ["no JSON"] })),
      ...others.map((text) => ({
        text,
        code: /^NOT_AN_OBJECT/,
        says: ["accepted: a JSON object"],
      })),
    ]);
  });
});

describe("frames", () => {
  test("WIRE-1 a binary frame closes with 1003, one over 64 KiB with 1009; others go on", async () => {
    const before = world.stateHash();
    const binary = await world.server.guest();
    binary.send(new TextEncoder().encode('{"op":1}'));
    expect(await binary.closed).toMatchObject({ code: 1003 });
    const largest = await world.server.guest();
    const fill = (bytes: number): string => `{"op":1}${" ".repeat(bytes - 8)}`;
    largest.send(fill(65_536));
    expect(await largest.nextOf(1)).toMatchObject({ res: 1 });
    largest.send(fill(65_537));
    expect(await largest.closed).toMatchObject({ code: 1009 });
    expect(await world.guest.ask({ op: 1 })).toMatchObject({ res: 1 });
    expect(world.stateHash()).toBe(before);
  });
});

describe("mutated messages", () => {
  const ROUNDS = 6;
  const MESSAGES = 1_000;
  const AT_ONCE = 25;

  for (let round = 1; round <= ROUNDS; round++) {
    test(`INV-4, INV-5 seed ${round}: ${MESSAGES} messages, each answered, nothing broken`, async () => {
      const fresh = await WireWorld.build();
      const { owner, player, guest, server } = fresh;
      const valid = Object.entries(validMessages(fresh)).map(([op, body]) => ({
        ...body,
        op: Number(op),
      }));
      const fuzz = new WireFuzz(Random.seeded(BigInt(round)), valid);
      const clients = [owner, player, owner, player, guest];
      for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
        const client = clients[(sent / AT_ONCE) % clients.length] ?? guest;
        const texts = Array.from({ length: AT_ONCE }, (_, at) => fuzz.next(`m${sent + at}`));
        const heard = await answers(client, texts);
        expect(unanswered(texts, heard)).toEqual([]);
        expect(heard.filter((answer) => answer["code"] === "INTERNAL")).toEqual([]);
        server.time.pass(1);
      }
      const { state } = server.server;
      expect(brokenInvariants(state)).toEqual([]);
      expect(stateHash(replay(server.log))).toBe(stateHash(state));
      expect(new Set(codesOf([...owner.received, ...player.received])).size).toBeGreaterThan(25);
      await server.stop();
    });
  }
});

/** Balances come by themselves. */
const TOLD_UNASKED = [815];

/** Request ids (null: none that can be read) of messages that have fewer answers than they should. */
function unanswered(texts: readonly string[], heard: readonly WireMessage[]): (string | null)[] {
  const answers = heard.filter(({ res }) => !TOLD_UNASKED.includes(res));
  const left = answers.map(({ response_header: header }) => header.request_id ?? null);
  return texts.map(requestIdOf).filter((id) => {
    const at = left.indexOf(id);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function requestIdOf(text: string): string | null {
  let message: { header?: { request_id?: unknown } } | null;
  try {
    message = JSON.parse(text) as typeof message;
  } catch {
    return null;
  }
  if (Array.isArray(message) || Array.isArray(message?.header)) return null;
  const id = message?.header?.request_id;
  const isReadable = typeof id === "string" && id.length <= 64 && id.isWellFormed();
  return isReadable && id !== "" ? id : null;
}
