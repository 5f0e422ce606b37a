import { describe, expect, test } from "bun:test";
import { ANN, BEN, NOBODY, OPERATOR, OWNER, decimal } from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds } from "../../test/support/engine-world.ts";
import type { Command } from "./command.ts";
import type { UserId } from "./ids.ts";

function transfer(
  amount: string,
  more: Partial<Extract<Command, { kind: "transfer" }>> = {},
): Command {
  return {
    kind: "transfer",
    direction: "deposit",
    userId: ANN,
    currency: "EUR",
    amount: decimal(amount),
    reference: "r1",
    ...more,
  };
}

describe("accounts", () => {
  test("ACC-1 a new player gets the welcome once, however often the account is opened", () => {
    const world = new EngineWorld({ welcomeDonMinor: 12_345 });
    expect(world.available(ANN)).toBe(12_345);
    const again = world.system({ kind: "open-account", userId: ANN, country: "AR" });
    expect(again.facts).toEqual([]);
    expect(again.answer).toEqual({ kind: "account", userId: ANN });
    expect(world.available(ANN)).toBe(12_345);
    expect(world.state.wallets.house("DON").externalMinor).toBe(-12_345 * 5);
  });

  test("ACC-1 no welcome is a welcome of nothing", () => {
    const world = new EngineWorld({ welcomeDonMinor: 0 });
    expect(world.available(ANN)).toBe(0);
    expect(world.state.wallets.currencies()).toEqual([]);
  });

  test("ACC-2 roles are given and taken; the same again is no fact", () => {
    const world = new EngineWorld({ developers: "approved" });
    const open = { kind: "open-source", name: "s", description: null } as const;
    const set = (grant: "give" | "take"): Command => ({
      kind: "set-role",
      userId: ANN,
      role: "developer",
      grant,
    });
    expect(world.refused(ANN, open)).toBe("NO_PRIVILEGE");
    expect(kinds(world.operator(set("give")))).toEqual(["RoleSet"]);
    expect(kinds(world.operator(set("give")))).toEqual([]);
    expect(kinds(world.does(ANN, open))).toEqual(["SourceOpened"]);
    world.operator(set("take"));
    expect(world.refused(ANN, open)).toBe("NO_PRIVILEGE");
  });
});

describe("transfers", () => {
  test("ACC-3 a reference moves money once; with other content it is a mismatch", () => {
    const world = new EngineWorld();
    expect(world.operator(transfer("10")).answer).toMatchObject({ change: "made" });
    expect(world.operator(transfer("10.00")).answer).toMatchObject({ change: "none" });
    expect(world.available(ANN, "EUR")).toBe(1_000);
    const others = [{ userId: BEN }, { currency: "USD" }, { direction: "withdrawal" }] as const;
    for (const other of others) {
      expect(world.refused(OPERATOR, transfer("10", other))).toBe("IDEMPOTENCY_MISMATCH");
    }
    expect(world.refused(OPERATOR, transfer("11"))).toBe("IDEMPOTENCY_MISMATCH");
  });

  test("ACC-4 no more is withdrawn than is available; stakes are not", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    world.bet(ANN, pool, "brazil", "900");
    const don = { currency: "DON", direction: "withdrawal" } as const;
    expect(world.refused(OPERATOR, transfer("100.01", don))).toBe("INSUFFICIENT_FUNDS");
    world.operator(transfer("100", don));
    expect([world.available(ANN), world.exposure(ANN)]).toEqual([0, 90_000]);
  });

  test("MONEY-8 no more of a currency is issued than numbers hold exactly; sign-up goes on without welcome", () => {
    const world = new EngineWorld({ welcomeDonMinor: 100_000 });
    const most = 10_000_000_000_000;
    const don = (place: number): Partial<Extract<Command, { kind: "transfer" }>> => ({
      currency: "DON",
      reference: `fill ${place}`,
    });
    let place = 0;
    const issued = (): number => -world.state.wallets.house("DON").externalMinor;
    while (issued() + most <= Number.MAX_SAFE_INTEGER) {
      world.operator(transfer("100000000000", don(place++)));
    }
    expect(world.refused(OPERATOR, transfer("100000000000", don(place)))).toBe("AMOUNT_LIMIT");
    const rest = Number.MAX_SAFE_INTEGER - issued();
    const text = `${Math.floor(rest / 100)}.${String(rest % 100).padStart(2, "0")}`;
    world.operator(transfer(text, don(place + 1)));
    expect(issued()).toBe(Number.MAX_SAFE_INTEGER);
    const newcomer = 50 as UserId;
    world.system({ kind: "open-account", userId: newcomer, country: null });
    expect(world.available(newcomer)).toBe(0);
  });

  test("ACC-5 a stake is exposure until its pool is resolved, then it is gone", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    world.bet(ANN, pool, "brazil", "30");
    world.bet(ANN, pool, "argentina", "20");
    expect([world.available(ANN), world.exposure(ANN)]).toEqual([95_000, 5_000]);
    world.event(gameId, "brazil:7");
    expect([world.available(ANN), world.exposure(ANN)]).toEqual([100_000, 0]);
  });

  test("ACC-3 refusals of transfers change nothing", () => {
    const world = new EngineWorld();
    expect(world.refused(OPERATOR, transfer("1", { userId: NOBODY }))).toBe("USER_NOT_FOUND");
    expect(world.refused(OPERATOR, transfer("1", { currency: "XAU" }))).toBe("FIELD_INVALID");
    expect(world.refused(OPERATOR, transfer("1.001"))).toBe("FIELD_INVALID");
    expect(world.refused(OPERATOR, transfer("100000000000.01"))).toBe("AMOUNT_LIMIT");
    expect(world.available(OWNER, "EUR")).toBe(0);
  });
});
