import { describe, expect, test } from "bun:test";
import { ANN, BEN, CLEO, DAN, OWNER } from "../../test/support/engine-commands.ts";
import { EngineWorld, the } from "../../test/support/engine-world.ts";
import { paidBack, participantResult, participantResults } from "./settlement.ts";
import type { Pool } from "./state.ts";

type World = { world: EngineWorld; pool: Pool; end: () => ReturnType<EngineWorld["event"]> };

/** Ann and Ben right, Ben wrong too, Cleo wrong, Dan and once more Ann too late. */
function played(): World {
  const world = new EngineWorld();
  const { gameId } = world.newGame();
  const pool = world.newPool(gameId, { takeoutBps: 1_000 });
  world.bet(BEN, pool, "argentina", "10");
  world.bet(ANN, pool, "brazil", "10");
  world.bet(BEN, pool, "brazil", "20");
  world.bet(CLEO, pool, "argentina", "30");
  const happenedAtMs = world.nowMs;
  world.pass(1);
  world.bet(DAN, pool, "brazil", "40");
  world.bet(ANN, pool, "argentina", "5");
  return { world, pool, end: () => world.event(gameId, "brazil:7", { happenedAtMs }) };
}

describe("settlement", () => {
  test("SET-7 it is one small fact, and what everybody gets follows from it", () => {
    const { pool, end } = played();
    const facts = end();
    expect(facts.length).toBe(2);
    const { kind, timeMs, by, as, ...figures } = the("PoolSettled", facts);
    expect([kind, by, as, timeMs > 0]).toEqual(["PoolSettled", "user:1", "game-admin", true]);
    expect(figures).toEqual({
      pool: pool.index,
      cause: "event",
      winner: "brazil",
      happenedAtMs: pool.createdAtMs,
      firstLateBet: 4,
      grossMinor: 7_000,
      winningMinor: 3_000,
      takeoutMinor: 700,
      netMinor: 6_300,
      lateMinor: 4_500,
      moneyReturn: false,
    });
    const paid = Array.from({ length: pool.bets.count }, (_, bet) => paidBack(pool, bet));
    expect(paid).toEqual([0, 2_100, 4_200, 0, 4_000, 500]);
  });

  test("SET-9 results per participant: won, lost, returned; each once, ids ascending", () => {
    const { pool, end } = played();
    end();
    const rest = { wonMinor: 0, winningStakeMinor: 0, lostMinor: 0, refundMinor: 0, late: "none" };
    const expected = [
      {
        ...rest,
        userId: ANN,
        wonMinor: 2_100,
        winningStakeMinor: 1_000,
        refundMinor: 500,
        late: "some",
      },
      { ...rest, userId: BEN, wonMinor: 4_200, winningStakeMinor: 2_000, lostMinor: 1_000 },
      { ...rest, userId: CLEO, lostMinor: 3_000 },
      { ...rest, userId: DAN, refundMinor: 4_000, late: "some" },
    ];
    expect(participantResults(pool) as unknown[]).toEqual(expected);
    const single = [ANN, BEN, CLEO, DAN].map((userId) => participantResult(pool, userId));
    expect(single as unknown[]).toEqual(expected);
  });

  test("SET-12 once settled the pool's sums are those of its valid bets", () => {
    const { pool, end } = played();
    expect([pool.stakes.totalMinor, pool.stakes.people]).toEqual([11_500, 4]);
    end();
    expect([pool.stakes.totalMinor, pool.stakes.people]).toEqual([7_000, 3]);
    expect([pool.stakes.totalOn(1), pool.stakes.peopleOn(1), pool.stakes.stakeOf(ANN, 0)]).toEqual([
      3_000, 2, 0,
    ]);
  });

  test("SET-9 a void refunds everybody; nobody is late there", () => {
    const { world, pool } = played();
    world.does(OWNER, { kind: "void-pool", poolId: pool.poolId, reason: "abandoned" });
    const results = participantResults(pool);
    expect(results.map(({ refundMinor }) => refundMinor)).toEqual([1_500, 3_000, 3_000, 4_000]);
    expect(
      results.every(
        ({ late, wonMinor, lostMinor }) => late === "none" && wonMinor + lostMinor === 0,
      ),
    ).toBe(true);
  });

  test("SET-8 a release that settles otherwise can't read the fact: sums are checked when it is applied", () => {
    const { world, end } = played();
    const before = world.lines.length;
    end();
    const line = world.lines[before + 1] ?? "";
    expect(JSON.parse(line)).toMatchObject({ kind: "PoolSettled", takeoutMinor: 700 });
    const replayed = played();
    const forged = { ...(JSON.parse(line) as object), takeoutMinor: 699 };
    expect(() => replayed.world.replays(JSON.stringify(forged))).toThrow("takeout 699");
  });
});
