// How the engine takes a pool of a million bets: memory and time per bet, and how long the one pass of
// its settlement holds everything else up. Prints one line of JSON. No network and no disk.
// Usage: bun bench/large-pool.ts [bets, default 1000000]
import type { Actor, Command } from "../src/engine/command.ts";
import { decide } from "../src/engine/decide.ts";
import { evolve } from "../src/engine/evolve.ts";
import { encodeFact } from "../src/engine/fact-codec.ts";
import type { PoolIndex, Seed, UserId } from "../src/engine/ids.ts";
import { DEFAULT_RULES } from "../src/engine/rules.ts";
import { type Pool, newState, poolOf } from "../src/engine/state.ts";
import {
  OPERATOR,
  SYSTEM,
  betCommand,
  decimal,
  eventCommand,
  newGameCommand,
  newPoolCommand,
} from "../test/support/engine-commands.ts";

export type LargePool = {
  readonly bets: number;
  readonly players: number;
  readonly bytesPerBet: number;
  readonly decideAndEvolveUs: number;
  readonly settlementMs: number;
};

const PLAYERS = 10_000;
const PROVIDER: Actor = { kind: "user", userId: (PLAYERS + 1) as UserId };
const BETS = Number(process.argv[2] ?? 1_000_000);

const state = newState();
const rules = { ...DEFAULT_RULES, developers: "open" } as const;
let commands = 0;

function run(command: Command, actor: Actor): void {
  const seed = (commands++).toString(16).padStart(32, "0") as Seed;
  const nowMs = 1_700_000_000_000 + commands;
  const decision = decide(state, command, { nowMs, seed, actor, rules });
  if (decision.kind === "refused") throw new Error(`${command.kind}: ${decision.text}`);
  for (const fact of decision.facts) {
    evolve(state, fact);
    encodeFact(fact);
  }
}

function openPool(): Pool {
  run({ kind: "start-deployment", deploymentId: "bench", betIdKey: "5eed".repeat(16) }, SYSTEM);
  for (let n = 1; n <= PLAYERS + 1; n++) {
    const userId = n as UserId;
    run({ kind: "open-account", userId, country: null }, SYSTEM);
    const funds = { currency: "DON", amount: decimal("100000"), reference: `funds ${n}` };
    run({ kind: "transfer", direction: "deposit", userId, ...funds }, OPERATOR);
  }
  run({ kind: "open-source", name: "benchmark", description: null }, PROVIDER);
  for (const sourceId of state.sources.keys()) run(newGameCommand(sourceId), PROVIDER);
  for (const gameId of state.games.keys()) {
    run({ kind: "become-game-admin", gameId }, PROVIDER);
    run(newPoolCommand(gameId), PROVIDER);
  }
  return poolOf(state, 0 as PoolIndex);
}

function usedBytes(): number {
  Bun.gc(true);
  // Typed arrays count in it on this runtime.
  return process.memoryUsage().heapUsed;
}

const pool = openPool();
const emptyBytes = usedBytes();
const startedMs = performance.now();
for (let n = 0; n < BETS; n++) {
  const target = n % 3 === 0 ? "argentina" : "brazil";
  const userId = (1 + ((n * 7) % PLAYERS)) as UserId;
  const clientBetId = `bet-${n}`;
  run(betCommand(pool.poolId, target, "1", { clientBetId }), { kind: "user", userId });
}
const decideAndEvolveUs = ((performance.now() - startedMs) * 1000) / BETS;
const bytesPerBet = (usedBytes() - emptyBytes) / BETS;
const settledMs = performance.now();
run(eventCommand(pool.gameId, "argentina:10"), PROVIDER);
const settlementMs = performance.now() - settledMs;
if (pool.phase.kind !== "settled") throw new Error(`the pool is ${pool.phase.kind}`);
const result: LargePool = {
  bets: BETS,
  players: PLAYERS,
  bytesPerBet,
  decideAndEvolveUs,
  settlementMs,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
