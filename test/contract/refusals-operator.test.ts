// Sources, accounts and the operator's commands.
import type { GameId, SourceId } from "../../src/engine/ids.ts";
import {
  ANN,
  BEN,
  NOBODY,
  NOWHERE,
  OPERATOR,
  OWNER,
  SYSTEM,
  decimal,
} from "../support/engine-commands.ts";
import { type Attempt, type Faults, describeRefusals } from "../support/engine-refusals.ts";
import { EngineWorld } from "../support/engine-world.ts";

function actorOf(has: Faults): Attempt["actor"] {
  if (has("NOT_LOGGED_IN")) return SYSTEM;
  return { kind: "user", userId: has("NO_PRIVILEGE") ? ANN : OWNER };
}

describeRefusals({
  command: "op 365",
  order: ["NOT_LOGGED_IN", "NO_PRIVILEGE"],
  attempt: (has) => {
    const world = new EngineWorld({ developers: "approved" });
    world.operator({ kind: "set-role", userId: OWNER, role: "developer", grant: "give" });
    const command = { kind: "open-source", name: "me.example", description: null } as const;
    return { world, actor: actorOf(has), command };
  },
});

describeRefusals({
  command: "op 366",
  order: ["NOT_LOGGED_IN", "SOURCE_NOT_FOUND", "NO_PRIVILEGE"],
  attempt: (has) => {
    const world = new EngineWorld();
    const known = world.newSource();
    const sourceId = has("SOURCE_NOT_FOUND") ? (NOWHERE as SourceId) : known;
    return { world, actor: actorOf(has), command: { kind: "close-source", sourceId } };
  },
});

describeRefusals({
  command: "a new secret for a source",
  order: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  attempt: (has) => {
    const world = new EngineWorld();
    const known = world.newSource();
    if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId: known });
    const sourceId = has("SOURCE_NOT_FOUND") ? (NOWHERE as SourceId) : known;
    return { world, actor: OPERATOR, command: { kind: "rotate-source-secret", sourceId } };
  },
});

for (const direction of ["deposit", "withdrawal"] as const) {
  describeRefusals({
    command: `a ${direction}`,
    order: [
      "FIELD_INVALID",
      "USER_NOT_FOUND",
      "IDEMPOTENCY_MISMATCH",
      "AMOUNT_LIMIT",
      ...(direction === "withdrawal" ? (["INSUFFICIENT_FUNDS"] as const) : []),
    ],
    attempt: (has) => {
      const world = new EngineWorld();
      const amount = (text: string) => decimal(has("FIELD_INVALID") ? `${text}.001` : text);
      const transfer = { kind: "transfer", direction, currency: "DON", reference: "r1" } as const;
      if (has("IDEMPOTENCY_MISMATCH")) {
        world.operator({ ...transfer, userId: BEN, amount: decimal("1") });
      }
      const userId = has("USER_NOT_FOUND") ? NOBODY : ANN;
      const much = has("AMOUNT_LIMIT") ? "999999999999" : has("INSUFFICIENT_FUNDS") ? "2000" : "5";
      return { world, actor: OPERATOR, command: { ...transfer, userId, amount: amount(much) } };
    },
  });
}

describeRefusals({
  command: "a role",
  order: ["USER_NOT_FOUND"],
  attempt: (has) => {
    const userId = has("USER_NOT_FOUND") ? NOBODY : ANN;
    const command = { kind: "set-role", userId, role: "developer", grant: "give" } as const;
    return { world: new EngineWorld(), actor: OPERATOR, command };
  },
});

// What only the operator may do tells others nothing, not even what there is.

for (const [code, scope] of [
  ["SOURCE_NOT_FOUND", { kind: "source", sourceId: NOWHERE as SourceId }],
  ["GAME_NOT_FOUND", { kind: "game", gameId: NOWHERE as GameId }],
  ["USER_NOT_FOUND", { kind: "player", userId: NOBODY }],
] as const) {
  describeRefusals({
    command: `suspending betting of a ${scope.kind}`,
    moved: ["NO_PRIVILEGE"],
    order: ["NO_PRIVILEGE", code],
    attempt: (has) => ({
      world: new EngineWorld(),
      actor: has("NO_PRIVILEGE") ? { kind: "user", userId: OWNER } : OPERATOR,
      command: {
        kind: "suspend-betting",
        scope: has(code) ? scope : { kind: "all" },
        reason: "storm",
      },
    }),
  });
}

describeRefusals({
  command: "op 5002",
  order: ["NOT_LOGGED_IN", "GAME_NOT_FOUND", "NO_PRIVILEGE"],
  attempt: (has) => {
    const world = new EngineWorld();
    const known = world.newGame().gameId;
    const gameId = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : known;
    const scope = { kind: "provider", gameId } as const;
    return { world, actor: actorOf(has), command: { kind: "resume-betting", scope } };
  },
});

describeRefusals({
  command: "limiting stakes",
  moved: ["NO_PRIVILEGE", "FIELD_INVALID"],
  order: ["NO_PRIVILEGE", "GAME_NOT_FOUND", "FIELD_INVALID"],
  attempt: (has) => {
    const world = new EngineWorld();
    const known = world.newGame().gameId;
    const gameId = has("GAME_NOT_FOUND") ? (NOWHERE as GameId) : known;
    const minStake = decimal(has("FIELD_INVALID") ? "0.001" : "1");
    return {
      world,
      actor: has("NO_PRIVILEGE") ? { kind: "user", userId: OWNER } : OPERATOR,
      command: { kind: "limit-stakes", gameId, minStake, maxStake: null },
    };
  },
});
