// An engine alone, without writer and disk: asked by the script of the simulation, its facts kept as
// lines, a list per command. Can begin at any state.
import type { Actor, Command } from "../../src/engine/command.ts";
import { decide } from "../../src/engine/decide.ts";
import { evolve } from "../../src/engine/evolve.ts";
import { encodeFact } from "../../src/engine/fact-codec.ts";
import type { Fact } from "../../src/engine/fact.ts";
import type { Seed } from "../../src/engine/ids.ts";
import { DEFAULT_RULES } from "../../src/engine/rules.ts";
import { type State, newState } from "../../src/engine/state.ts";
import { nextTimer } from "../../src/engine/timers.ts";
import { seededRandom } from "../../src/log/log-fixture.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import type { Random } from "../../src/log/sim-disk.ts";
import { Script } from "../simulation/script.ts";

const SYSTEM: Actor = { kind: "system" };
const START_MS = 1_671_375_600_000;

export class DecidedWorld {
  readonly state: State;
  readonly commands: string[][] = [];
  readonly #random: Random;
  readonly #script: Script;
  readonly #resultDelayMs: number;
  #nowMs: number;
  #seeds = 0;

  constructor(seed: number, state: State = newState()) {
    this.state = state;
    this.#random = seededRandom(seed);
    this.#script = new Script(seededRandom(seed ^ 0x5eed));
    this.#resultDelayMs = seed % 2 === 0 ? 0 : 700;
    this.#nowMs = Math.max(START_MS, state.timeMs);
    if (state.seq > 0) return;
    this.#ask({ kind: "start-deployment", deploymentId: "d", betIdKey: "ab".repeat(16) }, SYSTEM);
    for (const { command, actor } of this.#script.opening(state)) this.#ask(command, actor);
  }

  run(steps: number): void {
    const random = this.#random;
    for (let step = 0; step < steps; step++) {
      this.#nowMs += random() % 5 === 0 ? random() % 2_000 : random() % 3;
      const again = random() % 5 === 0 ? this.#script.again() : null;
      const { command, actor } = again ?? this.#script.next(this.state, this.#nowMs);
      this.#fireTimers();
      this.#ask(command, actor);
      this.#closeSources();
    }
  }

  /** The commands as batches: some alone, some several together. */
  async log(): Promise<MemoryLog> {
    const log = new MemoryLog();
    let facts: string[] = [];
    for (const [at, lines] of this.commands.entries()) {
      facts.push(...lines);
      if (this.#random() % 3 === 0 || at === this.commands.length - 1) {
        await append(log, facts);
        facts = [];
      }
    }
    return log;
  }

  #fireTimers(): void {
    for (;;) {
      const timer = nextTimer(this.state);
      if (timer === undefined || timer.dueMs > this.#nowMs) return;
      const timeMs = Math.max(this.state.timeMs, timer.dueMs);
      this.#ask({ kind: "timer", timer }, SYSTEM, timeMs);
    }
  }

  #closeSources(): void {
    for (;;) {
      const sourceId = this.state.closingSources[0];
      if (sourceId === undefined) return;
      this.#ask({ kind: "close-source-step", sourceId }, SYSTEM);
    }
  }

  #ask(command: Command, actor: Actor, nowMs = this.#nowMs): void {
    const seed = (++this.#seeds).toString(16).padStart(32, "0") as Seed;
    const rules = {
      ...DEFAULT_RULES,
      developers: "open",
      resultDelayMs: this.#resultDelayMs,
    } as const;
    const decision = decide(this.state, command, { nowMs, seed, actor, rules });
    if (decision.kind === "refused" || decision.facts.length === 0) return;
    this.commands.push(decision.facts.map((fact: Fact) => encodeFact(fact)));
    for (const fact of decision.facts) evolve(this.state, fact);
  }
}

export function append(log: MemoryLog, lines: readonly string[]): Promise<void> {
  const payload = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
  const head = log.head();
  const batch = { firstSeq: head.seq + 1, count: lines.length, timeMs: START_MS, payload };
  return new Promise((resolve, reject) => {
    log.append(batch, head.hash, (result) => {
      if (result.kind === "durable") resolve();
      else reject(result.error);
    });
  });
}
