// Calls of a provider that get done however often the connection breaks. What the client can't repeat by
// itself is repeated here where it comes to the same when it is done twice; a new pool is looked for first.
import type { Client } from "../../../client/src/client.ts";
import { MutuelError } from "../../../client/src/errors.ts";
import type { OperationName, Operations } from "../../../client/src/messages.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import type { Demand } from "./game-desk.ts";
import { pause } from "./pause.ts";

export type SteadyParts = {
  readonly client: Client;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
};

const AGAIN_MS = 500;
/** Longer than any outage somebody would wait for; the signal ends it sooner. */
const TIMEOUT_MS = 86_400_000;
/** Done twice, there would be two of it. */
const MAKING: ReadonlySet<OperationName> = new Set([
  "openSource",
  "createAndOpenGame",
  "createPool",
]);
/** The server has it already, perhaps from another run. */
const DONE_BEFORE: ReadonlySet<string> = new Set(["IDEMPOTENCY_MISMATCH", "POOL_CLOSED"]);

export class SteadyCalls {
  readonly #parts: SteadyParts;

  constructor(parts: SteadyParts) {
    this.#parts = parts;
  }

  /**
   * Rejects with a refusal for good, when the signal ends it, and with OUTCOME_UNKNOWN where something
   * new may have been made.
   */
  async ask<Name extends OperationName>(
    name: Name,
    fields: Operations[Name]["fields"],
  ): Promise<Operations[Name]["answer"]> {
    const { client, scheduler, signal } = this.#parts;
    for (;;) {
      try {
        return await client.call(name, fields, { signal, timeoutMs: TIMEOUT_MS });
      } catch (error) {
        if (!(error instanceof MutuelError)) throw error;
        const isAgain = error.code === "OUTCOME_UNKNOWN" && !MAKING.has(name);
        if (!error.retryable && !isAgain) throw error;
      }
      await pause(scheduler, AGAIN_MS, signal);
    }
  }

  /** For one game. */
  get demand(): Demand {
    return async (name, fields) => {
      const answer = await this.#askOnce(name, fields);
      return { text: (field) => String(answer[field]) };
    };
  }

  async #askOnce<Name extends OperationName>(
    name: Name,
    fields: Operations[Name]["fields"],
  ): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      try {
        return { ...(await this.ask(name, fields)) };
      } catch (error) {
        if (!(error instanceof MutuelError)) throw error;
        if (name === "registerEvent" && DONE_BEFORE.has(error.code)) return {};
        if (error.code !== "OUTCOME_UNKNOWN") throw error;
        const found = await this.#poolLike(fields);
        if (found !== null) return { pool_id: found };
      }
    }
  }

  async #poolLike(fields: object): Promise<string | null> {
    const { game_id: gameId, description } = fields as Operations["createPool"]["fields"];
    const { pools_list: pools } = await this.ask("listPools", { game_id: gameId });
    return pools.find((pool) => pool.description === description)?.pool_id ?? null;
  }
}
