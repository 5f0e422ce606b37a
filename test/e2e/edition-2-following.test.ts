// Following a game: heartbeats, conflated distributions, snapshots, and that all of it works in the
// older editions too.
import { beforeEach, describe, expect, test } from "bun:test";
import type { Edition } from "../../src/protocol/edition.ts";
import { seededRandom } from "../../src/log/log-fixture.ts";
import { Edition2Match, type WireMessage } from "../support/edition-2-match.ts";
import { MemoryGateway, type MemorySocket, userNamed } from "../support/memory-gateway.ts";

let gateway: MemoryGateway;
let match: Edition2Match;
let poolId: string;

beforeEach(async () => {
  gateway = await MemoryGateway.open(6);
  match = await Edition2Match.open(gateway, seededRandom(1));
  poolId = await openPool();
});

async function openPool(): Promise<string> {
  const { gameId } = match;
  const opened = await match.ask({
    op: 385,
    game_id: gameId,
    action: "goal",
    targets: "argentina,france",
  });
  expect(opened.res).toBe(352);
  return String(opened["pool_id"]);
}

class Viewer {
  readonly heard: WireMessage[] = [];
  readonly socket: MemorySocket;

  constructor(edition: Edition = "2.0", userId: number | null = null) {
    const who = userId === null ? null : userNamed(userId);
    this.socket = gateway.connect(edition, who, (text) => {
      this.heard.push(JSON.parse(text) as WireMessage);
    });
  }

  async send(message: object): Promise<void> {
    gateway.receive(this.socket, message);
    await gateway.settle();
  }

  join(wishes: object = {}): Promise<void> {
    return this.send({ op: 363, game_id: match.gameId, ...wishes });
  }

  take(): WireMessage[] {
    return this.heard.splice(0);
  }

  codes(): number[] {
    return this.take().map(({ res }) => res);
  }
}

async function bet(amount = "1"): Promise<void> {
  const bettor = new Viewer("2.0", 2);
  await bettor.send({ op: 392, pool_id: poolId, target: "france", amount });
  gateway.disconnect(bettor.socket);
}

/** Distributions heard, ms after the start of the test's clock. */
async function distributionTimes(viewer: Viewer, stepMs: number, steps: number): Promise<number[]> {
  viewer.take();
  for (let step = 0; step < steps; step++) {
    await bet("0.01");
    await gateway.pass(stepMs);
  }
  await gateway.pass(6_000);
  return viewer
    .take()
    .filter(({ res }) => res === 360)
    .map((message) => (message["response_header"] as { t: number }).t);
}

describe("heartbeats", () => {
  test("WIRE-211 come at the interval asked for, with the game's seq, until the game is left", async () => {
    const viewer = new Viewer();
    await viewer.join({ heartbeat_ms: 500 });
    expect(viewer.take()).toMatchObject([{ res: 333, seq: 2 }]);
    await gateway.pass(499);
    expect(viewer.codes()).toEqual([]);
    await gateway.pass(1);
    expect(viewer.take()).toMatchObject([{ res: 3330, game_id: match.gameId, seq: 2 }]);
    await openPool();
    await gateway.pass(1_000);
    expect(viewer.take().slice(1)).toMatchObject([
      { res: 3330, seq: 3 },
      { res: 3330, seq: 3 },
    ]);
    await viewer.send({ op: 364, game_id: match.gameId });
    await gateway.pass(5_000);
    expect(viewer.codes()).toEqual([334]);
  });

  test("WIRE-213 the last join counts: another interval, or none", async () => {
    const viewer = new Viewer();
    await viewer.join({ heartbeat_ms: 500 });
    await viewer.join({ heartbeat_ms: "2000" });
    viewer.take();
    await gateway.pass(4_000);
    expect(viewer.codes()).toEqual([3330, 3330]);
    await viewer.join();
    viewer.take();
    await gateway.pass(5_000);
    expect(viewer.codes()).toEqual([]);
  });

  test("a closed game and a closed connection are silent", async () => {
    const [viewer, gone] = [new Viewer(), new Viewer()];
    for (const follower of [viewer, gone]) await follower.join({ heartbeat_ms: 500 });
    gateway.disconnect(gone.socket);
    await match.ask({ op: 375, game_id: match.gameId });
    viewer.take();
    await gateway.pass(5_000);
    expect(viewer.codes()).toEqual([]);
  });

  test.each([499, 60_001, "soon"])("an interval of %p is refused", async (interval) => {
    const viewer = new Viewer();
    await viewer.join({ heartbeat_ms: interval });
    expect(viewer.take()).toMatchObject([{ res: 666, code: "FIELD_INVALID" }]);
    await viewer.join({ conflate_ms: 101 });
    const [refused] = viewer.take();
    expect(refused?.["text"]).toContain("one of 100, 250, 1000, 5000");
  });
});

