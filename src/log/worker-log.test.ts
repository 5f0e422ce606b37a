import { describe, expect, test } from "bun:test";
import { appendTo } from "./log-fixture.ts";
import { EMPTY_HEAD, headAfter, type StoredBatch } from "./log.ts";
import { SimDisk } from "./sim-disk.ts";
import { APPEND_LOST_MS, WorkerLog } from "./worker-log.ts";
import type { ToWriter, WriterEvents } from "./writer-messages.ts";

type Timer = { atMs: number; run: () => void };

/** A worker that says only what a test makes it say, and a clock that a test moves. */
class Bench {
  readonly asked: ToWriter[] = [];
  readonly timers = new Set<Timer>();
  events: WriterEvents | null = null;
  nowMs = 1000;
  endings = 0;

  async open(): Promise<WorkerLog> {
    const opening = this.begin();
    this.events?.message({ kind: "opened", head: EMPTY_HEAD, logId: "00".repeat(16) });
    return opening;
  }

  begin(): Promise<WorkerLog> {
    return WorkerLog.open(
      { path: "unused", newLogId: "" },
      {
        disk: new SimDisk(),
        onEnded: () => this.endings++,
        spawn: (events) => {
          this.events = events;
          return { post: (message) => this.asked.push(message) };
        },
        timers: {
          nowMs: () => this.nowMs,
          after: (delayMs, run) => {
            const timer = { atMs: this.nowMs + delayMs, run };
            this.timers.add(timer);
            return () => this.timers.delete(timer);
          },
        },
      },
    );
  }

  advance(ms: number): void {
    this.nowMs += ms;
    for (const timer of this.timers)
      if (timer.atMs <= this.nowMs) {
        this.timers.delete(timer);
        timer.run();
      }
  }
}

const stored: StoredBatch = {
  batch: 1,
  epoch: 1,
  firstSeq: 1,
  count: 1,
  timeMs: 1,
  payload: new Uint8Array(2),
  previousHash: EMPTY_HEAD.hash,
  hash: "ab".repeat(32),
};

describe("an append the worker does not answer", () => {
  test("shows as pending, and is UNANSWERED after 30 s; a late answer changes nothing", async () => {
    const bench = new Bench();
    const log = await bench.open();
    expect(log.appendPendingMs()).toBe(0);
    const result = appendTo(log, ["1"]);
    bench.advance(5_200);
    expect(log.appendPendingMs()).toBe(5_200);
    bench.advance(APPEND_LOST_MS - 5_200);
    expect(await result).toMatchObject({ kind: "failed", error: { code: "UNANSWERED" } });
    expect(log.appendPendingMs()).toBe(0);
    bench.events?.message({ kind: "durable", stored, syncMs: 1 });
    expect(log.head()).toEqual(EMPTY_HEAD);
    expect(await appendTo(log, ["1"])).toMatchObject({ error: { code: "UNANSWERED" } });
    expect(bench.asked.filter(({ kind }) => kind === "append")).toHaveLength(1);
  });

  test("an answer in time calls the timer off", async () => {
    const bench = new Bench();
    const log = await bench.open();
    const result = appendTo(log, ["1"]);
    bench.events?.message({ kind: "durable", stored, syncMs: 7 });
    expect(await result).toEqual({ kind: "durable", head: headAfter(stored), syncMs: 7 });
    expect(bench.timers.size).toBe(0);
    expect(log.appendPendingMs()).toBe(0);
  });
});

describe("a worker that fails", () => {
  test("LOG-4 by throwing or by ending: the append in flight and all later ones fail", async () => {
    for (const fail of ["broken", "gone"] as const) {
      const bench = new Bench();
      const log = await bench.open();
      const result = appendTo(log, ["1"]);
      bench.events?.[fail]("out of memory");
      expect(await result).toMatchObject({ kind: "failed", error: { code: "UNANSWERED" } });
      expect(await appendTo(log, ["1"])).toMatchObject({ error: { code: "UNANSWERED" } });
      expect(bench.endings).toBe(fail === "gone" ? 1 : 0);
    }
  });

  test("with a code of its own, also unasked: that is what appends are answered with", async () => {
    const bench = new Bench();
    const log = await bench.open();
    bench.events?.message({ kind: "failed", code: "IO", message: "preparing: EIO" });
    expect(await appendTo(log, ["1"])).toMatchObject({
      kind: "failed",
      error: { code: "IO", message: "preparing: EIO" },
    });
  });

  test("while opening: the opening is refused once the worker has ended", async () => {
    const bench = new Bench();
    const opening = bench.begin();
    bench.events?.message({ kind: "failed", code: "CORRUPT", message: "at offset 512" });
    await Promise.resolve();
    await Promise.resolve();
    expect(bench.asked.map(({ kind }) => kind)).toEqual(["open", "close"]);
    bench.events?.message({ kind: "closed" });
    bench.events?.gone();
    const refusal = await opening.catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "CORRUPT", message: "at offset 512" });
    expect(bench.endings).toBe(1);
  });
});

describe("closing", () => {
  test("waits for the worker's end, and gives the lock up only then", async () => {
    const bench = new Bench();
    const log = await bench.open();
    const closing = log.close();
    bench.events?.message({ kind: "closed" });
    expect(bench.endings).toBe(0);
    bench.events?.gone();
    await closing;
    expect(bench.endings).toBe(1);
    expect(bench.timers.size).toBe(0);
  });

  test("rejects when the worker could not note the head, or never ends", async () => {
    const failing = new Bench();
    const failed = (await failing.open()).close();
    failing.events?.message({ kind: "failed", code: "DISK_FULL", message: "log.json" });
    failing.events?.gone();
    expect(await failed.catch((error: unknown) => error)).toMatchObject({ code: "DISK_FULL" });

    const silent = new Bench();
    const hanging = (await silent.open()).close();
    silent.advance(APPEND_LOST_MS);
    expect(await hanging.catch((error: unknown) => error)).toMatchObject({ code: "UNANSWERED" });
    expect(silent.endings).toBe(0);
  });
});
