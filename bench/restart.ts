// `bun bench/restart.ts [RESOLVED OPEN]`: how long a start takes with that many bets in resolved pools of a
// closed game and in open ones (default 1,000,000 and 100,000), up to the line that says that the server
// listens: with all of it in memory, then with the closed game in the archive; from the log alone and from
// a snapshot. The log is written directly; nothing is measured while it is.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor, Command } from "../src/engine/command.ts";
import { decide } from "../src/engine/decide.ts";
import { evolve } from "../src/engine/evolve.ts";
import { encodeFact } from "../src/engine/fact-codec.ts";
import type { GameId, PoolId, Seed, SourceId, UserId } from "../src/engine/ids.ts";
import { DEFAULT_RULES } from "../src/engine/rules.ts";
import { newState } from "../src/engine/state.ts";
import { openLog } from "../src/log/open-log.ts";
import type { Log } from "../src/log/log.ts";
import type { DecimalText } from "../src/money/amount.ts";
import { systemClock } from "../src/ops/clock.ts";
import { BATCH_FACTS_MAX } from "../src/sequencer/batch-queue.ts";
import { MutuelServer } from "./mutuel-server.ts";

const PLAYERS = 10_000;
const BETS_PER_POOL = 10_000;
const STARTS = 3;
const MAIN = join(import.meta.dir, "..", "src", "main.ts");

