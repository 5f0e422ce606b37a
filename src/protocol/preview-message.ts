// What a command would come to, told to whoever asks before meaning it (5003). Ours, so the same in
// every edition: money is text.
import type { Answer } from "../engine/decision.ts";
import type { Fact } from "../engine/fact.ts";
import type { PoolIndex } from "../engine/ids.ts";
import { type Pool, type State, gameOf, poolOf } from "../engine/state.ts";
import { formatDecimal } from "../money/amount.ts";
import { Rendering } from "./rendering.ts";
import type { JsonObject } from "./server-message.ts";
import type { EffectView, View } from "./view.ts";

type Decided = { facts: readonly Fact[]; answer: Answer };

/** The facts are not in the state. */
export function previewOf(state: State, op: number, { facts, answer }: Decided): Rendering {
  const awaiting = answer.kind === "pools-need-resolution" ? answer.pools : [];
  const effects = facts.map((fact) => effectOf(state, fact));
  return new Rendering({ kind: "command_preview", op, effects, awaiting });
}

function effectOf(state: State, fact: Fact): EffectView {
  if (fact.kind === "PoolCreated") {
    const { poolId, description } = fact;
    return { effect: "other", fact: fact.kind, poolId, description };
  }
  const pool = "pool" in fact && fact.pool !== null ? poolIn(state, fact.pool) : undefined;
  if (pool === undefined) {
    return { effect: "other", fact: fact.kind, poolId: null, description: "" };
  }
  const { poolId, description } = pool;
  const about = { poolId, description, decimals: gameOf(state, pool.gameId).decimals };
  const bets = pool.bets.count;
  if (fact.kind === "PoolSettled") {
    const { winner } = fact;
    return { effect: "pool_settled", ...about, winner, figures: fact, bets };
  }
  if (fact.kind === "PoolVoided") {
    return { effect: "pool_voided", ...about, returnedMinor: pool.stakes.totalMinor, bets };
  }
  return { effect: "other", fact: fact.kind, poolId, description };
}

/** Undefined where the same command would create it. */
function poolIn(state: State, index: PoolIndex): Pool | undefined {
  return index < state.pools.length ? poolOf(state, index) : undefined;
}

export function previewFields(view: Extract<View, { kind: "command_preview" }>): JsonObject {
  return { op: view.op, effects: view.effects.map(effectFields), awaiting_pools: view.awaiting };
}

function effectFields(view: EffectView): JsonObject {
  const { poolId, description } = view;
  if (view.effect === "other") return { effect: view.fact, pool_id: poolId, description };
  const about = { effect: view.effect, pool_id: poolId, description, bets: view.bets };
  const money = (minor: number): string => formatDecimal(minor, view.decimals);
  if (view.effect === "pool_voided") return { ...about, returned: money(view.returnedMinor) };
  const { figures } = view;
  return {
    ...about,
    winning_target: view.winner,
    gross: money(figures.grossMinor),
    takeout: money(figures.takeoutMinor),
    net: money(figures.netMinor),
    winning_money: money(figures.winningMinor),
    money_return: figures.moneyReturn,
    late_bets: view.bets - figures.firstLateBet,
    late_money: money(figures.lateMinor),
  };
}
