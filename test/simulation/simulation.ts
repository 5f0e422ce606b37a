// One seeded life of a server: engine, sequencer and file log on a simulated disk, with crashes at any
// point, torn and lost writes, failing syncs and full disks, and a restart after each. Everything
// follows from the seed; a failure names it.
import { audit } from "../../src/audit/audit.ts";
import { engineReplica } from "../../src/cli/audit.ts";
import type { BetBook } from "../../src/engine/bet-book.ts";
import { encodeFact } from "../../src/engine/fact-codec.ts";
import type { Seed } from "../../src/engine/ids.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { DEFAULT_RULES } from "../../src/engine/rules.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import type { State } from "../../src/engine/state.ts";
import { FileLog } from "../../src/log/file-log.ts";
import { LogError } from "../../src/log/log-error.ts";
import { seededRandom } from "../../src/log/log-fixture.ts";
import type { StoredBatch } from "../../src/log/log.ts";
import { type Random, SimDisk } from "../../src/log/sim-disk.ts";
import { factsOf, replay } from "../../src/sequencer/replay.ts";
import { DEFAULT_QUEUE_LIMITS, Sequencer } from "../../src/sequencer/sequencer.ts";
import type { Outcome } from "../../src/sequencer/writer.ts";
import { SimTime } from "../support/sim-time.ts";
import { type Ask, Script } from "./script.ts";

const LIVES = 4;
const STEPS_PER_LIFE = 90;
const LOG_ID = "00112233445566778899aabbccddeeff";
const START_MS = 1_671_375_600_000;

/** What happened; two runs of one seed must give equal reports. */
export type Report = { facts: number; acknowledged: number; crashes: number; hash: string };

export async function simulate(seed: number, newBetBook?: () => BetBook): Promise<Report> {
  const world = new World(seed, newBetBook);
  for (let life = 0; life < LIVES; life++) await world.live();
  return world.end();
}

class World {
  readonly #random: Random;
  readonly #disk = new SimDisk();
  readonly #time = new SimTime(START_MS);
  readonly #script: Script;
  /** Facts as decided in the life at hand or found at a restart, by seq. */
  readonly #lines = new Map<number, string>();
  /** Hashes of the live state, by seq. */
  readonly #hashes = new Map<number, string>();
  /** Everything up to here was told to somebody. */
  #acknowledgedSeq = 0;
  #crashes = 0;

  readonly #newBetBook: (() => BetBook) | undefined;

  constructor(seed: number, newBetBook?: () => BetBook) {
    this.#newBetBook = newBetBook;
    this.#random = seededRandom(seed);
    this.#script = new Script(seededRandom(seed ^ 0x5eed));
  }