const [resolved = 1_000_000, open = 100_000] = process.argv.slice(2).map(Number);
const directory = mkdtempSync(join(tmpdir(), "mutuel-restart-"));
try {
  const facts = await writeLog(directory, resolved, open);
  const bytes = bytesIn(directory);
  console.log(`${facts} facts, ${resolved} bets resolved, ${open} open, ${mib(bytes)} of log`);
  report("all in memory, from the log alone", await starts(directory));
  snapshot();
  report("all in memory, from a snapshot", await starts(directory));
  console.log(
    `archived in ${Math.round(await archive(directory))} ms beside a server without load`,
  );
  report("archived, from the log alone", await starts(directory));
  snapshot();
  report("archived, from a snapshot", await starts(directory));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function snapshot(): void {
  const made = Bun.spawnSync([process.execPath, MAIN, "snapshot", "--data", directory]);
  if (made.exitCode !== 0) throw new Error(made.stderr.toString());
  const { bytes: size, tookMs } = JSON.parse(made.stdout.toString()) as Record<string, number>;
  console.log(`snapshot: ${mib(size ?? 0)}, made in ${tookMs} ms by a process of its own`);
}

/** Until the closed game has left the memory. */
async function archive(data: string): Promise<number> {
  rmSync(join(data, "snapshots"), { recursive: true, force: true });
  const startedMs = performance.now();
  const server = await MutuelServer.start(data, 0, [
    "--keep-closed-s",
    "0",
    "--snapshot-every",
    "0",
  ]);
  const { headSeq } = await server.figures();
  while ((await server.figures()).headSeq === headSeq) await Bun.sleep(50);
  const ms = performance.now() - startedMs;
  await server.stop();
  return ms;
}

type Start = { ms: number; residentBytes: number };

async function starts(data: string): Promise<Start[]> {
  const found: Start[] = [];
  for (let start = 0; start < STARTS; start++) {
    const startedMs = performance.now();
    const server = await MutuelServer.start(data, 0);
    const ms = performance.now() - startedMs;
    const { residentBytes } = await server.figures();
    await server.stop();
    found.push({ ms, residentBytes });
  }
  return found;
}

function report(how: string, found: readonly Start[]): void {
  const times = found.map(({ ms }) => `${Math.round(ms)} ms`).join(", ");
  const memory = mib(Math.max(...found.map(({ residentBytes }) => residentBytes)));
  console.log(`${how}: ${times}; ${memory} resident`);
}

function mib(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MiB`;
}

function bytesIn(data: string): number {
  const names = readdirSync(data).filter((name) => name.endsWith(".segment"));
  return names.reduce((sum, name) => sum + statSync(join(data, name)).size, 0);
}

/** Number of facts. */
async function writeLog(data: string, resolvedBets: number, openBets: number): Promise<number> {
  const log = await openLog(data);
  const world = new World(log);
  await world.open();
  for (let bets = 0; bets < resolvedBets; bets += BETS_PER_POOL) {
    const poolId = await world.pool(Math.min(BETS_PER_POOL, resolvedBets - bets));
    if (poolId !== null) await world.settle();
  }
  await world.closeGame();
  for (let bets = 0; bets < openBets; bets += BETS_PER_POOL) {
    await world.pool(Math.min(BETS_PER_POOL, openBets - bets));
  }
  await world.flush();
  await log.close();
  return world.seq;
}

/** Decides like a server and appends in batches of its size. */
class World {
  readonly #log: Log;
  readonly #state = newState();
  #waiting: string[] = [];
  #seeds = 0;
  #bets = 0;
  #gameId: GameId | null = null;
  #nowMs = Math.floor(systemClock.nowMs()) - 3_600_000;

  constructor(log: Log) {
    this.#log = log;
  }

  get seq(): number {
    return this.#state.seq;
  }

  async open(): Promise<void> {
    const system = { kind: "system" } as const;
    await this.#ask(
      { kind: "start-deployment", deploymentId: "bench", betIdKey: "ab".repeat(16) },
      system,
    );
    for (let user = 1; user <= PLAYERS; user++) {
      const userId = user as UserId;
      await this.#ask({ kind: "open-account", userId, country: null }, system);
    }
    await this.#by({ kind: "open-source", name: "bench", description: null });
    const [sourceId] = this.#state.sources.keys();
    if (sourceId === undefined) throw new Error("no source");
    await this.#openGame(sourceId);
  }

  /** Closes the game and opens another. */
  async closeGame(): Promise<void> {
    await this.#by({ kind: "close-game", gameId: this.#game() });
    const [sourceId] = this.#state.sources.keys();
    if (sourceId === undefined) throw new Error("no source");
    await this.#openGame(sourceId);
  }

  async #openGame(sourceId: SourceId): Promise<void> {
    const times = { openAtMs: null, closeAtMs: null, liveStartAtMs: null, liveFinishAtMs: null };
    const names = {
      name: "A - B",
      type: "football",
      currency: "DON",
      hashtag: null,
      imageUrl: null,
    };
    const declared = { actions: ["goal"], targets: ["a", "b"] };
    const details = { ...times, ...names, ...declared };
    await this.#by({ kind: "create-game", sourceId, mode: "opening", details });
    const gameId = [...this.#state.games.keys()].at(-1);
    if (gameId === undefined) throw new Error("no game");
    this.#gameId = gameId;
    await this.#by({ kind: "become-game-admin", gameId });
  }

  async pool(bets: number): Promise<PoolId | null> {
    await this.#by({
      kind: "create-pool",
      gameId: this.#game(),
      type: 1,
      action: "goal",
      targets: ["a", "b"],
      description: "next",
      finishAtMs: null,
      stopAtMs: null,
      recreateOnEnd: false,
      manual: false,
      takeoutBps: 250,
    });
    const poolId = this.#state.pools.at(-1)?.poolId ?? null;
    if (poolId === null) return null;
    for (let bet = 0; bet < bets; bet++) await this.#bet(poolId);
    return poolId;
  }

  async settle(): Promise<void> {
    this.#nowMs += 1_000;
    const event = { action: "goal", target: "a", happenedAtMs: null, clientEventId: null };
    await this.#by({ kind: "register-event", gameId: this.#game(), ...event });
  }

  async #bet(poolId: PoolId): Promise<void> {
    const bet = this.#bets++;
    const userId = (2 + ((bet * 7_919) % (PLAYERS - 1))) as UserId;
    if (bet % 20 === 0) this.#nowMs += 1;
    const amount = String(1 + (bet % 5)) as DecimalText;
    const target = bet % 3 === 0 ? "b" : "a";
    const terms = { poolId, target, amount, clientBetId: `bet-${bet}`, expectedPoolVersion: null };
    await this.#ask({ kind: "place-bet", ...terms }, { kind: "user", userId });
  }

  #by(command: Command): Promise<void> {
    return this.#ask(command, { kind: "user", userId: 1 as UserId });
  }

  async #ask(command: Command, actor: Actor): Promise<void> {
    const seed = (++this.#seeds).toString(16).padStart(32, "0") as Seed;
    const rules = { ...DEFAULT_RULES, developers: "open", welcomeDonMinor: 100_000_000 } as const;
    const context = { nowMs: this.#nowMs, seed, actor, rules };
    const decision = decide(this.#state, command, context);
    if (decision.kind === "refused") throw new Error(`${command.kind}: ${decision.text}`);
    for (const fact of decision.facts) {
      evolve(this.#state, fact);
      this.#waiting.push(encodeFact(fact));
    }
    if (this.#waiting.length >= BATCH_FACTS_MAX / 4) await this.flush();
  }

  flush(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    const head = this.#log.head();
    const payload = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
    const { timeMs } = this.#state;
    const batch = { firstSeq: head.seq + 1, count: lines.length, timeMs, payload };
    return new Promise((resolve, reject) => {
      this.#log.append(batch, head.hash, (result) => {
        if (result.kind === "durable") resolve();
        else reject(result.error);
      });
    });
  }

  #game(): GameId {
    if (this.#gameId === null) throw new Error("open() comes first");
    return this.#gameId;
  }
}
