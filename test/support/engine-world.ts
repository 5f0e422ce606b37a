// A deployment in miniature: commands go in as the sequencer would pass them on, due timers first. After
// every step the invariants hold and a second state, fed with the encoded facts and keeping its bets as
// plain objects, has the same hash; a refusal leaves the hash as it was.
import { expect } from "bun:test";
import { BetRows } from "../../src/engine/bet-rows.ts";
import type { Actor, Command } from "../../src/engine/command.ts";
import { decide } from "../../src/engine/decide.ts";
import type { Acceptance, Decision } from "../../src/engine/decision.ts";
import { evolve } from "../../src/engine/evolve.ts";
import { decodeFact, encodeFact } from "../../src/engine/fact-codec.ts";
import type { Fact, FactKind, FactOf } from "../../src/engine/fact.ts";
import type { GameId, PoolIndex, Seed, SourceId, UserId } from "../../src/engine/ids.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import type { RefusalCode } from "../../src/engine/refusal.ts";
import { DEFAULT_RULES, type Rules } from "../../src/engine/rules.ts";
import {
  type Game,
  type Pool,
  type State,
  gameOf,
  newState,
  poolOf,
} from "../../src/engine/state.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { nextTimer } from "../../src/engine/timers.ts";
import {
  ANN,
  BEN,
  type BetOptions,
  CLEO,
  DAN,
  type GameOptions,
  OPERATOR,
  OWNER,
  type Of,
  type PoolOptions,
  SYSTEM,
  betCommand,
  decimal,
  eventCommand,
  newGameCommand,
  newPoolCommand,
} from "./engine-commands.ts";

export const START_MS = 1_600_000_000_000;

export class EngineWorld {
  readonly state: State = newState();
  readonly rules: Rules;
  nowMs = START_MS;
  /** Every fact so far, as the log would hold it. */
  readonly lines: string[] = [];
  readonly #twin: State = newState(() => new BetRows());
  #hash = stateHash(this.state);
  #commands = 0;

  constructor(rules: Partial<Rules> = {}) {
    this.rules = { ...DEFAULT_RULES, developers: "open", ...rules };
    const betIdKey = "5eed".repeat(8);
    this.system({ kind: "start-deployment", deploymentId: "world", betIdKey });
    for (const userId of [OWNER, ANN, BEN, CLEO, DAN]) {
      this.system({ kind: "open-account", userId, country: null });
    }
  }

  // --- commands