  async live(): Promise<void> {
    if (this.#random() % 4 === 0) this.#dieWhileOpening();
    const log = this.#openLog();
    const state = this.#recover(log);
    const sequencer = this.#startSequencer(log, state);
    if (state.seq === 0) {
      const key = "ab".repeat(16);
      const first = { kind: "start-deployment", deploymentId: "sim", betIdKey: key } as const;
      this.#ask(sequencer, { command: first, actor: { kind: "system" } });
    }
    for (const ask of this.#script.opening(state)) this.#ask(sequencer, ask);
    sequencer.catchUp();
    this.#planDeath();
    for (let step = 0; step < STEPS_PER_LIFE && sequencer.alive; step++) this.#step(sequencer);
    await this.#die(sequencer, log);
  }

  async end(): Promise<Report> {
    const log = this.#openLog();
    const state = this.#recover(log);
    const hash = stateHash(state);
    const logId = Buffer.from(LOG_ID, "hex");
    const audited = { head: log.head(), logId, read: (fromSeq: number) => log.read(fromSeq) };
    const { findings, stateHash: auditedHash } = audit(audited, engineReplica());
    check(findings.total === 0, `the audit finds ${JSON.stringify(findings.shown)}`);
    check(auditedHash === hash, "the audit comes to another state");
    await log.close();
    for (let probe = 0; probe < 3; probe++) this.#tamper({ batchesLostMax: 0 });
    return { facts: state.seq, acknowledged: this.#acknowledgedSeq, crashes: this.#crashes, hash };
  }

  /** The power goes in the middle of a recovery; the next one must find everything all the same. */
  #dieWhileOpening(): void {
    this.#disk.crashAtOperation(this.#disk.operations + 1 + (this.#random() % 8));
    try {
      this.#open();
    } catch (error) {
      onlyTheDisk(error);
    }
    this.#disk.crash(this.#random);
    this.#crashes++;
  }

  /** A sync that was to fail may fail here; then the machine is started once more. */
  #openLog(): FileLog {
    try {
      return this.#open();
    } catch (error) {
      onlyTheDisk(error);
      this.#disk.crash(this.#random);
      return this.#open();
    }
  }

  #open(): FileLog {
    const options = {
      newLogId: LOG_ID,
      nowMs: () => 0,
      segmentBytes: 16_384,
      expectedSeqAtLeast: this.#acknowledgedSeq,
    };
    return FileLog.open(this.#disk, options, (run) => this.#time.soon(run));
  }

  /** Replays the log and compares it with all we were told before. */
  #recover(log: FileLog): State {
    const head = log.head();
    check(
      head.seq >= this.#acknowledgedSeq,
      `seq ${this.#acknowledgedSeq} was told, head is ${head.seq}`,
    );
    const betIds = new Set<string>();
    const state = replay(log, {
      ...(this.#newBetBook === undefined ? {} : { newBetBook: this.#newBetBook }),
      onFact: (fact, seq) => {
        if (fact.kind === "BetPlaced" && fact.clientBetId !== null) {
          const betId = `${fact.pool} ${fact.userId} ${fact.clientBetId}`;
          check(!betIds.has(betId), `client_bet_id ${betId} was taken twice`);
          betIds.add(betId);
        }
        const line = encodeFact(fact);
        const told = this.#lines.get(seq);
        const same = told === undefined || told === line || seq > this.#acknowledgedSeq;
        check(same, `seq ${seq} was told as ${told}, the log has ${line}`);
        this.#lines.set(seq, line);
      },
      onBatch: (now) => this.#compareHash(now),
    });
    for (const seq of this.#lines.keys()) if (seq > head.seq) this.#lines.delete(seq);
    for (const seq of this.#hashes.keys()) if (seq > head.seq) this.#hashes.delete(seq);
    checkInvariants(state);
    return state;
  }

  #compareHash(state: State): void {
    const live = this.#hashes.get(state.seq);
    if (live === undefined) return;
    check(live === stateHash(state), `the replay differs from the live state at seq ${state.seq}`);
  }

  /** One flipped bit anywhere: what was told is still there, or the start is refused. */
  #tamper(allowed: { batchesLostMax: number }): void {
    const disk = this.#copyOfDisk();
    const segments = disk.list().filter((name) => name.endsWith(".segment"));
    const name = segments[this.#random() % Math.max(1, segments.length)];
    if (name === undefined) return;
    disk.flipBit(name, this.#random() % disk.contents(name).length, this.#random() % 8);
    const whole = openCopy(this.#copyOfDisk());
    try {
      const log = openCopy(disk);
      const lost = whole.head().batch - log.head().batch;
      check(lost <= allowed.batchesLostMax, `a flipped bit cut ${lost} batches away`);
      for (const batch of log.read(1)) this.#compareFacts(batch);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
    }
  }

  #copyOfDisk(): SimDisk {
    const disk = new SimDisk();
    for (const name of this.#disk.list()) disk.place(name, this.#disk.contents(name));
    return disk;
  }

  #compareFacts(batch: StoredBatch): void {
    factsOf(batch).forEach((fact, at) => {
      const told = this.#lines.get(batch.firstSeq + at);
      check(told === encodeFact(fact), `a flipped bit changed seq ${batch.firstSeq + at} unseen`);
    });
  }

  #startSequencer(log: FileLog, state: State): LiveSequencer {
    let seeds = 0;
    const sequencer: LiveSequencer = new LiveSequencer({
      log,
      state,
      clock: this.#time,
      scheduler: this.#time,
      queue: DEFAULT_QUEUE_LIMITS,
      rules: {
        ...DEFAULT_RULES,
        developers: "open",
        resultDelayMs: this.#random() % 2 === 0 ? 0 : 700,
      },
      newSeed: () => `${this.#random()}-${seeds++}` as Seed,
      onFatal: (error) => sequencer.fail(error),
      onAlarm: (error) => {
        throw error;
      },
    });
    sequencer.observe({
      onFact: (fact, seq) => void this.#lines.set(seq, encodeFact(fact)),
    });
    return sequencer;
  }

  #planDeath(): void {
    const roll = this.#random() % 10;
    if (roll < 6) this.#disk.crashAtOperation(this.#disk.operations + 1 + (this.#random() % 150));
    else if (roll === 6) this.#disk.failNextSync(this.#random);
    else if (roll === 7) this.#disk.setCapacity(this.#disk.usedBytes + (this.#random() % 40_000));
  }

  #step(sequencer: LiveSequencer): void {
    const roll = this.#random() % 10;
    if (roll < 3) this.#time.pass(this.#random() % 400);
    else if (roll < 6) this.#time.runOne();
    else {
      const again = roll === 6 ? this.#script.again() : null;
      const ask = again ?? this.#script.next(sequencer.state, this.#time.nowMs());
      this.#ask(sequencer, ask);
    }
  }

