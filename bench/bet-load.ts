// The load process: players on real WebSockets, in a process of their own. Told what to do over the
// channel to its parent; see worker-process.ts.
import { Bettor, type PoolOfStage } from "./bettor.ts";
import { Latencies, type Percentiles } from "./latencies.ts";
import { Provider, exposure, signUpFunded, socketPath, watch } from "./stage.ts";
import { serveParent } from "./worker-process.ts";

export type LoadSetup = {
  readonly url: string;
  readonly adminKey: string;
  readonly connections: number;
  readonly watchers: number;
};
export type LoadRequest =
  | { readonly kind: "set-up"; readonly setup: LoadSetup }
  /** New pools for what follows. */
  | { readonly kind: "open-pools"; readonly count: number }
  /** As many bets as are acknowledged with so many unanswered per connection. */
  | {
      readonly kind: "full";
      readonly unanswered: number;
      readonly warmUpMs: number;
      readonly measureMs: number;
    }
  /** So many bets a second over all connections, whatever is answered. */
  | {
      readonly kind: "paced";
      readonly betsPerSecond: number;
      readonly warmUpMs: number;
      readonly measureMs: number;
    }
  /** Compares what was acknowledged with what the server holds; then registers the goal. */
  | { readonly kind: "verify" };

export type RoundResult = Percentiles & {
  readonly betsPerSecond: number;
  /** Processor time of the load process per second. */
  readonly loadCpuShare: number;
};
export type LoadResult = RoundResult & {
  /** Balances and distributions that reached the players. */
  readonly pushesPerSecond: number;
};
export type Verification = {
  readonly acked: number;
  readonly inPools: number;
  readonly exposure: number;
};

class Load {
  readonly #setup: LoadSetup;
  readonly #provider: Provider;
  readonly #bettors: Bettor[];
  readonly #pools: PoolOfStage[] = [];

  constructor(setup: LoadSetup, provider: Provider, bettors: Bettor[]) {
    this.#setup = setup;
    this.#provider = provider;
    this.#bettors = bettors;
  }

  static async open(setup: LoadSetup): Promise<Load> {
    const { url, adminKey } = setup;
    const provider = await Provider.open(url);
    const bettors: Bettor[] = [];
    for (let n = 0; n < setup.connections; n++) {
      const account = await signUpFunded(url, adminKey, `player${n}`);
      const bettor = await Bettor.connect(url, socketPath(account));
      bettor.say(`{"op":363,"game_id":"${provider.gameId}"}`);
      bettors.push(bettor);
    }
    for (let n = 0; n < setup.watchers; n++) await watch(url, provider.gameId);
    return new Load(setup, provider, bettors);
  }

  async openPools(count: number): Promise<void> {
    const pools = await this.#provider.openPools(count);
    this.#pools.push(...pools);
    for (const bettor of this.#bettors) bettor.betOn(pools);
  }

  async full(unanswered: number, warmUpMs: number, measureMs: number): Promise<LoadResult> {
    for (const bettor of this.#bettors) bettor.keepUnanswered(unanswered);
    return this.#measure(warmUpMs, measureMs);
  }

  async paced(betsPerSecond: number, warmUpMs: number, measureMs: number): Promise<LoadResult> {
    const startedMs = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = ((performance.now() - startedMs) / 1000) * betsPerSecond;
      for (; sent < due; sent++) this.#bettors[sent % this.#bettors.length]?.sendOne();
    }, 1);
    try {
      return await this.#measure(warmUpMs, measureMs, () => clearInterval(timer));
    } finally {
      clearInterval(timer);
    }
  }

  async verify(): Promise<Verification> {
    let inPools = 0;
    for (const pool of this.#pools) inPools += await this.#provider.stakesOf(pool);
    const { url, adminKey } = this.#setup;
    return { acked: this.#sum("acked"), inPools, exposure: await exposure(url, adminKey) };
  }

  async #measure(
    warmUpMs: number,
    measureMs: number,
    stopSending: () => void = () => {},
  ): Promise<LoadResult> {
    await Bun.sleep(warmUpMs);
    const latencies = new Latencies();
    for (const bettor of this.#bettors) bettor.measureInto(latencies);
    const [before, pushed] = [this.#sum("acked"), this.#sum("pushed")];
    const [startedMs, startedCpu] = [performance.now(), process.cpuUsage()];
    await Bun.sleep(measureMs);
    const acked = this.#sum("acked") - before;
    const seconds = (performance.now() - startedMs) / 1000;
    const cpu = process.cpuUsage(startedCpu);
    const pushesPerSecond = (this.#sum("pushed") - pushed) / seconds;
    for (const bettor of this.#bettors) bettor.measureInto(null);
    stopSending();
    for (const bettor of this.#bettors) await bettor.drain();
    return {
      betsPerSecond: acked / seconds,
      pushesPerSecond,
      loadCpuShare: (cpu.user + cpu.system) / 1e6 / seconds,
      ...latencies.percentiles(),
    };
  }

  #sum(count: "acked" | "pushed"): number {
    return this.#bettors.reduce((sum, bettor) => sum + bettor[count], 0);
  }
}

let load: Load | null = null;

serveParent(async (message) => {
  const request = message as LoadRequest;
  if (request.kind === "set-up") {
    load = await Load.open(request.setup);
    return null;
  }
  if (load === null) throw new Error("not set up yet");
  switch (request.kind) {
    case "open-pools":
      await load.openPools(request.count);
      return null;
    case "full":
      return load.full(request.unanswered, request.warmUpMs, request.measureMs);
    case "paced":
      return load.paced(request.betsPerSecond, request.warmUpMs, request.measureMs);
    case "verify":
      return load.verify();
  }
});
