// What a connection that joined the game hears, read from the wire. Everything else is null.
import { type Message, numberIn, objectIn, textIn } from "./message.ts";
import { minorOf } from "../match/points.ts";

export type Participants =
  /** The lists: of everybody, or of the reader alone where there are too many. */
  | {
      readonly kind: "listed";
      readonly paidMinor: ReadonlyMap<number, number>;
      readonly losers: ReadonlySet<number>;
      readonly late: ReadonlySet<number>;
    }
  | { readonly kind: "counted" };

export type Resolution = {
  readonly poolId: string;
  /** null: void. */
  readonly winner: string | null;
  readonly isMoneyReturn: boolean;
  readonly participants: Participants;
};

export type News =
  | {
      readonly kind: "pool-opened";
      readonly poolId: string;
      readonly question: string;
      readonly action: string;
      readonly targets: readonly string[];
      readonly state: "open" | "blocked";
    }
  | ({ readonly kind: "pool-resolved" } & Resolution)
  | { readonly kind: "pool-blocked" | "pool-allowed"; readonly poolId: string }
  | {
      readonly kind: "event";
      readonly action: string;
      readonly target: string;
      readonly happenedAtMs: number;
      readonly counts: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "distribution";
      readonly poolId: string;
      readonly multipliers: ReadonlyMap<string, number>;
    }
  | { readonly kind: "balance"; readonly currentMinor: number; readonly availableMinor: number }
  | { readonly kind: "game-closed" };

export const DISTRIBUTION = 360;
export const USER_JOINED = 470;
export const USER_LEFT = 480;

export function readNews(message: Message): News | null {
  switch (message.res) {
    case 352:
      return {
        kind: "pool-opened",
        poolId: message.text("pool_id"),
        question: message.text("description"),
        action: message.text("action"),
        targets: Object.keys(message.object("targets")),
        state: message.flag("is_blocked") ? "blocked" : "open",
      };
    case 362:
    case 363:
      return { kind: "pool-resolved", ...readResolution(message) };
    case 366:
      return {
        kind: "event",
        action: message.text("action_id"),
        target: message.text("target_id"),
        happenedAtMs: message.number("happened_at"),
        counts: message.object("current_count"),
      };
    case 368:
      return { kind: "pool-blocked", poolId: message.text("pool_id") };
    case 369:
      return { kind: "pool-allowed", poolId: message.text("pool_id") };
    case DISTRIBUTION:
      return {
        kind: "distribution",
        poolId: message.text("pool_id"),
        multipliers: readMultipliers(message),
      };
    case 815:
      return {
        kind: "balance",
        currentMinor: minorOf(message.number("current_balance")),
        availableMinor: minorOf(message.number("available_balance")),
      };
    case 341:
      return { kind: "game-closed" };
    default:
      return null;
  }
}

function readResolution(message: Message): Resolution {
  return {
    poolId: message.text("pool_id"),
    winner: message.textOrNull("winning_target"),
    isMoneyReturn: message.flag("is_money_return"),
    participants: readParticipants(message),
  };
}

function readParticipants(message: Message): Participants {
  if (message.has("truncated")) return { kind: "counted" };
  const winners = message.object("winners");
  return {
    kind: "listed",
    paidMinor: new Map(
      Object.keys(winners).map((userId) => [Number(userId), minorOf(numberIn(winners, userId))]),
    ),
    losers: new Set(message.numbers("losers")),
    late: new Set(message.numbers("invalidated_bettors")),
  };
}

function readMultipliers(message: Message): Map<string, number> {
  const distribution = message.object("distribution");
  return new Map(
    Object.keys(distribution).map((target) => [
      target,
      numberIn(objectIn(distribution, target), "multiplier"),
    ]),
  );
}

/** Pools that were open before the reader joined: a 3535. */
export function readOpenPools(message: Message): Extract<News, { kind: "pool-opened" }>[] {
  const list = message.object("pools_list");
  return Object.keys(list).map((poolId) => {
    const row = objectIn(list, poolId);
    return {
      kind: "pool-opened",
      poolId,
      question: textIn(row, "description"),
      action: textIn(row, "action_id"),
      targets: Object.keys(objectIn(row, "distributions")),
      state: row["is_blocked"] === true ? "blocked" : "open",
    };
  });
}
