import type { GameId, PoolId } from "../../src/engine/ids.ts";
import type { RefusalCode } from "../../src/engine/refusal.ts";
import { UNRESOLVED_POOLS_MAX } from "../../src/engine/rules.ts";
import { ANN, NOWHERE, OWNER, SYSTEM, newPoolCommand } from "../support/engine-commands.ts";
import { type Attempt, type Faults, describeRefusals } from "../support/engine-refusals.ts";
import { EngineWorld } from "../support/engine-world.ts";

function actorOf(has: Faults): Attempt["actor"] {
  if (has("NOT_LOGGED_IN")) return SYSTEM;
  return { kind: "user", userId: has("NO_PRIVILEGE") ? ANN : OWNER };
}

let fullWorld: { world: EngineWorld; gameId: GameId } | undefined;

/** A game with as many pools as it may have; made once, for refusals change nothing. */
function fullGame(): { world: EngineWorld; gameId: GameId } {
  if (fullWorld !== undefined) return fullWorld;
  const world = new EngineWorld();
  const { gameId } = world.newGame();
  for (let i = 0; i < UNRESOLVED_POOLS_MAX; i++) world.newPool(gameId);
  fullWorld = { world, gameId };
  return fullWorld;
}

function freshGame(has: Faults): { world: EngineWorld; gameId: GameId } {
  const world = new EngineWorld();
  const { gameId } = world.newGame({ mode: has("GAME_NOT_OPEN") ? "upcoming" : "opening" });
  if (has("GAME_CLOSING")) world.newPool(gameId, { type: 3 });
  if (has("GAME_CLOSING") || has("GAME_CLOSED")) world.does(OWNER, { kind: "close-game", gameId });
  return { world, gameId };
}

function creating(has: Faults): Attempt {
  const { world, gameId } = has("LIMIT_REACHED") ? fullGame() : freshGame(has);
  const asked = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : gameId;
  const command = newPoolCommand(asked, {
    takeoutBps: has("FIELD_INVALID") ? 9_999 : 0,
    action: has("ACTION_UNKNOWN") ? "sneeze" : "goal",
    targets: has("TARGET_UNKNOWN") ? ["peru"] : ["brazil"],
    stopAtMs: has("TIME_INVALID") ? 1 : null,
  });
  return { world, actor: actorOf(has), command };
}

const head: RefusalCode[] = ["NOT_LOGGED_IN", "FIELD_INVALID", "GAME_NOT_FOUND", "NO_PRIVILEGE"];
const tail: RefusalCode[] = ["ACTION_UNKNOWN", "TARGET_UNKNOWN", "TIME_INVALID"];
for (const status of ["GAME_CLOSED", "GAME_CLOSING", "GAME_NOT_OPEN"] as const) {
  const command = `op 385, ${status}`;
  describeRefusals({ command, order: [...head, status, ...tail], attempt: creating });
}
// A game that is not open has no room problem.
describeRefusals({
  command: "op 385, LIMIT_REACHED",
  order: [...head, ...tail, "LIMIT_REACHED"],
  attempt: creating,
});

function ofPool(kind: "void-pool" | "block-pool" | "allow-pool"): (has: Faults) => Attempt {
  return (has) => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { type: 3, stopAtMs: world.nowMs + 100 });
    world.newPool(gameId, { type: 3 });
    if (has("POOL_STOPPED")) world.pass(100);
    if (has("POOL_CLOSED")) {
      world.does(OWNER, { kind: "void-pool", poolId: pool.poolId, reason: "storm" });
    }
    if (has("GAME_CLOSING")) world.does(OWNER, { kind: "close-game", gameId });
    const poolId = has("POOL_NOT_FOUND") ? (NOWHERE as PoolId) : pool.poolId;
    const command =
      kind === "void-pool" ? { kind, poolId, reason: "fog" } : { kind, poolId, atMs: null };
    return { world, actor: actorOf(has), command };
  };
}

const pool: RefusalCode[] = ["NOT_LOGGED_IN", "POOL_NOT_FOUND", "NO_PRIVILEGE", "POOL_CLOSED"];
describeRefusals({ command: "op 5001", order: pool, attempt: ofPool("void-pool") });
describeRefusals({
  command: "op 397",
  order: [...pool, "GAME_CLOSING"],
  attempt: ofPool("block-pool"),
});
describeRefusals({
  command: "op 398",
  order: [...pool, "GAME_CLOSING", "POOL_STOPPED"],
  attempt: ofPool("allow-pool"),
});

function ofAction(kind: "block-action" | "allow-action"): (has: Faults) => Attempt {
  return (has) => {
    const { world, gameId } = freshGame(has);
    const asked = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : gameId;
    const action = has("ACTION_UNKNOWN") ? "sneeze" : "goal";
    return { world, actor: actorOf(has), command: { kind, gameId: asked, action, atMs: null } };
  };
}

for (const [op, kind] of [
  ["op 3975", "block-action"],
  ["op 3985", "allow-action"],
] as const) {
  for (const status of ["GAME_CLOSED", "GAME_CLOSING"] as const) {
    describeRefusals({
      command: `${op}, ${status}`,
      order: ["NOT_LOGGED_IN", "GAME_NOT_FOUND", "NO_PRIVILEGE", status, "ACTION_UNKNOWN"],
      attempt: ofAction(kind),
    });
  }
}
