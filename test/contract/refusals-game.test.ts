import type { Command } from "../../src/engine/command.ts";
import type { GameId, SourceId, UserId } from "../../src/engine/ids.ts";
import type { RefusalCode } from "../../src/engine/refusal.ts";
import { ACTIONS_MAX, GAME_ADMINS_MAX } from "../../src/engine/rules.ts";
import type { Game } from "../../src/engine/state.ts";
import {
  ANN,
  BEN,
  NOBODY,
  NOWHERE,
  OWNER,
  SYSTEM,
  newGameCommand,
} from "../support/engine-commands.ts";
import { type Attempt, type Faults, describeRefusals } from "../support/engine-refusals.ts";
import { EngineWorld } from "../support/engine-world.ts";

const TOO_MANY = Array.from({ length: ACTIONS_MAX + 1 }, (_, place) => `act ${place}`);

function actorOf(has: Faults): Attempt["actor"] {
  if (has("NOT_LOGGED_IN")) return SYSTEM;
  return { kind: "user", userId: has("NO_PRIVILEGE") ? ANN : OWNER };
}

function namesOf(has: Faults): { actions: string[]; targets: string[] } {
  const targets = has("FIELD_INVALID") ? ["none:1"] : ["Peru"];
  return { actions: has("LIMIT_REACHED") ? TOO_MANY : ["Foul"], targets };
}

describeRefusals({
  command: "ops 370 and 3701",
  order: [
    "NOT_LOGGED_IN",
    "FIELD_INVALID",
    "SOURCE_NOT_FOUND",
    "NO_PRIVILEGE",
    "SOURCE_CLOSED",
    "TIME_INVALID",
    "LIMIT_REACHED",
  ],
  attempt: (has) => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId });
    const asked = has("SOURCE_NOT_FOUND") ? (NOWHERE as SourceId) : sourceId;
    const closeAtMs = has("TIME_INVALID") ? 1 : null;
    const command = newGameCommand(asked, "opening", { ...namesOf(has), closeAtMs });
    return { world, actor: actorOf(has), command };
  },
});

type Asked = { has: Faults; gameId: GameId };

/** A game in the state the faults ask for, and a command about it. */
function aboutGame(
  mode: "opening" | "upcoming",
  commandFor: (asked: Asked) => Command,
): (has: Faults) => Attempt {
  return (has) => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const game = world.newGame({ mode: startOf(mode, has) }, sourceId);
    const { gameId } = game;
    if (has("ADMINS_FULL")) fill(world, game);
    if (has("GAME_CLOSING")) world.newPool(gameId, { type: 3 });
    if (has("GAME_CLOSING") || has("GAME_CLOSED")) {
      world.does(OWNER, { kind: "close-game", gameId });
    }
    if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId });
    const asked = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : gameId;
    return { world, actor: actorOf(has), command: commandFor({ has, gameId: asked }) };
  };
}

function startOf(mode: "opening" | "upcoming", has: Faults): "opening" | "upcoming" {
  return has("GAME_ALREADY_OPEN") || has("GAME_CLOSING") ? "opening" : mode;
}

function fill(world: EngineWorld, { gameId, admins }: Game): void {
  for (let userId = 20 as UserId; admins.size < GAME_ADMINS_MAX; userId++) {
    world.system({ kind: "open-account", userId, country: null });
    world.does(OWNER, { kind: "appoint-game-admin", gameId, userId });
  }
}

const found: RefusalCode[] = ["NOT_LOGGED_IN", "GAME_NOT_FOUND", "NO_PRIVILEGE"];
const named: RefusalCode[] = ["NOT_LOGGED_IN", "FIELD_INVALID", "GAME_NOT_FOUND", "NO_PRIVILEGE"];

for (const order of [
  [...named, "SOURCE_CLOSED", "GAME_CLOSED", "LIMIT_REACHED"],
  [...named, "GAME_CLOSING", "LIMIT_REACHED"],
  [...named, "GAME_ALREADY_OPEN", "LIMIT_REACHED"],
] satisfies RefusalCode[][]) {
  describeRefusals({
    command: `op 3702, ${order[4]}`,
    order,
    attempt: aboutGame("upcoming", ({ has, gameId }) => ({
      kind: "open-game",
      gameId,
      ...namesOf(has),
    })),
  });
}

for (const status of ["GAME_CLOSED", "GAME_CLOSING"] as const) {
  describeRefusals({
    command: `op 373, ${status}`,
    order: [...named, status, "LIMIT_REACHED"],
    attempt: aboutGame("opening", ({ has, gameId }) => ({
      kind: "update-game",
      gameId,
      ...namesOf(has),
      imageUrl: null,
    })),
  });
}

describeRefusals({
  command: "op 375",
  order: found,
  attempt: aboutGame("opening", ({ gameId }) => ({ kind: "close-game", gameId })),
});

for (const states of [
  ["SOURCE_CLOSED", "GAME_CLOSED"],
  ["GAME_CLOSING"],
] satisfies RefusalCode[][]) {
  describeRefusals({
    command: `op 616, ${states[0]}`,
    order: [...found, ...states],
    attempt: aboutGame("opening", ({ gameId }) => ({ kind: "become-game-admin", gameId })),
  });
  describeRefusals({
    command: `op 617, ${states[0]}`,
    order: [
      "NOT_LOGGED_IN",
      "GAME_NOT_FOUND",
      "USER_NOT_FOUND",
      "NO_PRIVILEGE",
      ...states,
      "ADMINS_FULL",
    ],
    attempt: aboutGame("opening", ({ has, gameId }) => ({
      kind: "appoint-game-admin",
      gameId,
      userId: has("USER_NOT_FOUND") ? NOBODY : BEN,
    })),
  });
}