describe("conflation", () => {
  test.each([100, 250, 1000, 5000])(
    "WIRE-212 distributions are %p ms apart, the last one comes",
    async (conflateMs) => {
      const viewer = new Viewer();
      await viewer.join({ conflate_ms: conflateMs });
      const times = await distributionTimes(viewer, 20, 60);
      expect(times.length).toBeGreaterThanOrEqual(Math.max(2, Math.floor(1_200 / conflateMs)));
      for (let i = 1; i < times.length; i++) {
        expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(conflateMs);
      }
      await viewer.send({ op: 393, pool_id: poolId });
      const [now] = viewer.take();
      expect(now).toMatchObject({ bets_count: 60, money_at_stake: "0.60" });
    },
  );

  test("WIRE-212 one client's pace is not another's, and other messages do not wait", async () => {
    const [slow, quick] = [new Viewer(), new Viewer()];
    await slow.join({ conflate_ms: 5000 });
    await quick.join();
    // The first one is at once, so that the next has to wait.
    await bet();
    await gateway.pass(100);
    for (const viewer of [slow, quick]) expect(viewer.codes()).toContain(360);
    await bet();
    await openPool();
    expect(slow.codes()).toEqual([352]);
    await gateway.pass(200);
    expect(slow.codes()).toEqual([]);
    expect(quick.codes()).toEqual([352, 360]);
    await gateway.pass(5_000);
    expect(slow.take()).toMatchObject([{ res: 360, bets_count: 2 }]);
  });

  test("changing the pace loses no distribution that was due", async () => {
    const viewer = new Viewer();
    await viewer.join({ conflate_ms: 5000 });
    for (let i = 0; i < 2; i++) {
      await bet();
      await gateway.pass(200);
    }
    expect(viewer.take().at(-1)).toMatchObject({ res: 360, bets_count: 1 });
    await viewer.join({ conflate_ms: 100 });
    expect(viewer.take()).toMatchObject([{ res: 333 }, { res: 360, bets_count: 2 }]);
    await bet();
    await gateway.pass(200);
    expect(viewer.take()).toMatchObject([{ res: 360, bets_count: 3 }]);
  });
});

describe("coming back", () => {
  test("WIRE-209 333 first, then what was missed, then distributions, then live", async () => {
    await match.ask({ op: 397, pool_id: poolId });
    await match.ask({ op: 398, pool_id: poolId });
    await bet();
    const viewer = new Viewer();
    await viewer.join({ last_seq: 2 });
    gateway.receive(viewer.socket, { op: 1 });
    await openPool();
    expect(viewer.take().filter(({ res }) => res !== 1)).toMatchObject([
      { res: 333, seq: 4 },
      { res: 368, seq: 3, pool_id: poolId, pool_version: 2, is_blocked: true },
      { res: 369, seq: 4, pool_id: poolId, pool_version: 3, is_blocked: false },
      { res: 360, pool_id: poolId, bets_count: 1, pool_version: 3 },
      { res: 352, seq: 5 },
    ]);
  });

  test("a message is the same live and replayed", async () => {
    const live = new Viewer();
    await live.join();
    await match.ask({ op: 397, pool_id: poolId });
    const late = new Viewer();
    await late.join({ last_seq: 2 });
    expect(late.take()[1]).toEqual(live.take()[1] ?? { res: 0 });
  });

  test("everything from the first message on, by last_seq 0", async () => {
    const viewer = new Viewer();
    await viewer.join({ last_seq: 0 });
    expect(viewer.take()).toMatchObject([
      { res: 333, seq: 2 },
      { res: 340, seq: 1 },
      { res: 352, seq: 2 },
      { res: 360 },
    ]);
  });

  test("WIRE-210 a seq from the future, or from before a restart: the present state, marked", async () => {
    await bet();
    const snapshot = [
      { res: 333, seq: 2 },
      { res: 342, seq: 2, resync: true, game_id: match.gameId },
      { res: 3535, seq: 2, resync: true, pools_list: [{ pool_id: poolId, bets_count: 1 }] },
    ];
    const early = new Viewer();
    await early.join({ last_seq: 3 });
    expect(early.take()).toMatchObject(snapshot);
    await gateway.restart();
    const late = new Viewer();
    await late.join({ last_seq: 1 });
    expect(late.take()).toMatchObject(snapshot);
    const unharmed = new Viewer();
    await unharmed.join({ last_seq: 2 });
    expect(unharmed.codes()).toEqual([333, 360]);
  });

  test("WIRE-213 one who has joined may ask again, and is not subscribed twice", async () => {
    const viewer = new Viewer();
    await viewer.join();
    await viewer.join({ last_seq: 1 });
    expect(viewer.codes()).toEqual([333, 333, 352, 360]);
    await openPool();
    expect(viewer.codes()).toEqual([352]);
  });

  test("a closed game can't be joined, not even to come back", async () => {
    await match.ask({ op: 375, game_id: match.gameId });
    const viewer = new Viewer();
    await viewer.join({ last_seq: 1 });
    expect(viewer.take()).toMatchObject([{ res: 666, code: "GAME_CLOSED" }]);
  });

  test.each(["1.0", "1.1"] as const)(
    "WIRE-214 edition %s resumes too, told as ever",
    async (edition) => {
      await match.ask({ op: 397, pool_id: poolId });
      await bet();
      const viewer = new Viewer(edition);
      await viewer.join({ last_seq: 2, heartbeat_ms: 500, conflate_ms: 1000 });
      await gateway.pass(500);
      const heard = viewer.take().map(({ response_header: _header, ...message }) => message);
      expect(heard.map(({ res }) => res)).toEqual([333, 368, 360, 3330]);
      expect(heard[0] as object).toEqual({ res: 333, game_id: match.gameId });
      expect(Object.keys(heard[1] ?? {})).toEqual(["res", "blocked_at", "pool_id"]);
      expect(heard[3] as object).toEqual({ res: 3330, game_id: match.gameId, seq: 3 });
      const lost = new Viewer(edition);
      await lost.join({ last_seq: 9 });
      const [, details, pools] = lost.take();
      expect([details?.res, pools?.res]).toEqual([342, 3535]);
      expect({ ...details, ...pools }).not.toHaveProperty("resync");
      expect({ ...details, ...pools }).not.toHaveProperty("seq");
    },
  );
});
