// One game in the hands of its provider: opens pools, blocks and allows betting, registers what happens,
// closes the game. Nothing it asks for may be refused; how it is asked is the caller's.
import { assertNever } from "../../engine/assert-never.ts";
import type { Clock } from "../../ops/clock.ts";
import type {
  CreateAndOpenGameFields,
  CreatePoolFields,
  OperationName,
  Operations,
} from "../../../client/src/messages.ts";
import { type MatchScript, type PoolScript, poolTargets, targetsOf } from "./match-script.ts";

/** An answer as far as it is needed here. */
export type Reply = { text(name: string): string };

/** Asks for something that is not refused when all is well; throws otherwise. */
export type Demand = <Name extends OperationName>(
  name: Name,
  fields: Operations[Name]["fields"],
) => Promise<Reply>;

export type GameDeskParts = {
  readonly gameId: string;
  readonly script: MatchScript;
  readonly clock: Clock;
  readonly demand: Demand;
};

export type EventReport = {
  readonly action: string;
  readonly target: string;
  readonly happenedAtMs: number;
  readonly eventId: string;
};

/** A match played fast must not ask for an end that has passed when the server reads it. */
const END_MIN_MS = 1_000;

export class GameDesk {
  readonly #parts: GameDeskParts;
  readonly #pools = new Map<string, string>();

  constructor(parts: GameDeskParts) {
    this.#parts = parts;
  }

  get gameId(): string {
    return this.#parts.gameId;
  }

  hasPool(key: string): boolean {
    return this.#pools.has(key);
  }

  /** `endInMs`: until the time the pool finishes or stops at, where it has one. */
  async openPool(pool: PoolScript, endInMs: number): Promise<void> {
    const endAtMs = this.#parts.clock.nowMs() + Math.max(END_MIN_MS, Math.round(endInMs));
    const opened = await this.#parts.demand("createPool", this.#poolFields(pool, endAtMs));
    this.adoptPool(pool.key, opened.text("pool_id"));
  }

  /** A pool that is open already. */
  adoptPool(key: string, poolId: string): void {
    this.#pools.set(key, poolId);
  }

  async block(action: string): Promise<void> {
    await this.#parts.demand("blockAction", { game_id: this.gameId, action });
  }

  async allow(action: string): Promise<void> {
    await this.#parts.demand("allowAction", { game_id: this.gameId, action });
  }

  async register({ action, target, happenedAtMs, eventId }: EventReport): Promise<void> {
    await this.#parts.demand("registerEvent", {
      game_id: this.gameId,
      action,
      target,
      happened_at: happenedAtMs,
      client_event_id: eventId,
    });
  }

  async decide(poolKey: string, answer: string): Promise<void> {
    const poolId = this.#pools.get(poolKey);
    if (poolId === undefined) throw new Error(`the script decides "${poolKey}" before opening it`);
    await this.#parts.demand("registerEvent", {
      game_id: this.gameId,
      action: `binary-${poolId}`,
      target: answer,
      happened_at: this.#parts.clock.nowMs(),
      client_event_id: `result-${poolKey}`,
    });
  }

  async close(): Promise<void> {
    await this.#parts.demand("closeGame", { game_id: this.gameId });
  }

  #poolFields(pool: PoolScript, endAtMs: number): CreatePoolFields {
    const { script } = this.#parts;
    const common = {
      game_id: this.gameId,
      description: pool.question,
      takeout_bps: script.takeoutBps,
    };
    switch (pool.kind) {
      case "next-event": {
        const targets = poolTargets(script, pool.among);
        return { ...common, pool_type: 1, action: pool.action, targets, recreate_on_end: true };
      }
      case "event-before": {
        const targets = poolTargets(script, pool.among);
        return { ...common, pool_type: 2, action: pool.action, targets, finish_at: endAtMs };
      }
      case "decision":
        return {
          ...common,
          pool_type: 3,
          targets: Object.keys(pool.answers),
          stop_accepting_bets_at: endAtMs,
        };
      default:
        return assertNever(pool);
    }
  }
}

/** What op 370 takes. */
export function gameFields(
  sourceId: string,
  script: MatchScript,
  currency: string,
): CreateAndOpenGameFields {
  return {
    source_id: sourceId,
    game_name: script.name,
    type: script.sport,
    actions: script.actions,
    targets: targetsOf(script),
    currency,
  };
}
