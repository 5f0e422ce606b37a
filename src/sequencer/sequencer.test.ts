import { describe, expect, test } from "bun:test";
import { SimTime } from "../../test/support/sim-time.ts";
import type { Command } from "../engine/command.ts";
import type { Seed, UserId } from "../engine/ids.ts";
import { DEFAULT_RULES } from "../engine/rules.ts";
import { stateHash } from "../engine/state-hash.ts";
import { type State, newState } from "../engine/state.ts";
import { MemoryLog } from "../log/memory-log.ts";
import type { AppendResult, Log, NewBatch } from "../log/log.ts";
import { type DecimalText } from "../money/amount.ts";
import { BATCH_BYTES_MAX, BATCH_FACTS_MAX } from "./batch-queue.ts";
import { replay } from "./replay.ts";
import { DEFAULT_QUEUE_LIMITS, type QueueLimits, Sequencer } from "./sequencer.ts";
import type { Outcome } from "./writer.ts";

const START_MS = 1_671_375_600_000;
const PROVIDER = 1 as UserId;
const PLAYER = 2 as UserId;

/** A log that answers when told to, and can be told to fail or to throw. */
class SlowLog extends MemoryLog {
  readonly batches: NewBatch[] = [];
  #answers: (() => void)[] = [];
  refuses = false;

  override append(
    batch: NewBatch,
    previousHash: string,
    done: (result: AppendResult) => void,
  ): void {
    if (this.refuses) throw new Error("the log is out of order");
    this.batches.push(batch);
    this.#answers.push(() => super.append(batch, previousHash, done));
  }

  get inFlight(): number {
    return this.#answers.length;
  }

  answer(): void {
    this.#answers.shift()?.();
  }
}

type World = {
  log: SlowLog;
  time: SimTime;
  state: State;
  sequencer: Sequencer;
  fatal: unknown[];
  alarms: unknown[];
};

function world(queue: Partial<QueueLimits> = {}, log: Log = new SlowLogOf()): World {
  const time = new SimTime(START_MS);
  const [fatal, alarms]: unknown[][] = [[], []];
  const state = replay(log);
  let seeds = 0;
  const sequencer = new Sequencer({
    log,
    state,
    rules: { ...DEFAULT_RULES, developers: "open" },
    clock: time,
    scheduler: time,
    newSeed: () => String(++seeds).padStart(32, "0") as Seed,
    onFatal: (error) => fatal?.push(error),
    onAlarm: (error) => alarms?.push(error),
    queue: { ...DEFAULT_QUEUE_LIMITS, ...queue },
  });
  return { log: log as SlowLog, time, state, sequencer, fatal: fatal ?? [], alarms: alarms ?? [] };
}

/** Runs what is appended at once when told, so that tests see each step. */
class SlowLogOf extends SlowLog {
  constructor() {
    super((run: () => void) => run());
  }
}

function openAccount(to: World, userId: number): Outcome {
  const command: Command = { kind: "open-account", userId: userId as UserId, country: null };
  return to.sequencer.submit(command, { kind: "system" }, null);
}

function ask(to: World, command: Command, userId = PROVIDER): Outcome {
  return to.sequencer.submit(command, { kind: "user", userId }, null);
}

/** Everything planned and in flight comes to its end. */
function settle({ time, log }: World): void {
  do {
    time.settle();
    log.answer();
  } while (log.inFlight > 0 || time.waiting > 0);
}

/** An open game with a pool that stops in a second. */
function openPool(to: World): Command & { kind: "place-bet" } {
  openAccount(to, PROVIDER);
  openAccount(to, PLAYER);
  ask(to, { kind: "open-source", name: "league", description: null });
  const [sourceId] = to.state.sources.keys();
  if (sourceId === undefined) throw new Error("no source");
  const times = { openAtMs: null, closeAtMs: null, liveStartAtMs: null, liveFinishAtMs: null };
  const names = { name: "A - F", type: "football", currency: "DON", hashtag: null, imageUrl: null };
  const details = { ...names, ...times, actions: ["goal"], targets: ["a", "f"] };
  ask(to, { kind: "create-game", sourceId, mode: "opening", details });
  const [gameId] = to.state.games.keys();
  if (gameId === undefined) throw new Error("no game");
  ask(to, { kind: "become-game-admin", gameId });
  const ends = { finishAtMs: null, stopAtMs: to.time.nowMs() + 1_000, takeoutBps: null };
  const shape = { type: 1, action: "goal", targets: ["a", "f"], description: "next" } as const;
  const flags = { recreateOnEnd: false, manual: false };
  ask(to, { kind: "create-pool", gameId, ...shape, targets: ["a", "f"], ...ends, ...flags });
  const poolId = to.state.pools[0]?.poolId;
  if (poolId === undefined) throw new Error("no pool");
  const bet = { poolId, target: "a", amount: "1" as DecimalText };
  return { kind: "place-bet", ...bet, clientBetId: "c1", expectedPoolVersion: null };
}

