// PostgreSQL as a subject of measurement, in the same run.
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { RoundResult } from "./bet-load.ts";
import type { PeerRequest, PeerVerification } from "./peer-load.ts";
import type { PeerPools } from "./peer-schema.ts";
import { PeerServer } from "./peer-server.ts";
import type { Plan } from "./plan.ts";
import { WorkerProcess } from "./worker-process.ts";

export class PeerSubject {
  readonly #server: PeerServer;
  readonly #load: WorkerProcess<PeerRequest>;
  readonly #plan: Plan;

  private constructor(server: PeerServer, load: WorkerProcess<PeerRequest>, plan: Plan) {
    this.#server = server;
    this.#load = load;
    this.#plan = plan;
  }

  static async start(directory: string, plan: Plan): Promise<PeerSubject> {
    const server = await PeerServer.start(mkdtempSync(join(directory, "peer-")));
    const load = new WorkerProcess<PeerRequest>(join(import.meta.dir, "peer-load.ts"));
    const subject = new PeerSubject(server, load, plan);
    const { socketDirectory } = server;
    const { peerConnections, connections, pools } = plan;
    const setup = { socketDirectory, connections: peerConnections, players: connections, pools };
    try {
      await load.ask({ kind: "set-up", setup });
      return subject;
    } catch (error) {
      await subject.stop();
      throw error;
    }
  }

  full(pools: PeerPools, poolCount: number): Promise<RoundResult> {
    const { warmUpMs, measureMs } = this.#plan;
    return this.#load.ask<RoundResult>({ kind: "full", pools, poolCount, warmUpMs, measureMs });
  }

  async verify(): Promise<PeerVerification> {
    const found = await this.#load.ask<PeerVerification>({ kind: "verify" });
    if (found.acked === found.bets) return found;
    throw new Error(`acknowledged and stored bets of the peer differ: ${JSON.stringify(found)}`);
  }

  async stop(): Promise<void> {
    await this.#load.end();
    await this.#server.stop();
  }
}