  #ask(sequencer: LiveSequencer, ask: Ask): void {
    sequencer.catchUp();
    const { state } = sequencer;
    const before = this.#random() % 4 === 0 ? stateHash(state) : null;
    const outcome: Outcome = sequencer.submit(ask.command, ask.actor, null);
    if (!sequencer.alive) return;
    if (outcome.kind === "refused") {
      check(
        before === null || before === stateHash(state),
        `a refused ${ask.command.kind} changed something`,
      );
      return;
    }
    checkInvariants(state);
    if (this.#random() % 4 === 0) this.#hashes.set(state.seq, stateHash(state));
    const seq = state.seq;
    const lines = this.#lines.get(seq);
    sequencer.release(() => {
      check(lines === this.#lines.get(seq), `seq ${seq} changed before it was told`);
      this.#acknowledgedSeq = Math.max(this.#acknowledgedSeq, seq);
    });
  }

  /** Power loss, a kill, or an orderly stop. */
  async #die(sequencer: LiveSequencer, log: FileLog): Promise<void> {
    const orderly = sequencer.alive && this.#random() % 4 === 0;
    if (orderly) {
      const stopped = sequencer.stop();
      this.#time.settle();
      await stopped;
      await log.close().catch(onlyTheDisk);
      check(
        !sequencer.alive || this.#acknowledgedSeq <= log.head().seq,
        "told more than is durable",
      );
    }
    this.#disk.setCapacity(Number.POSITIVE_INFINITY);
    this.#time.forget();
    if (!orderly || !sequencer.alive) this.#crashes++;
    if (this.#random() % 3 === 0) this.#disk.killProcess();
    else this.#disk.crash(this.#random);
    // After a crash a damaged last batch can't be told from an append that was never finished.
    this.#tamper({ batchesLostMax: 1 });
  }
}

/** A sequencer that may fail without taking the test with it. */
class LiveSequencer extends Sequencer {
  #failure: unknown = null;

  get alive(): boolean {
    return this.#failure === null;
  }

  /** Only the disk may be the reason: anything else is what we look for. */
  fail(error: unknown): void {
    this.#failure = error;
    onlyTheDisk(error);
  }
}

function onlyTheDisk(error: unknown): void {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code !== "IO" && code !== "DISK_FULL") throw error;
}

function openCopy(disk: SimDisk): FileLog {
  return FileLog.open(disk, { newLogId: LOG_ID, nowMs: () => 0, segmentBytes: 16_384 });
}

function checkInvariants(state: State): void {
  const broken = brokenInvariants(state);
  check(broken.length === 0, broken.join("; "));
}

function check(holds: boolean, finding: string): void {
  if (!holds) throw new Error(finding);
}
