import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  OPERATOR,
  OWNER,
  SYSTEM,
  betCommand,
  decimal,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../test/support/engine-world.ts";
import type { Command, SuspensionScope } from "./command.ts";
import type { Pool } from "./state.ts";

const suspend = (scope: SuspensionScope): Command => ({
  kind: "suspend-betting",
  scope,
  reason: "under review",
});
const resume = (scope: SuspensionScope): Command => ({ kind: "resume-betting", scope });

function played(): {
  world: EngineWorld;
  here: Pool;
  there: Pool;
  scopes: Record<string, SuspensionScope>;
} {
  const world = new EngineWorld();
  const game = world.newGame();
  const here = world.newPool(game.gameId);
  const there = world.newPool(world.newGame().gameId);
  const { gameId, sourceId } = game;
  const scopes = {
    all: { kind: "all" },
    source: { kind: "source", sourceId },
    game: { kind: "game", gameId },
    player: { kind: "player", userId: ANN },
    provider: { kind: "provider", gameId },
  } as const;
  return { world, here, there, scopes };
}

describe("suspended betting", () => {
  test("SUS-1 keeps bets out everywhere, of a source, of a game, or of one player", () => {
    const outside: Record<string, string[]> = {
      all: ["BETTING_SUSPENDED", "BETTING_SUSPENDED", "BETTING_SUSPENDED"],
      source: ["BETTING_SUSPENDED", "taken", "BETTING_SUSPENDED"],
      game: ["BETTING_SUSPENDED", "taken", "BETTING_SUSPENDED"],
      player: ["BETTING_SUSPENDED", "BETTING_SUSPENDED", "taken"],
    };
    for (const [name, expected] of Object.entries(outside)) {
      const { world, here, there, scopes } = played();
      const scope = scopes[name] ?? { kind: "all" };
      const bet = (userId: typeof ANN, { poolId }: Pool): string => {
        const decision = world.submit({ kind: "user", userId }, betCommand(poolId, "brazil", "1"));
        return decision.kind === "refused" ? decision.code : "taken";
      };
      const all = (): string[] => [bet(ANN, here), bet(ANN, there), bet(BEN, here)];
      expect(kinds(world.operator(suspend(scope)))).toEqual(["BettingSuspended"]);
      expect(all()).toEqual(expected);
      expect(kinds(world.operator(resume(scope)))).toEqual(["BettingResumed"]);
      expect(all()).toEqual(["taken", "taken", "taken"]);
    }
  });

  test("SUS-2 the same again is answered and no fact; the fact says why and who", () => {
    const { world, scopes } = played();
    const scope = scopes["game"] ?? { kind: "all" };
    const suspended = the("BettingSuspended", world.operator(suspend(scope)));
    expect(suspended).toMatchObject({
      reason: "under review",
      by: "operator:cashier",
      as: "operator",
    });
    expect(world.operator(suspend(scope))).toMatchObject({ facts: [], answer: { change: "none" } });
    world.operator(resume(scope));
    expect(world.operator(resume(scope))).toMatchObject({ facts: [], answer: { change: "none" } });
  });

  test("SUS-3 is the operator's, or of a player with the admin role", () => {
    const { world } = played();
    const all = { kind: "all" } as const;
    expect(world.refused(OWNER, suspend(all))).toBe("NO_PRIVILEGE");
    expect(world.refused(SYSTEM, suspend(all))).toBe("NO_PRIVILEGE");
    world.operator({ kind: "set-role", userId: BEN, role: "admin", grant: "give" });
    expect(the("BettingSuspended", world.does(BEN, suspend(all))).as).toBe("operator");
    expect(world.refused(OWNER, resume(all))).toBe("NO_PRIVILEGE");
    expect(kinds(world.does(BEN, resume(all)))).toEqual(["BettingResumed"]);
  });

  test("SUS-4 a silent provider's game is suspended by the system and resumed by an admin of the game", () => {
    const { world, here, scopes } = played();
    const scope = scopes["provider"] ?? { kind: "all" };
    expect(world.refused(OPERATOR, suspend(scope))).toBe("NO_PRIVILEGE");
    expect(the("BettingSuspended", world.system(suspend(scope))).as).toBe("system");
    expect(world.refused(ANN, betCommand(here.poolId, "brazil", "1"))).toBe("BETTING_SUSPENDED");
    expect(world.refused(OPERATOR, resume(scope))).toBe("NOT_LOGGED_IN");
    expect(world.refused(ANN, resume(scope))).toBe("NO_PRIVILEGE");
    expect(the("BettingResumed", world.does(OWNER, resume(scope))).as).toBe("game-admin");
    world.bet(ANN, here, "brazil", "1");
  });

  test("SUS-5 resolving, voiding and paying go on meanwhile", () => {
    const { world, here } = played();
    world.bet(ANN, here, "brazil", "10");
    world.operator(suspend({ kind: "all" }));
    expect(kinds(world.event(here.gameId, "brazil:7"))).toEqual(["EventRegistered", "PoolSettled"]);
    expect(world.available(ANN)).toBe(100_000);
  });

  test("SUS-6 the game counts one message for each pool that it stops or lets go on", () => {
    const { world, here, scopes } = played();
    const game = world.state.games.get(here.gameId);
    const blocked = world.newPool(here.gameId);
    world.newPool(here.gameId);
    world.does(OWNER, { kind: "block-pool", poolId: blocked.poolId, atMs: null });
    const seq = (): number => game?.seq ?? 0;
    const before = seq();
    const scope = scopes["game"] ?? { kind: "all" };
    world.operator(suspend(scope));
    expect(seq()).toBe(before + 2);
    world.operator(suspend({ kind: "all" })); // nothing changes for this game's pools
    world.operator(resume(scope));
    expect(seq()).toBe(before + 2);
    world.operator(resume({ kind: "all" }));
    expect(seq()).toBe(before + 4);
  });
});

test("SUS-7 the operator may limit a game's stakes, and take the limits away", () => {
  const { world, here } = played();
  const { gameId, poolId } = here;
  const limit = (minStake: string | null, maxStake: string | null): Command => ({
    kind: "limit-stakes",
    gameId,
    minStake: minStake === null ? null : decimal(minStake),
    maxStake: maxStake === null ? null : decimal(maxStake),
  });
  const bet = (amount: string): string => {
    const decision = world.submit(
      { kind: "user", userId: ANN },
      betCommand(poolId, "brazil", amount),
    );
    return decision.kind === "refused" ? decision.code : "taken";
  };
  world.operator(limit("1", "5.50"));
  expect(["0.99", "1", "5.50", "5.51"].map(bet)).toEqual([
    "AMOUNT_LIMIT",
    "taken",
    "taken",
    "AMOUNT_LIMIT",
  ]);
  world.operator(limit(null, null));
  expect(["0.01", "100"].map(bet)).toEqual(["taken", "taken"]);
  expect(world.refused(OPERATOR, limit("5", "4"))).toBe("FIELD_INVALID");
  expect(world.refused(OPERATOR, limit("0.001", null))).toBe("FIELD_INVALID");
  expect(world.refused(OWNER, limit("1", null))).toBe("NO_PRIVILEGE");
});
