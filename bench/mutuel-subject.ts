// Mutuel as a subject of measurement: a server with its load process, and what both can tell.
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { LoadRequest, LoadResult, Verification } from "./bet-load.ts";
import { MutuelServer } from "./mutuel-server.ts";
import type { Plan } from "./plan.ts";
import { WorkerProcess } from "./worker-process.ts";

export type MutuelRound = LoadResult & {
  readonly betsPerSync: number;
  readonly syncMs: number;
  /** Processor time of the server, all its threads, per bet. */
  readonly serverCpuUs: number;
};

export class MutuelSubject {
  readonly #server: MutuelServer;
  readonly #load: WorkerProcess<LoadRequest>;
  readonly #plan: Plan;

  private constructor(server: MutuelServer, load: WorkerProcess<LoadRequest>, plan: Plan) {
    this.#server = server;
    this.#load = load;
    this.#plan = plan;
  }

  static async start(directory: string, syncDelayMs: number, plan: Plan): Promise<MutuelSubject> {
    const data = mkdtempSync(join(directory, "data-"));
    const server = await MutuelServer.start(data, syncDelayMs);
    const load = new WorkerProcess<LoadRequest>(join(import.meta.dir, "bet-load.ts"));
    const subject = new MutuelSubject(server, load, plan);
    try {
      const { connections, watchers } = plan;
      const { url, adminKey } = server;
      await load.ask({ kind: "set-up", setup: { url, adminKey, connections, watchers } });
      return subject;
    } catch (error) {
      await subject.stop();
      throw error;
    }
  }

  async full(pools: number): Promise<MutuelRound> {
    const { unanswered, warmUpMs, measureMs } = this.#plan;
    return this.#round(pools, { kind: "full", unanswered, warmUpMs, measureMs });
  }

  async paced(): Promise<MutuelRound> {
    const { pacedBetsPerSecond, warmUpMs, measureMs } = this.#plan;
    const betsPerSecond = pacedBetsPerSecond;
    return this.#round(1, { kind: "paced", betsPerSecond, warmUpMs, measureMs });
  }

  /** Throws where a bet acknowledged is not in its pool, or the other way round. */
  async verify(): Promise<Verification> {
    const found = await this.#load.ask<Verification>({ kind: "verify" });
    if (found.acked === found.inPools && found.acked === found.exposure) return found;
    throw new Error(`acknowledged and stored bets differ: ${JSON.stringify(found)}`);
  }

  async stop(): Promise<void> {
    await this.#load.end();
    await this.#server.stop();
  }

  async #round(pools: number, request: LoadRequest): Promise<MutuelRound> {
    await this.#load.ask({ kind: "open-pools", count: pools });
    const before = await this.#server.figures();
    const result = await this.#load.ask<LoadResult>(request);
    const after = await this.#server.figures();
    const [facts, batches] = [after.facts - before.facts, after.batches - before.batches];
    return {
      ...result,
      betsPerSync: facts / batches,
      syncMs: ((after.syncSeconds - before.syncSeconds) * 1000) / batches,
      serverCpuUs: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / facts,
    };
  }
}
