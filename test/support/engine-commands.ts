// Commands as tests send them: everything that does not matter is filled in.
import type { Actor, Command, PoolType } from "../../src/engine/command.ts";
import type { GameId, PoolId, SourceId, UserId } from "../../src/engine/ids.ts";
import { type DecimalText, readDecimal } from "../../src/money/amount.ts";

/** Opens sources and games, and administers them. */
export const OWNER = 1 as UserId;
export const [ANN, BEN, CLEO, DAN] = [2, 3, 4, 5] as [UserId, UserId, UserId, UserId];
export const NOBODY = 99 as UserId;
export const NOWHERE = "00000000-0000-8000-8000-000000000000";
export const SYSTEM: Actor = { kind: "system" };
export const OPERATOR: Actor = { kind: "operator", name: "cashier" };

export type Of<Kind extends Command["kind"]> = Partial<
  Omit<Extract<Command, { kind: Kind }>, "kind">
>;
export type GameOptions = Partial<Extract<Command, { kind: "create-game" }>["details"]> & {
  mode?: "opening" | "upcoming";
};
export type PoolOptions = Of<"create-pool">;
export type BetOptions = Of<"place-bet">;

export function decimal(text: string): DecimalText {
  const reading = readDecimal(text);
  if (reading === null) throw new Error(`no amount: ${text}`);
  return reading;
}

export function newGameCommand(
  sourceId: SourceId,
  mode: "opening" | "upcoming" = "opening",
  details: GameOptions = {},
): Extract<Command, { kind: "create-game" }> {
  return {
    kind: "create-game",
    sourceId,
    mode,
    details: {
      name: "Argentina - Brazil",
      type: "football",
      currency: "DON",
      actions: ["Goal", "Red Card"],
      targets: ["Argentina:10", "Argentina:11", "Brazil:7", "Chile"],
      openAtMs: null,
      closeAtMs: null,
      liveStartAtMs: null,
      liveFinishAtMs: null,
      hashtag: null,
      imageUrl: null,
      ...details,
    },
  };
}

export function newPoolCommand(
  gameId: GameId,
  options: PoolOptions = {},
): Extract<Command, { kind: "create-pool" }> {
  const type: PoolType = options.type ?? 1;
  const binary = type >= 3;
  return {
    kind: "create-pool",
    gameId,
    type,
    action: binary ? null : "goal",
    targets: binary ? [] : ["argentina", "brazil"],
    description: "next",
    finishAtMs: null,
    stopAtMs: null,
    recreateOnEnd: false,
    manual: false,
    takeoutBps: null,
    ...options,
  };
}

export function betCommand(
  poolId: PoolId,
  target: string,
  stake: string,
  options: BetOptions = {},
): Extract<Command, { kind: "place-bet" }> {
  const amount = decimal(stake);
  const free = { clientBetId: null, expectedPoolVersion: null };
  return { kind: "place-bet", poolId, target, amount, ...free, ...options };
}

export function eventCommand(
  gameId: GameId,
  target: string,
  options: Of<"register-event"> = {},
): Extract<Command, { kind: "register-event" }> {
  const free = { action: "goal", happenedAtMs: null, clientEventId: null };
  return { kind: "register-event", gameId, target, ...free, ...options };
}
