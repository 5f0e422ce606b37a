import type { PoolType } from "../engine/command.ts";
import type { GameId, PoolId } from "../engine/ids.ts";
import { TAKEOUT_MAX_BPS } from "../engine/rules.ts";
import type { ClientRequest } from "./client-request.ts";
import type { OpName } from "./codes.ts";
import { optional, required } from "./field-set.ts";
import { action, spelledTargets, target } from "./name-shape.ts";
import { readNewPool } from "./new-pool.ts";
import {
  type GuestRight,
  type Operation,
  command,
  commandRepeating,
  operation,
  query,
} from "./operation.ts";
import { amount, boolean, id, integer, text, time } from "./shape.ts";

const DESCRIPTION_MAX = 512;
const CLIENT_ID_MAX = 64;

const gameId = required(id<GameId>(), "game_id");
const poolId = required(id<PoolId>(), "pool_id");
const actionField = required(action, "action", "action_id");

const createPool = operation({
  name: "create_betting_pool",
  guest: "may-not",
  fields: {
    gameId,
    type: optional(integer(1, 4), "pool_type", "type"),
    action: optional(action, "action", "action_id"),
    targets: optional(spelledTargets, "targets"),
    description: optional(text(DESCRIPTION_MAX), "description"),
    finishAtMs: optional(time, "finish_at"),
    stopAtMs: optional(time, "stop_accepting_bets_at"),
    recreateOnEnd: optional(boolean, "recreate_on_end"),
    manual: optional(boolean, "manual"),
    takeoutBps: optional(integer(0, TAKEOUT_MAX_BPS), "takeout_bps"),
  },
  ignored: ["start_at"],
  request: (values) =>
    readNewPool({
      gameId: values.gameId,
      type: (values.type ?? 1) as PoolType,
      action: values.action,
      targets: values.targets ?? [],
      description: values.description ?? "",
      finishAtMs: values.finishAtMs,
      stopAtMs: values.stopAtMs,
      recreateOnEnd: values.recreateOnEnd ?? false,
      manual: values.manual ?? false,
      takeoutBps: values.takeoutBps,
    }),
});

const placeBet = operation({
  name: "place_bet_in_betting_pool",
  guest: "may-not",
  fields: {
    poolId,
    target: required(target, "target", "target_id"),
    amount: required(amount, "amount"),
    clientBetId: optional(text(CLIENT_ID_MAX), "client_bet_id"),
    expectedPoolVersion: optional(integer(1, Number.MAX_SAFE_INTEGER), "expected_pool_version"),
  },
  request: (values) =>
    commandRepeating(
      {
        kind: "place-bet",
        poolId: values.poolId,
        target: values.target,
        amount: values.amount.decimal,
        clientBetId: values.clientBetId,
        expectedPoolVersion: values.expectedPoolVersion,
      },
      { amount: values.amount.asSent, username: null },
    ),
});

const registerEvent = operation({
  name: "register_game_event",
  guest: "may-not",
  fields: {
    gameId,
    action: actionField,
    target: required(target, "target", "target_id"),
    happenedAtMs: optional(time, "happened_at"),
    clientEventId: optional(text(CLIENT_ID_MAX), "client_event_id"),
  },
  ignored: ["description"],
  request: (values) => command({ kind: "register-event", ...values }),
});

function listOfPools(
  name: OpName,
  kind: "open-pools" | "unbacked-pools" | "running-pools" | "resolved-pools",
  guest: GuestRight,
): Operation {
  const request = (values: { gameId: GameId }): ClientRequest =>
    query({ kind, gameId: values.gameId });
  return operation({ name, guest, fields: { gameId }, request });
}

const blockAt = optional(time, "block_at");
const allowAt = optional(time, "allow_at");

const BLOCK_OPERATIONS: Operation[] = [
  operation({
    name: "block_betting_in_betting_pool",
    guest: "may-not",
    fields: { poolId, atMs: blockAt },
    request: (values) => command({ kind: "block-pool", ...values }),
  }),
  operation({
    name: "allow_betting_in_betting_pool",
    guest: "may-not",
    fields: { poolId, atMs: allowAt },
    request: (values) => command({ kind: "allow-pool", ...values }),
  }),
  operation({
    name: "block_betting_for_game_and_action",
    guest: "may-not",
    fields: { gameId, action: actionField, atMs: blockAt },
    request: (values) => command({ kind: "block-action", ...values }),
  }),
  operation({
    name: "allow_betting_for_game_and_action",
    guest: "may-not",
    fields: { gameId, action: actionField, atMs: allowAt },
    request: (values) => command({ kind: "allow-action", ...values }),
  }),
];

export const POOL_OPERATIONS: Operation[] = [
  createPool,
  placeBet,
  registerEvent,
  ...BLOCK_OPERATIONS,
  operation({
    name: "void_betting_pool",
    guest: "may-not",
    fields: { poolId, reason: required(text(DESCRIPTION_MAX), "reason") },
    request: (values) => command({ kind: "void-pool", ...values }),
  }),
  operation({
    name: "resume_betting_for_game",
    guest: "may-not",
    fields: { gameId },
    request: (values) =>
      command({ kind: "resume-betting", scope: { kind: "provider", gameId: values.gameId } }),
  }),
  operation({
    name: "get_betting_pool_bets_distribution",
    guest: "may",
    fields: { poolId },
    request: (values) => query({ kind: "distribution", poolId: values.poolId }),
  }),
  listOfPools("list_all_betting_pools_for_game", "open-pools", "may"),
  listOfPools("list_my_open_betting_pools_for_game", "unbacked-pools", "may"),
  listOfPools("list_my_running_pools_for_game", "running-pools", "may-not"),
  listOfPools("list_my_resolved_pools_for_game", "resolved-pools", "may-not"),
];