describe("deciding", () => {
  test("SEQ-1 the same commands with the same seeds come to the same facts", () => {
    const [one, other] = [world(), world()];
    openPool(one);
    openPool(other);
    settle(one);
    settle(other);
    expect(stateHash(one.state)).toBe(stateHash(other.state));
    expect(one.log.head()).toEqual(other.log.head());
  });

  test("SEQ-4 a throw while deciding refuses that command and changes nothing", () => {
    const here = world();
    openAccount(here, 1);
    const before = stateHash(here.state);
    const twice: Command = { kind: "start-deployment", deploymentId: "d", betIdKey: "k" };
    const outcome = here.sequencer.submit(twice, { kind: "system" }, null);
    expect(outcome).toMatchObject({ kind: "refused", code: "INTERNAL" });
    expect(here.alarms).toHaveLength(1);
    expect(stateHash(here.state)).toBe(before);
    expect(openAccount(here, 2)).toMatchObject({ kind: "accepted" });
    expect(here.fatal).toEqual([]);
  });

  test("SEQ-4 a throw after that is the end: nothing more is decided, written or said", () => {
    const here = world();
    const said: string[] = [];
    openAccount(here, 1);
    here.sequencer.release(() => said.push("one"));
    here.time.settle();
    let calls = 0;
    here.sequencer.observe({
      onFact: () => {
        calls++;
        throw new Error("a bug");
      },
    });
    expect(openAccount(here, 2)).toMatchObject({ kind: "refused", code: "BUSY" });
    expect(here.fatal).toHaveLength(1);
    here.sequencer.release(() => said.push("two"));
    settle(here);
    expect(said).toEqual([]);
    expect(openAccount(here, 3)).toMatchObject({ kind: "refused" });
    expect(calls).toBe(1);
    expect(here.log.batches).toHaveLength(1);
  });

  test("SEQ-4 a throw of the log or of what is released is the end too", () => {
    const broken = world();
    broken.log.refuses = true;
    openAccount(broken, 1);
    broken.time.settle();
    expect(broken.fatal).toHaveLength(1);
    const other = world();
    openAccount(other, 1);
    other.sequencer.release(() => {
      throw new Error("a socket library that throws");
    });
    settle(other);
    expect(other.fatal).toHaveLength(1);
    expect(openAccount(other, 2)).toMatchObject({ kind: "refused" });
  });
});

describe("batches", () => {
  test("SEQ-2 one append is in flight while the next batch fills", () => {
    const here = world();
    openAccount(here, 1);
    here.time.settle();
    for (let id = 2; id <= 5; id++) openAccount(here, id);
    here.time.settle();
    expect(here.log.inFlight).toBe(1);
    here.log.answer();
    expect(here.log.inFlight).toBe(1);
    here.log.answer();
    expect(here.log.batches.map(({ firstSeq, count }) => [firstSeq, count])).toEqual([
      [1, 1],
      [2, 4],
    ]);
    expect(here.sequencer.durableSeq).toBe(5);
  });

  test("SEQ-2 a batch has its limits, and the facts of a command are never parted", () => {
    const here = world();
    const bet = openPool(here);
    for (let n = 0; n < BATCH_FACTS_MAX + 50; n++) {
      ask(here, { ...bet, amount: "0.01" as DecimalText, clientBetId: `c${n}` }, PLAYER);
    }
    const [gameId] = here.state.games.keys();
    if (gameId === undefined) throw new Error("no game");
    const before = here.state.seq;
    ask(here, { kind: "close-game", gameId });
    const closing = here.state.seq - before;
    expect(closing).toBe(2);
    settle(here);
    const sizes = here.log.batches.map(({ count }) => count);
    expect(sizes[0]).toBe(BATCH_FACTS_MAX);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(here.state.seq);
    for (const { payload } of here.log.batches) {
      expect(payload.length).toBeLessThanOrEqual(BATCH_BYTES_MAX);
    }
  });

  test("SEQ-3 too many facts, too much text or too long a wait: BUSY, and nothing is touched", () => {
    const limits: Partial<QueueLimits>[] = [{ factsMax: 3 }, { charsMax: 300 }, { waitMaxMs: 500 }];
    for (const queue of limits) {
      const here = world(queue);
      for (let id = 1; id <= 3; id++) openAccount(here, id);
      here.time.pass(501);
      const before = stateHash(here.state);
      expect(openAccount(here, 4)).toMatchObject({ kind: "refused", code: "BUSY" });
      expect(stateHash(here.state)).toBe(before);
      settle(here);
      expect(openAccount(here, 4)).toMatchObject({ kind: "accepted" });
    }
  });
});

