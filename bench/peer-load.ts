// The peer's load process: connections that each place one bet after the other, by a prepared
// statement that calls one function, so that nothing waits for round trips between statements.
import { Client } from "pg";
import type { RoundResult } from "./bet-load.ts";
import { Latencies } from "./latencies.ts";
import { type PeerPools, SCHEMA, placingOf, rowsOf } from "./peer-schema.ts";
import { PEER_PORT, PEER_USER } from "./peer-server.ts";
import { serveParent } from "./worker-process.ts";

export type PeerSetup = {
  readonly socketDirectory: string;
  readonly connections: number;
  readonly players: number;
  readonly pools: number;
};
export type PeerRequest =
  | { readonly kind: "set-up"; readonly setup: PeerSetup }
  | {
      readonly kind: "full";
      readonly pools: PeerPools;
      /** Bets go to so many of the pools. */
      readonly poolCount: number;
      readonly warmUpMs: number;
      readonly measureMs: number;
    }
  | { readonly kind: "verify" };

export type PeerVerification = {
  readonly acked: number;
  readonly bets: number;
  readonly inPools: number;
};

class PeerLoad {
  readonly #setup: PeerSetup;
  readonly #clients: Client[];
  #isRunning = false;
  #sent = 0;
  #acked = 0;
  #latencies: Latencies | null = null;

  private constructor(setup: PeerSetup, clients: Client[]) {
    this.#setup = setup;
    this.#clients = clients;
  }

  static async open(setup: PeerSetup): Promise<PeerLoad> {
    const clients: Client[] = [];
    for (let n = 0; n < setup.connections; n++) {
      const place = { host: setup.socketDirectory, port: PEER_PORT };
      const client = new Client({ ...place, user: PEER_USER, database: "postgres" });
      // A connection that breaks fails its query, which is told; without this it would be told twice.
      client.on("error", () => {});
      await client.connect();
      clients.push(client);
    }
    const [first] = clients;
    await first?.query(SCHEMA);
    await first?.query(rowsOf(setup.players, setup.pools));
    return new PeerLoad(setup, clients);
  }

  async full(request: Extract<PeerRequest, { kind: "full" }>): Promise<RoundResult> {
    this.#isRunning = true;
    const loops = this.#clients.map(async (client, number) => {
      while (this.#isRunning) await this.#bet(client, number, request);
    });
    await Bun.sleep(request.warmUpMs);
    this.#latencies = new Latencies();
    const [before, startedMs, startedCpu] = [this.#acked, performance.now(), process.cpuUsage()];
    await Bun.sleep(request.measureMs);
    const [after, endedMs, cpu] = [this.#acked, performance.now(), process.cpuUsage(startedCpu)];
    const percentiles = this.#latencies.percentiles();
    this.#isRunning = false;
    await Promise.all(loops);
    const seconds = (endedMs - startedMs) / 1000;
    const loadCpuShare = (cpu.user + cpu.system) / 1e6 / seconds;
    return { betsPerSecond: (after - before) / seconds, loadCpuShare, ...percentiles };
  }

  async verify(): Promise<PeerVerification> {
    const text = "select (select count(*) from bets) bets, (select sum(bets) from pools) in_pools";
    const row = (await this.#clients[0]?.query(text))?.rows[0];
    return { acked: this.#acked, bets: Number(row?.["bets"]), inPools: Number(row?.["in_pools"]) };
  }

  /** Players are shared out among the connections, so that no two wait for one wallet. */
  async #bet(
    client: Client,
    connection: number,
    { pools, poolCount }: { pools: PeerPools; poolCount: number },
  ): Promise<void> {
    const { players, connections } = this.#setup;
    const bet = this.#sent++;
    const ownPlayers = Math.floor(players / connections);
    const player = 1 + connection + (bet % ownPlayers) * connections;
    const values = [player, 1 + (bet % poolCount), 1 + (bet % 2), String(bet)];
    const sentMs = performance.now();
    await client.query({ name: pools, text: placingOf(pools), values });
    this.#acked++;
    this.#latencies?.add(performance.now() - sentMs);
  }
}

let load: PeerLoad | null = null;

serveParent(async (message) => {
  const request = message as PeerRequest;
  if (request.kind === "set-up") {
    load = await PeerLoad.open(request.setup);
    return null;
  }
  if (load === null) throw new Error("not set up yet");
  return request.kind === "full" ? load.full(request) : load.verify();
});
