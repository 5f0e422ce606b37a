// Named pieces that several messages share or that contain themselves. Schemas refer to them by name;
// the documents show each once.
import { type TProperties, type TSchema, Type } from "typebox";
import {
  byUuid,
  closed,
  dictionary,
  moneyNumber,
  moneyText,
  text,
  timeMs,
  userId,
  uuid,
} from "./parts.ts";

const symbol = Type.String({ description: "three letters or digits at most, for small screens" });

const placedBet = { placed_at: timeMs, user_id: userId };
const names = { symbol, display_name: text };

/** 1.x keys targets and bets by their ids; 2.0 lists them. */
function distribution1(more: TProperties): TSchema {
  return dictionary(
    closed({
      bets: byUuid(closed({ ...placedBet, amount: moneyNumber })),
      multiplier: Type.Number({ minimum: 0 }),
      ...more,
      amount_total: moneyNumber,
    }),
  );
}

function distribution2(more: TProperties): TSchema {
  return Type.Array(
    closed({
      target_id: text,
      bets: Type.Array(closed({ bet_id: uuid, ...placedBet, amount: moneyText })),
      multiplier: moneyText,
      ...more,
      amount_total: moneyText,
    }),
  );
}

export const DEFINITIONS = {
  ResponseHeader: closed({
    t: timeMs,
    request_id: Type.Optional(
      Type.String({ maxLength: 64, description: "the request's own, in its answers only" }),
    ),
  }),
  TargetBranch: closed(
    { ...names, targets: dictionary(Type.Ref("TargetBranch")) },
    "a target keyed by its last level, with those below it",
  ),
  TargetNode: closed(
    { target_id: text, ...names, targets: Type.Array(Type.Ref("TargetNode")) },
    "a target by its whole path, with those below it",
  ),
  ActionsByName: dictionary(closed({ name: text })),
  ActionList: Type.Array(closed({ action_id: text, name: text })),
  EventCount: Type.Record(
    Type.String({ pattern: "^[\\s\\S]*$" }),
    Type.String({ pattern: "^[1-9][0-9]*$" }),
    { additionalProperties: false, description: "how often, for the target and each above it" },
  ),
  Distribution1: distribution1({}),
  NamedDistribution1: distribution1({ display_name: text }),
  Distribution2: distribution2({}),
  NamedDistribution2: distribution2({ display_name: text }),
} as const;

export type DefinitionName = keyof typeof DEFINITIONS;

export function part(name: DefinitionName) {
  return Type.Ref(name);
}
