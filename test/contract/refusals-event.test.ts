import type { GameId } from "../../src/engine/ids.ts";
import type { RefusalCode } from "../../src/engine/refusal.ts";
import { ANN, NOWHERE, OWNER, SYSTEM, eventCommand } from "../support/engine-commands.ts";
import { type Attempt, type Faults, describeRefusals } from "../support/engine-refusals.ts";
import { EngineWorld } from "../support/engine-world.ts";

const clientEventId = "e1";

function actorOf(has: Faults): Attempt["actor"] {
  if (has("NOT_LOGGED_IN")) return SYSTEM;
  return { kind: "user", userId: has("NO_PRIVILEGE") ? ANN : OWNER };
}

function ofGame(has: Faults): Attempt {
  const world = new EngineWorld();
  const mode = has("GAME_NOT_OPEN") ? "upcoming" : "opening";
  const { gameId } = world.newGame({ mode });
  if (has("IDEMPOTENCY_MISMATCH")) world.event(gameId, "chile", { clientEventId });
  if (has("GAME_CLOSING")) world.newPool(gameId, { type: 3 });
  if (has("GAME_CLOSING") || has("GAME_CLOSED")) world.does(OWNER, { kind: "close-game", gameId });
  const asked = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : gameId;
  const command = eventCommand(asked, has("TARGET_UNKNOWN") ? "argentina" : "argentina:10", {
    action: has("ACTION_UNKNOWN") ? "sneeze" : "goal",
    happenedAtMs: has("TIME_INVALID") ? world.nowMs + 60_000 : null,
    clientEventId,
  });
  return { world, actor: actorOf(has), command };
}

const head: RefusalCode[] = [
  "NOT_LOGGED_IN",
  "GAME_NOT_FOUND",
  "NO_PRIVILEGE",
  "IDEMPOTENCY_MISMATCH",
];
const tail: RefusalCode[] = ["ACTION_UNKNOWN", "TARGET_UNKNOWN", "TIME_INVALID"];
for (const status of ["GAME_CLOSED", "GAME_CLOSING"] as const) {
  const command = `op 395, ${status}`;
  describeRefusals({ command, order: [...head, status, ...tail], attempt: ofGame });
}
// No event has been registered in a game that was not open yet.
describeRefusals({
  command: "op 395, GAME_NOT_OPEN",
  order: [...head.slice(0, 3), "GAME_NOT_OPEN", ...tail],
  attempt: ofGame,
});

function ofBinaryPool(has: Faults): Attempt {
  const world = new EngineWorld();
  const { gameId } = world.newGame();
  const pool = world.newPool(gameId, { type: 3 });
  if (has("IDEMPOTENCY_MISMATCH")) world.event(gameId, "chile", { clientEventId });
  if (has("POOL_CLOSED")) {
    world.does(OWNER, { kind: "void-pool", poolId: pool.poolId, reason: "storm" });
  }
  if (has("GAME_CLOSED")) world.does(OWNER, { kind: "close-game", gameId });
  const asked = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : gameId;
  const command = eventCommand(asked, has("TARGET_UNKNOWN") ? "perhaps" : "yes", {
    action: pool.action,
    happenedAtMs: has("TIME_INVALID") ? 1 : null,
    clientEventId,
  });
  return { world, actor: actorOf(has), command };
}

describeRefusals({
  command: "op 395 for a binary pool",
  order: [...head, "GAME_CLOSED", "POOL_CLOSED", "TARGET_UNKNOWN", "TIME_INVALID"],
  attempt: ofBinaryPool,
});