  /** Due timers, the command, and the steps of closing sources, as the sequencer does it. */
  submit(actor: Actor, command: Command): Decision {
    this.#fireTimers(this.nowMs);
    const decision = this.#decide(actor, command);
    if (decision.kind === "refused") {
      expect(stateHash(this.state)).toBe(this.#hash);
      return decision;
    }
    this.#apply(decision.facts);
    return { ...decision, facts: [...decision.facts, ...this.#closeSources()] };
  }

  /** A command that must be taken. */
  does(userId: UserId, command: Command): Acceptance {
    return accepted(this.submit({ kind: "user", userId }, command));
  }

  system(command: Command): Acceptance {
    return accepted(this.submit(SYSTEM, command));
  }

  operator(command: Command): Acceptance {
    return accepted(this.submit(OPERATOR, command));
  }

  /** The code of a command that must be refused. */
  refused(actor: UserId | Actor, command: Command): RefusalCode {
    const by: Actor = typeof actor === "number" ? { kind: "user", userId: actor } : actor;
    const decision = this.submit(by, command);
    if (decision.kind === "accepted") throw new Error(`taken: ${JSON.stringify(decision)}`);
    expect(decision.text).not.toBe("");
    return decision.code;
  }

  /** Lets time pass; the facts of the timers on the way. */
  pass(ms: number): Fact[] {
    const facts = this.#fireTimers(this.nowMs + ms);
    this.nowMs += ms;
    return facts;
  }

  // --- the usual scenery

  newSource(): SourceId {
    const command = { kind: "open-source", name: "me.example", description: null } as const;
    return the("SourceOpened", this.does(OWNER, command)).sourceId;
  }

  /** A game of OWNER's, who administers it too (unless it only waits to be opened). */
  newGame(options: GameOptions = {}, sourceId: SourceId = this.newSource()): Game {
    const { mode = "opening", ...details } = options;
    const created = this.does(OWNER, newGameCommand(sourceId, mode, details));
    const { gameId } = the("GameCreated", created);
    this.does(OWNER, { kind: "become-game-admin", gameId });
    return gameOf(this.state, gameId);
  }

  /** By default: the next goal, argentina or brazil. */
  newPool(gameId: GameId, options: PoolOptions = {}): Pool {
    const created = the("PoolCreated", this.does(OWNER, newPoolCommand(gameId, options)));
    return poolOf(this.state, created.pool);
  }

  bet(userId: UserId, pool: Pool, target: string, stake: string, options: BetOptions = {}): Fact[] {
    return this.does(userId, betCommand(pool.poolId, target, stake, options)).facts;
  }

  event(gameId: GameId, target: string, options: Of<"register-event"> = {}): Fact[] {
    return this.does(OWNER, eventCommand(gameId, target, options)).facts;
  }

  deposit(userId: UserId, currency: string, amount: string): void {
    const reference = `deposit ${this.#commands}`;
    this.operator({
      kind: "transfer",
      direction: "deposit",
      userId,
      currency,
      amount: decimal(amount),
      reference,
    });
  }

  // --- looking at it

  available(userId: UserId, currency = "DON"): number {
    return this.state.wallets.balance(currency, userId).availableMinor;
  }

  exposure(userId: UserId, currency = "DON"): number {
    return this.state.wallets.balance(currency, userId).exposureMinor;
  }

  /** Applies a line as a replay would, without deciding it. */
  replays(line: string): void {
    this.#apply([decodeFact(line)]);
  }

  hash(): string {
    return this.#hash;
  }

  // --- inside

  #fireTimers(untilMs: number): Fact[] {
    const fired: Fact[] = [];
    for (;;) {
      const timer = nextTimer(this.state);
      if (timer === undefined || timer.dueMs > untilMs) return fired;
      const atMs = Math.max(this.state.timeMs, timer.dueMs);
      const decision = this.#decide(SYSTEM, { kind: "timer", timer }, atMs);
      if (decision.kind === "refused") throw new Error(decision.text);
      expect(decision.facts).not.toEqual([]); // else it would be due for ever
      this.#apply(decision.facts);
      fired.push(...decision.facts);
    }
  }

  #closeSources(): Fact[] {
    const facts: Fact[] = [];
    for (;;) {
      const [sourceId] = this.state.closingSources;
      if (sourceId === undefined) return facts;
      const step = accepted(this.#decide(SYSTEM, { kind: "close-source-step", sourceId }));
      this.#apply(step.facts);
      facts.push(...step.facts);
    }
  }

  #decide(actor: Actor, command: Command, nowMs: number = this.nowMs): Decision {
    const seed = (this.#commands++).toString(16).padStart(32, "0") as Seed;
    return decide(this.state, command, { nowMs, seed, actor, rules: this.rules });
  }

  #apply(facts: Fact[]): void {
    for (const fact of facts) {
      const line = encodeFact(fact);
      this.lines.push(line);
      evolve(this.state, fact);
      evolve(this.#twin, decodeFact(line));
    }
    this.#hash = stateHash(this.state);
    expect(stateHash(this.#twin)).toBe(this.#hash);
    expect(brokenInvariants(this.state)).toEqual([]);
  }
}

/** The one fact of that kind. */
export function the<Kind extends FactKind>(
  kind: Kind,
  of: Acceptance | readonly Fact[],
): FactOf<Kind> {
  const facts: readonly Fact[] = "answer" in of ? of.facts : of;
  const found = facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind);
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(`${found.length} facts ${kind} in ${kinds(facts).join()}`);
  }
  return first;
}

export function kinds(of: Acceptance | readonly Fact[]): FactKind[] {
  const facts: readonly Fact[] = "answer" in of ? of.facts : of;
  return facts.map(({ kind }) => kind);
}

export function accepted(decision: Decision): Acceptance {
  if (decision.kind === "refused") throw new Error(`${decision.code}: ${decision.text}`);
  return decision;
}

export function isSettled(pool: Pool): boolean {
  return pool.phase.kind === "settled";
}

/** The figures of a settled pool. */
export function figuresOf(
  pool: Pool,
): Omit<FactOf<"PoolSettled">, "kind" | "timeMs" | "by" | "as"> {
  if (pool.phase.kind !== "settled") throw new Error(`pool is ${pool.phase.kind}`);
  const { cause, figures } = pool.phase;
  return { pool: pool.index, cause, ...figures };
}

export function poolAt(world: EngineWorld, index: number): Pool {
  return poolOf(world.state, index as PoolIndex);
}