describe("release", () => {
  test("SEQ-6 what is said leaves in the order decided, and only when durable", () => {
    const here = world();
    const said: string[] = [];
    const say = (text: string): void => here.sequencer.release(() => said.push(text));
    say("before anything");
    expect(said).toEqual(["before anything"]);
    openAccount(here, 1);
    say("one");
    here.time.settle();
    openAccount(here, 2);
    say("two");
    openAccount(here, 2); // known: no fact, but the answer may not overtake
    say("two again");
    expect(said).toEqual(["before anything"]);
    here.log.answer();
    expect(said).toEqual(["before anything", "one"]);
    settle(here);
    expect(said).toEqual(["before anything", "one", "two", "two again"]);
  });

  test("SEQ-6 stopping waits for what was decided and takes nothing more", async () => {
    const here = world();
    const said: string[] = [];
    openAccount(here, 1);
    here.sequencer.release(() => said.push("one"));
    const stopped = here.sequencer.stop();
    expect(openAccount(here, 2)).toMatchObject({ kind: "refused", code: "BUSY" });
    settle(here);
    await stopped;
    expect(said).toEqual(["one"]);
  });
});

describe("time", () => {
  /** A wall clock that jumps while the monotonic one goes on. */
  class Jumping extends SimTime {
    jumpMs = 0;
    override nowMs(): number {
      return super.nowMs() + this.jumpMs;
    }
  }

  test("SEQ-5, PREV-2 after a jump bets are refused and timers wait until the clock is confirmed", () => {
    for (const jumpMs of [3_600_000, -3_600_000]) {
      const here = world();
      const time = new Jumping(START_MS);
      const { log } = here;
      const sequencer = new Sequencer({
        log,
        state: here.state,
        rules: { ...DEFAULT_RULES, developers: "open" },
        clock: time,
        scheduler: time,
        newSeed: () => "0".repeat(32) as Seed,
        onFatal: (error) => here.fatal.push(error),
        onAlarm: (error) => here.alarms.push(error),
        queue: DEFAULT_QUEUE_LIMITS,
      });
      const there = { ...here, time, sequencer };
      const bet = openPool(there);
      time.jumpMs = jumpMs;
      time.pass(500);
      expect(ask(there, bet, PLAYER)).toMatchObject({ kind: "refused", code: "CLOCK_UNSURE" });
      const preview = there.sequencer.preview(bet, { kind: "user", userId: PLAYER });
      expect(preview).toMatchObject({ kind: "refused", code: "CLOCK_UNSURE" });
      expect(sequencer.clockDriftMs).toBe(jumpMs);
      sequencer.catchUp();
      expect(there.state.pools[0]?.stoppedAtMs).toBeNull();
      expect(sequencer.nowMs()).toBe(START_MS + 500);
      const operator = { kind: "operator", name: "o" } as const;
      expect(sequencer.submit({ kind: "confirm-clock" }, operator, null).kind).toBe("accepted");
      expect(sequencer.clockDriftMs).toBe(0);
      const outcome = ask(there, bet, PLAYER);
      // Forward: the pool has stopped by now. Back: time stands still, the bet is in time.
      if (jumpMs > 0) expect(outcome).toMatchObject({ code: "POOL_STOPPED" });
      else expect(outcome).toMatchObject({ kind: "accepted" });
    }
  });

  test("SEQ-5 a drift of two seconds is no jump", () => {
    const time = new Jumping(START_MS);
    const here = world();
    const log = new SlowLogOf();
    const sequencer = new Sequencer({
      log,
      state: newState(),
      rules: DEFAULT_RULES,
      clock: time,
      scheduler: time,
      newSeed: () => "0".repeat(32) as Seed,
      onFatal: (error) => here.fatal.push(error),
      onAlarm: (error) => here.alarms.push(error),
      queue: DEFAULT_QUEUE_LIMITS,
    });
    time.jumpMs = 2_000;
    expect(sequencer.nowMs()).toBe(START_MS + 2_000);
    expect(sequencer.clockDriftMs).toBe(0);
  });

  test("SEQ-7 after a restart known ids are answered as before and missed timers fire at their time", () => {
    const here = world();
    const bet = openPool(here);
    expect(ask(here, bet, PLAYER)).toMatchObject({ kind: "accepted", answer: { kind: "facts" } });
    settle(here);
    const next = world({}, here.log);
    expect(stateHash(next.state)).toBe(stateHash(here.state));
    next.time.pass(60_000);
    expect(ask(next, bet, PLAYER)).toMatchObject({ answer: { kind: "bet-known", bet: 0 } });
    expect(next.state.pools[0]?.stoppedAtMs).toBe(START_MS + 1_000);
    const other = { ...bet, clientBetId: "c2" };
    expect(ask(next, other, PLAYER)).toMatchObject({ code: "POOL_STOPPED" });
  });
});
