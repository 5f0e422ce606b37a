import { describe } from "bun:test";
import type { PoolId } from "../../src/engine/ids.ts";
import { GAME_SESSION_MS } from "../../src/engine/rules.ts";
import { ANN, NOWHERE, OWNER, SYSTEM, betCommand } from "../support/engine-commands.ts";
import { type Attempt, type Faults, describeRefusals } from "../support/engine-refusals.ts";
import { EngineWorld } from "../support/engine-world.ts";
import {
  accountsCommand,
  launch,
  newAccount,
  playerOf,
  registerPlatform,
  setAccounts,
  termsOf,
} from "../support/hub-world.ts";

function attempt(has: Faults): Attempt {
  const world = new EngineWorld();
  const { gameId, sourceId } = world.newGame();
  const pool = world.newPool(gameId, { type: 3, stopAtMs: world.nowMs + 1_000 });
  const { poolId } = pool;
  world.newPool(gameId, { type: 3 }); // keeps the game closing
  const clientBetId = "b1";
  if (has("IDEMPOTENCY_MISMATCH")) world.bet(ANN, pool, "no", "2", { clientBetId });
  if (has("CONFLICT_OF_INTEREST")) {
    world.does(OWNER, { kind: "appoint-game-admin", gameId, userId: ANN });
  }
  if (has("POOL_BLOCKED")) world.does(OWNER, { kind: "block-pool", poolId, atMs: null });
  if (has("POOL_STOPPED")) world.pass(1_000);
  if (has("BETTING_SUSPENDED")) {
    world.operator({ kind: "suspend-betting", scope: { kind: "all" }, reason: "storm" });
  }
  if (has("POOL_CLOSED")) world.does(OWNER, { kind: "void-pool", poolId, reason: "storm" });
  if (has("GAME_CLOSING")) world.does(OWNER, { kind: "close-game", gameId });
  const wanted = {
    currencies: has("CURRENCY_NOT_AVAILABLE") ? ["EUR"] : [],
    countriesDisabled: has("COUNTRY_NOT_AVAILABLE") ? ["US"] : [],
  };
  newAccount(world, sourceId, wanted);
  const whole = has("AMOUNT_LIMIT") ? "999999999999" : has("INSUFFICIENT_FUNDS") ? "5000" : "1";
  const amount = has("FIELD_INVALID") ? `${whole}.001` : whole;
  const target = has("TARGET_UNKNOWN") ? "perhaps" : "yes";
  const askedPool = has("POOL_NOT_FOUND") ? (NOWHERE as PoolId) : poolId;
  const expectedPoolVersion = has("POOL_CHANGED") ? 99 : null;
  const command = betCommand(askedPool, target, amount, { clientBetId, expectedPoolVersion });
  return { world, actor: has("NOT_LOGGED_IN") ? SYSTEM : { kind: "user", userId: ANN }, command };
}

describe("BET-1 the order of 392", () =>
  describeRefusals({
    command: "op 392",
    // How many decimals an amount may have is known with the pool only.
    moved: ["FIELD_INVALID"],
    order: [
      "NOT_LOGGED_IN",
      "POOL_NOT_FOUND",
      "FIELD_INVALID",
      "IDEMPOTENCY_MISMATCH",
      "POOL_CLOSED",
      "GAME_CLOSING",
      "POOL_STOPPED",
      "POOL_BLOCKED",
      "BETTING_SUSPENDED",
      "POOL_CHANGED",
      "TARGET_UNKNOWN",
      "CONFLICT_OF_INTEREST",
      "CURRENCY_NOT_AVAILABLE",
      "COUNTRY_NOT_AVAILABLE",
      "AMOUNT_LIMIT",
      "INSUFFICIENT_FUNDS",
    ],
    attempt,
  }));

/** The same through the session of a launched game. */
function inSession(has: Faults): Attempt {
  const world = new EngineWorld();
  registerPlatform(world);
  const { gameId, sourceId } = world.newGame();
  const pool = world.newPool(gameId, { type: 3 });
  const elsewhere = world.newPool(world.newGame({}, sourceId).gameId, { type: 3 });
  const accountId = newAccount(world, sourceId);
  const session = launch(world, accountId, gameId, { country: "US" });
  const bettor = playerOf(session);
  const terms = termsOf({
    currencies: has("CURRENCY_NOT_AVAILABLE") ? ["EUR"] : [],
    countriesDisabled: has("COUNTRY_NOT_AVAILABLE") ? ["US"] : [],
  });
  setAccounts(world, accountsCommand(sourceId, [{ accountId, terms }]));
  if (has("NOT_LOGGED_IN")) world.pass(GAME_SESSION_MS);
  const known = has("NO_PRIVILEGE") ? elsewhere.poolId : pool.poolId;
  const poolId = has("POOL_NOT_FOUND") ? (NOWHERE as PoolId) : known;
  if (has("POOL_CLOSED")) {
    for (const each of [pool, elsewhere]) {
      world.does(OWNER, { kind: "void-pool", poolId: each.poolId, reason: "storm" });
    }
  }
  const amount = has("INSUFFICIENT_FUNDS") ? "5000" : "1";
  return { world, actor: bettor, command: betCommand(poolId, "yes", amount) };
}

describe("BET-1 the order of 392 in a session", () =>
  describeRefusals({
    command: "op 392",
    order: [
      "NOT_LOGGED_IN",
      "POOL_NOT_FOUND",
      "NO_PRIVILEGE",
      "POOL_CLOSED",
      "CURRENCY_NOT_AVAILABLE",
      "COUNTRY_NOT_AVAILABLE",
      "INSUFFICIENT_FUNDS",
    ],
    attempt: inSession,
  }));
