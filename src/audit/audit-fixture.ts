// For tests of the audit: facts as the engine decides them, logs made of facts as they are or after
// somebody has changed them.
import type { Actor, Command } from "../engine/command.ts";
import { decide } from "../engine/decide.ts";
import { evolve } from "../engine/evolve.ts";
import { encodeFact } from "../engine/fact-codec.ts";
import type { Fact, FactKind, FactOf } from "../engine/fact.ts";
import type { GameId, PoolId, Seed, SourceId, UserId } from "../engine/ids.ts";
import { DEFAULT_RULES, type Rules } from "../engine/rules.ts";
import { newState } from "../engine/state.ts";
import { nextTimer } from "../engine/timers.ts";
import type { Log } from "../log/log.ts";
import { MemoryLog } from "../log/memory-log.ts";
import { LOG_ID_BYTES } from "../log/record.ts";
import type { DecimalText } from "../money/amount.ts";
import type { AuditedLog } from "./audit.ts";

export const PROVIDER = 1 as UserId;
export const [ANNA, BEN, CARLA] = [2 as UserId, 3 as UserId, 4 as UserId];
const SYSTEM: Actor = { kind: "system" };

/** An engine whose facts are kept, a list per command. */
export class FactWorld {
  readonly state = newState();
  readonly commands: Fact[][] = [];
  nowMs = 1_671_375_600_000;
  readonly #rules: Rules;
  #seeds = 0;

  constructor(rules: Partial<Rules> = {}) {
    this.#rules = { ...DEFAULT_RULES, developers: "open", ...rules };
  }

  /** The facts of the command; none where it was refused. Due timers fire first. */
  ask(command: Command, actor: Actor): Fact[] {
    for (;;) {
      const timer = nextTimer(this.state);
      if (timer === undefined || timer.dueMs > this.nowMs) break;
      const timeMs = Math.max(this.state.timeMs, timer.dueMs);
      this.#decide({ kind: "timer", timer }, SYSTEM, timeMs);
    }
    const facts = this.#decide(command, actor, this.nowMs);
    for (;;) {
      const sourceId = this.state.closingSources[0];
      if (sourceId === undefined) return facts;
      this.#decide({ kind: "close-source-step", sourceId }, SYSTEM, this.nowMs);
    }
  }

  by(userId: UserId, command: Command): Fact[] {
    const facts = this.ask(command, { kind: "user", userId });
    if (facts.length === 0) throw new Error(`${command.kind} came to nothing`);
    return facts;
  }

