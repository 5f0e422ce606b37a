// What a match script declares, for whoever refers to it: actions, targets, periods, and the pools opened
// so far.
import { normaliseName, normaliseTarget } from "../../engine/target-tree.ts";
import type { JsonValue } from "./json-value.ts";
import {
  type ClockReference,
  type PoolScript,
  type TeamScript,
  playerTargets,
  teamId,
} from "./match-script.ts";
import type { PeriodFrame } from "./read-script.ts";

export class ScriptNames {
  readonly #actions: readonly string[];
  readonly #teams: readonly TeamScript[];
  readonly #leaves: readonly string[];
  readonly #frames: ReadonlyMap<string, PeriodFrame>;
  readonly #pools = new Map<string, PoolScript>();

  constructor(
    actions: readonly string[],
    teams: readonly TeamScript[],
    frames: ReadonlyMap<string, PeriodFrame>,
  ) {
    this.#actions = actions.map(normaliseName);
    this.#teams = teams;
    this.#leaves = teams.flatMap((team) =>
      team.players.length === 0 ? [teamId(team)] : playerTargets(team).map(normaliseTarget),
    );
    this.#frames = frames;
  }

  frameOf(period: string): PeriodFrame | null {
    return this.#frames.get(period) ?? null;
  }

  action(value: JsonValue): string {
    const id = normaliseName(value.text(64));
    if (!this.#actions.includes(id)) throw value.fault(`an action: ${this.#actions.join(", ")}`);
    return id;
  }

  /** A target something can happen to. */
  leaf(value: JsonValue): string {
    const id = normaliseTarget(value.text(160));
    if (this.#leaves.includes(id)) return id;
    const some = this.#leaves.slice(0, 5).join(", ");
    throw value.fault(`a target without targets below it, such as ${some}`);
  }

  team(value: JsonValue): string {
    const ids = this.#teams.map(teamId);
    const id = normaliseName(value.text(64));
    if (!ids.includes(id)) throw value.fault(`a team: ${ids.join(", ")}`);
    return id;
  }

  hasPlayers(): boolean {
    return this.#teams.every(({ players }) => players.length > 0);
  }

  minute(value: JsonValue, period: string): number {
    const frame = this.#frames.get(period);
    const from = frame?.clockFrom ?? 0;
    return value.number({ min: from, max: from + (frame?.minutes ?? 0) });
  }

  /** A place on the clock that comes after another. */
  clockAfter(value: JsonValue, before: ClockReference): ClockReference {
    value.knowsOnly("period", "minute");
    const period = value.get("period").choice([...this.#frames.keys()]);
    const clock = { period, minute: this.minute(value.get("minute"), period) };
    if (this.#tapeMinute(clock) > this.#tapeMinute(before)) return clock;
    throw value.fault(`later than the pool opens, which is ${before.period}, ${before.minute}`);
  }

  #tapeMinute({ period, minute }: ClockReference): number {
    let from = 0;
    for (const [name, { clockFrom, minutes }] of this.#frames) {
      if (name === period) return from + minute - (clockFrom ?? 0);
      from += minutes;
    }
    return from;
  }

  openPool(value: JsonValue, pool: PoolScript): void {
    if (this.#pools.has(pool.key)) throw value.get("key").fault("a key no other pool has");
    this.#pools.set(pool.key, pool);
  }

  /** The pool that is decided, and the answer as the pool spells it. */
  decision(pool: JsonValue, answer: JsonValue): { pool: string; answer: string } {
    const found = this.#pools.get(pool.text(64));
    if (found === undefined || found.kind !== "decision") {
      throw pool.fault("the key of a pool of kind decision that is opened before");
    }
    return { pool: found.key, answer: answer.choice(Object.keys(found.answers)) };
  }
}
