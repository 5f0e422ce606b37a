// `bun bench/archive-memory.ts [BETS [GAMES]]`: one pool of so many bets goes into the archive and its game
// leaves the memory; then the next game. How long the archive takes, the longest the main loop was held
// meanwhile, and the memory before, with and after each. Memory is read coarsely, as what is resident after
// a collection: it shows that later games fit where earlier ones were, not that all is given back at once.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ArchiveService, startArchive } from "../src/archive/start-archive.ts";
import type { Command, GameDetails } from "../src/engine/command.ts";
import { decide } from "../src/engine/decide.ts";
import { evolve } from "../src/engine/evolve.ts";
import type { Fact } from "../src/engine/fact.ts";
import type { GameId, PoolIndex, Seed, SourceId, UserId } from "../src/engine/ids.ts";
import { DEFAULT_RULES } from "../src/engine/rules.ts";
import { newState } from "../src/engine/state.ts";
import { systemScheduler } from "../src/ops/scheduler.ts";

const [BETS = 1_000_000, GAMES = 3] = process.argv.slice(2).map(Number);
const PLAYERS = 10_000;
const OWNER = 1 as UserId;
const rules = { ...DEFAULT_RULES, developers: "open" } as const;
const nowMs = 1_671_375_600_000;
const state = newState();
let archive: ArchiveService | null = null;
let seeds = 0;

function enter(facts: readonly Fact[]): void {
  for (const fact of facts) {
    evolve(state, fact);
    archive?.onFact(fact, state.seq);
  }
}

function ask(command: Command, userId: UserId | null): readonly Fact[] {
  const actor =
    userId === null ? ({ kind: "system" } as const) : ({ kind: "user", userId } as const);
  const seed = (++seeds).toString(16).padStart(32, "0") as Seed;
  const decision = decide(state, command, { nowMs, seed, actor, rules });
  if (decision.kind === "refused") throw new Error(decision.text);
  enter(decision.facts);
  return decision.facts;
}

function idOf(facts: readonly Fact[], field: string): string {
  const fact = facts.find((it) => field in it) as Record<string, unknown> | undefined;
  return String(fact?.[field]);
}

function memoryMb(): number {
  Bun.gc(true);
  return Math.round(process.memoryUsage().rss / 1_048_576);
}

const directory = mkdtempSync(join(tmpdir(), "mutuel-bench-"));
try {
  ask({ kind: "start-deployment", deploymentId: "bench", betIdKey: "ab".repeat(16) }, null);
  for (let userId = 1; userId <= PLAYERS; userId++) {
    ask({ kind: "open-account", userId: userId as UserId, country: null }, null);
  }
  const source = ask({ kind: "open-source", name: "S", description: null }, OWNER);
  const sourceId = idOf(source, "sourceId") as SourceId;
  const times = { openAtMs: null, closeAtMs: null, liveStartAtMs: null, liveFinishAtMs: null };
  const names = { name: "A - B", type: "football", currency: "DON", hashtag: null, imageUrl: null };
  const details: GameDetails = { ...names, ...times, actions: ["goal"], targets: ["a", "b"] };
  archive = await startArchive({
    store: { kind: "directory", path: directory },
    state,
    scheduler: systemScheduler,
    nowMs: () => nowMs,
    keepClosedMs: 0,
    whenDurable: (run) => run(),
    isPastSnapshot: () => true,
    letGo: (left) => {
      ask({ kind: "archive-game", gameId: left }, null);
      return "gone";
    },
    factsSince: () => [],
    onFailed: (error) => {
      throw error;
    },
  });
  for (let game = 1; game <= GAMES; game++) await round(details, sourceId);
  await archive.stop();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function round(details: GameDetails, sourceId: SourceId): Promise<void> {
  const game = ask({ kind: "create-game", sourceId, mode: "opening", details }, OWNER);
  const gameId = idOf(game, "gameId") as GameId;
  ask({ kind: "become-game-admin", gameId }, OWNER);
  const pool: Command = {
    kind: "create-pool",
    gameId,
    type: 1,
    action: "goal",
    targets: ["a", "b"],
    description: "",
    finishAtMs: null,
    stopAtMs: null,
    takeoutBps: null,
    recreateOnEnd: false,
    manual: false,
  };
  ask(pool, OWNER);
  const index = (state.pools.length - 1) as PoolIndex;
  const without = memoryMb();
  for (let bet = 0; bet < BETS; bet++) {
    const userId = (2 + (bet % (PLAYERS - 1))) as UserId;
    const of = { pool: index, target: bet % 2, stakeMinor: 1, clientBetId: null, royalty: null };
    enter([{ kind: "BetPlaced", timeMs: nowMs, userId, ...of }]);
  }
  const full = memoryMb();
  let longestMs = 0;
  let slowTurns = 0;
  let lastMs = performance.now();
  const settledMs = lastMs;
  ask({ kind: "close-game", gameId }, OWNER);
  const decidedMs = performance.now() - settledMs;
  lastMs = performance.now();
  while (!state.archived.games.has(gameId)) {
    await new Promise((resolve) => setImmediate(resolve));
    const turnMs = performance.now();
    longestMs = Math.max(longestMs, turnMs - lastMs);
    if (turnMs - lastMs > 5) slowTurns++;
    lastMs = turnMs;
  }
  const tookS = (performance.now() - settledMs) / 1000;
  const after = memoryMb();
  const fileMb = Math.round(statSync(join(directory, "archive.sqlite")).size / 1_048_576);
  console.log(`${BETS} bets in one pool: settled in ${decidedMs.toFixed(0)} ms`);
  console.log(`in the archive and out of memory after ${tookS.toFixed(1)} s; file ${fileMb} MiB`);
  console.log(
    `main loop held for ${longestMs.toFixed(1)} ms at most, ${slowTurns} times over 5 ms`,
  );
  console.log(`resident: ${without} MiB before the bets, ${full} with them, ${after} afterwards`);
}