  #decide(command: Command, actor: Actor, nowMs: number): Fact[] {
    const seed = (++this.#seeds).toString(16).padStart(32, "0") as Seed;
    const decision = decide(this.state, command, { nowMs, seed, actor, rules: this.#rules });
    if (decision.kind === "refused" || decision.facts.length === 0) return [];
    for (const fact of decision.facts) evolve(this.state, fact);
    this.commands.push(decision.facts);
    return decision.facts;
  }
}

/**
 * Two pools on the next goal with 5 % takeout: the first with a winner, a late bet and an uneven
 * split, the second open with one bet; then a voided one, and one that was stopped.
 */
export function smallMatch(): FactWorld {
  const world = new FactWorld();
  world.ask({ kind: "start-deployment", deploymentId: "d", betIdKey: "ab".repeat(16) }, SYSTEM);
  for (const userId of [PROVIDER, ANNA, BEN, CARLA]) {
    world.ask({ kind: "open-account", userId, country: null }, SYSTEM);
  }
  const gameId = openGame(world);
  const goal = openPool(world, gameId, { recreateOnEnd: true });
  const void_ = openPool(world, gameId, { action: "corner" });
  openPool(world, gameId, { action: "corner", stopAtMs: world.nowMs + 5_000 });
  bet(world, ANNA, goal, { target: "argentina", amount: "10.01", clientBetId: "a" });
  bet(world, BEN, goal, { target: "argentina", amount: "0.07" });
  bet(world, CARLA, goal, { target: "france", amount: "33.33" });
  bet(world, CARLA, void_, { target: "france", amount: "5" });
  bet(world, BEN, world.state.pools[2]?.poolId, { target: "france", amount: "2.5" });
  const happenedAtMs = world.nowMs;
  world.nowMs += 500;
  bet(world, BEN, goal, { target: "argentina", amount: "100" });
  const event = { action: "goal", target: "argentina:10", happenedAtMs, clientEventId: null };
  world.by(PROVIDER, { kind: "register-event", gameId, ...event });
  world.by(PROVIDER, { kind: "void-pool", poolId: void_, reason: "abandoned" });
  bet(world, ANNA, world.state.pools[3]?.poolId, { target: "france", amount: "1" });
  world.nowMs += 10_000;
  world.by(PROVIDER, { kind: "block-action", gameId, action: "goal", atMs: null });
  return world;
}

function openGame(world: FactWorld): GameId {
  const source = world.by(PROVIDER, { kind: "open-source", name: "S", description: null });
  const sourceId = one(source, "SourceOpened").sourceId satisfies SourceId;
  const times = { openAtMs: null, closeAtMs: null, liveStartAtMs: null, liveFinishAtMs: null };
  const details = {
    name: "Argentina - France",
    type: "football",
    currency: "DON",
    actions: ["Goal", "Corner"],
    targets: ["argentina:10", "france:7"],
    hashtag: null,
    imageUrl: null,
    ...times,
  };
  const game = world.by(PROVIDER, { kind: "create-game", sourceId, mode: "opening", details });
  const { gameId } = one(game, "GameCreated");
  world.by(PROVIDER, { kind: "become-game-admin", gameId });
  return gameId;
}

function openPool(
  world: FactWorld,
  gameId: GameId,
  more: Partial<Extract<Command, { kind: "create-pool" }>>,
): PoolId {
  const command: Command = {
    kind: "create-pool",
    gameId,
    type: 1,
    action: "goal",
    targets: ["argentina", "france"],
    description: "Next",
    finishAtMs: null,
    stopAtMs: null,
    recreateOnEnd: false,
    manual: false,
    takeoutBps: 500,
    ...more,
  };
  return one(world.by(PROVIDER, command), "PoolCreated").poolId;
}

function bet(
  world: FactWorld,
  userId: UserId,
  poolId: PoolId | undefined,
  asked: { target: string; amount: string; clientBetId?: string },
): void {
  if (poolId === undefined) throw new Error("there is no such pool");
  const { target, clientBetId = null } = asked;
  const amount = asked.amount as DecimalText;
  const terms = { poolId, target, amount, clientBetId, expectedPoolVersion: null };
  world.by(userId, { kind: "place-bet", ...terms });
  world.nowMs += 10;
}

/** The first fact of a kind. */
export function one<Kind extends FactKind>(facts: readonly Fact[], kind: Kind): FactOf<Kind> {
  const fact = facts.find((it) => it.kind === kind);
  if (fact === undefined) throw new Error(`no ${kind}`);
  return fact as FactOf<Kind>;
}

/** Appends each list of facts as a batch. */
export async function writeTo(log: Log, batches: readonly Fact[][]): Promise<void> {
  for (const facts of batches) {
    const text = facts.map((fact) => `${encodeFact(fact)}\n`).join("");
    const payload = new TextEncoder().encode(text);
    const head = log.head();
    const timeMs = Math.max(0, ...facts.slice(-1).map((fact) => fact.timeMs));
    const batch = { firstSeq: head.seq + 1, count: facts.length, timeMs, payload };
    await new Promise<void>((resolve, reject) => {
      log.append(batch, head.hash, (result) => {
        if (result.kind === "durable") resolve();
        else reject(result.error);
      });
    });
  }
}

export async function memoryLogOf(batches: readonly Fact[][]): Promise<AuditedLog> {
  const log = new MemoryLog();
  await writeTo(log, batches);
  const logId = new Uint8Array(LOG_ID_BYTES);
  return { head: log.head(), logId, read: (fromSeq) => log.read(fromSeq) };
}
