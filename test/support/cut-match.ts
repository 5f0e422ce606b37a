// A match for players whose connections are cut: a provider on a whole line opens, blocks, allows,
// resolves and voids pools by a seed, until it is told to stop. At the end everything that a player
// believes is held against a fresh connection.
import { isDeepStrictEqual } from "node:util";
import { type Client, type GameView, MutuelError } from "../../client/src/index.ts";
import { type Player, TestClient, handshakeQuery } from "../e2e/server-fixture.ts";
import type { RunningServer } from "../../src/compose.ts";
import type { PlayerReport } from "./cut-player.ts";
import type { Fuse } from "./cut-proxy.ts";

const OPEN_POOLS_MAX = 6;
const TARGETS = ["argentina", "france"];

type Row = { readonly [field: string]: unknown };

export class CutMatch {
  readonly #provider: Client;
  readonly #gameId: string;
  readonly #random: () => number;
  #open: readonly string[] = [];
  #isOver = false;
  events = 0;

  /** `provider` is logged in as an admin of the game. */
  constructor(provider: Client, gameId: string, random: () => number) {
    this.#provider = provider;
    this.#gameId = gameId;
    this.#random = random;
  }

  /** Plays on until `stop`. */
  async play(): Promise<void> {
    while (!this.#isOver) {
      await new Promise((resolve) => {
        setTimeout(resolve, this.#below(20));
      });
      try {
        await this.#step();
      } catch (error) {
        // A pool that is gone, or can't be allowed: no matter.
        if (!(error instanceof MutuelError)) throw error;
      }
      const { pools_list: pools } = await this.#provider.listPools({ game_id: this.#gameId });
      this.#open = pools.map((pool) => pool.pool_id);
    }
  }

  stop(): void {
    this.#isOver = true;
  }

  async #step(): Promise<void> {
    const game_id = this.#gameId;
    const dice = this.#below(100);
    const pool_id = this.#open[this.#below(Math.max(1, this.#open.length))];
    if (pool_id === undefined || (dice < 20 && this.#open.length < OPEN_POOLS_MAX)) {
      await this.#openPool();
    } else if (dice < 45) await this.#provider.blockPool({ pool_id });
    else if (dice < 80) await this.#provider.allowPool({ pool_id });
    else if (dice < 88) {
      const target = TARGETS[this.#below(2)] ?? "";
      await this.#provider.registerEvent({ game_id, action: "goal", target });
      this.events++;
    } else if (dice < 92) await this.#provider.voidPool({ pool_id, reason: "a test" });
    else if (dice < 94) await this.#provider.blockAction({ game_id, action: "goal" });
    else await this.#provider.allowAction({ game_id, action: "goal" });
  }

  async #openPool(): Promise<void> {
    const pool = { game_id: this.#gameId, description: `pool ${this.#below(1_000)}` };
    if (this.#below(3) === 0) await this.#provider.createPool({ ...pool, pool_type: 3 });
    else {
      const terms = { pool_type: 1, action: "goal", targets: TARGETS };
      await this.#provider.createPool({ ...pool, ...terms, recreate_on_end: this.#below(2) === 0 });
    }
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}

/** Anywhere from inside the upgrade to long after the resume, in either direction. */
export function fuseBy(random: () => number): Fuse {
  const direction = random() < 0.7 ? "to-client" : "to-server";
  const reach = direction === "to-client" ? 4.6 : 3.5;
  const bytes = Math.floor(10 ** (1.7 + random() * (reach - 1.7)));
  return { direction, bytes, effect: random() < 0.01 ? "silence" : "cut" };
}

/** What a player on a fresh connection is told. */
export type Truth = {
  readonly pools: unknown;
  readonly backed: unknown;
  readonly current: unknown;
  readonly available: unknown;
  readonly seq: unknown;
  readonly gameState: unknown;
};

export async function truthFor(
  server: RunningServer,
  player: Player,
  gameId: string,
): Promise<Truth> {
  const client = await TestClient.connect(server, `${handshakeQuery(player)}&v=2.0`);
  const [pools, running, current, available, joined, details] = [
    await client.ask({ op: 387, game_id: gameId }),
    await client.ask({ op: 389, game_id: gameId }),
    await client.ask({ op: 800 }),
    await client.ask({ op: 810 }),
    await client.ask({ op: 363, game_id: gameId }),
    await client.ask({ op: 372, game_id: gameId }),
  ];
  await client.close();
  const backed = (running["pools_list"] as Row[]).map((row) => [
    row["pool_id"],
    row["user_backed"],
  ]);
  return {
    pools: pools["pools_list"],
    backed: Object.fromEntries(backed) as unknown,
    current: current["current_balance"],
    available: available["available_balance"],
    seq: joined["seq"],
    gameState: details["game_state"],
  };
}

/** Where the view differs from the truth; empty where it does not. */
export function differences(view: GameView, truth: Truth): string[] {
  const believed: Truth = {
    pools: view.pools,
    backed: view.backed,
    current: view.balance?.current_balance,
    available: view.balance?.available_balance,
    seq: view.seq,
    gameState: view.game?.game_state,
  };
  return (Object.keys(truth) as (keyof Truth)[])
    .filter((name) => !isDeepStrictEqual(believed[name], truth[name]))
    .map(
      (name) =>
        `${name}: believed ${JSON.stringify(believed[name])}, is ${JSON.stringify(truth[name])}`,
    );
}

/** Bets of a player that the log has and the player was not told of, or the other way round. */
export function betFaults(report: PlayerReport, inLog: number): string[] {
  const { betIds, refusals } = report;
  const faults = [...report.faults];
  const distinct = new Set(betIds).size;
  if (distinct !== betIds.length) faults.push(`${betIds.length - distinct} bets confirmed twice`);
  if (distinct !== inLog) faults.push(`${distinct} bets confirmed, ${inLog} in the log`);
  if ((refusals["OUTCOME_UNKNOWN"] ?? 0) > 0) faults.push("the fate of a bet stayed open");
  return faults;
}
