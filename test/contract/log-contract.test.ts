// One suite for every driver of the log. A driver that passes it can replace another.
import { afterEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileLog } from "../../src/log/file-log.ts";
import {
  appendDurably,
  appendTo,
  batchAfter,
  linesOf,
  smallOptions,
  textOf,
} from "../../src/log/log-fixture.ts";
import { EMPTY_HEAD, type AppendResult, type Log } from "../../src/log/log.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { NodeDisk } from "../../src/log/node-disk.ts";
import { openLog } from "../../src/log/open-log.ts";
import { SimDisk } from "../../src/log/sim-disk.ts";

const cleanUps: (() => Promise<void> | void)[] = [];

function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), "mutuel-log-"));
  cleanUps.push(() => rmSync(path, { recursive: true }));
  return path;
}

const drivers: Record<string, () => Log | Promise<Log>> = {
  MemoryLog: () => new MemoryLog(),
  "FileLog on SimDisk": () => FileLog.open(new SimDisk(), smallOptions),
  "FileLog on the real disk": () => FileLog.open(new NodeDisk(temporaryDirectory()), smallOptions),
  WorkerLog: () => openLog(temporaryDirectory(), { segmentBytes: 4096 }),
};

async function errorCodeOf(result: AppendResult | Promise<AppendResult>): Promise<string> {
  const settled = await result;
  return settled.kind === "failed" ? settled.error.code : "durable";
}

for (const [name, open] of Object.entries(drivers))
  describe(name, () => {
    async function opened(): Promise<Log> {
      const log = await open();
      cleanUps.push(() => log.close());
      return log;
    }

    afterEach(async () => {
      for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
    });

    test("an empty log has batch 0, seq 0 and a hash of zeros", async () => {
      const log = await opened();
      expect(log.head()).toEqual(EMPTY_HEAD);
      expect([...log.read(1)]).toEqual([]);
    });

    test("LOG-2 LOG-6 appends chain, and the head moves when the answer comes", async () => {
      const log = await opened();
      const first = await appendDurably(log, ["1", "2", "3"]);
      expect(first).toMatchObject({ batch: 1, seq: 3 });
      expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
      const second = await appendDurably(log, ["4"]);
      expect(second).toMatchObject({ batch: 2, seq: 4 });
      expect(log.head()).toEqual(second);
      expect([...log.read(1)]).toMatchObject([
        { batch: 1, firstSeq: 1, count: 3, timeMs: 1000, previousHash: EMPTY_HEAD.hash },
        { batch: 2, firstSeq: 4, count: 1, previousHash: first.hash, hash: second.hash },
      ]);
    });

    test("LOG-1 the answer never comes before append has returned", async () => {
      const log = await opened();
      const order: string[] = [];
      await new Promise<void>((resolve) => {
        log.append(batchAfter(EMPTY_HEAD, ["1"]), EMPTY_HEAD.hash, () => {
          order.push("answered");
          resolve();
        });
        order.push("returned");
        expect(log.head()).toEqual(EMPTY_HEAD);
      });
      expect(order).toEqual(["returned", "answered"]);
    });

    test("the next append may be made in the answer to the last", async () => {
      const log = await opened();
      await new Promise<void>((resolve, reject) => {
        const next = (result: AppendResult): void => {
          if (result.kind === "failed") reject(result.error);
          else if (result.head.batch === 60) resolve();
          else
            log.append(
              batchAfter(result.head, linesOf(result.head.batch + 1)),
              result.head.hash,
              next,
            );
        };
        log.append(batchAfter(EMPTY_HEAD, linesOf(1)), EMPTY_HEAD.hash, next);
      });
      const texts = [...log.read(1)].map(textOf);
      const expected = Array.from({ length: 60 }, (_, index) =>
        linesOf(index + 1).map((line) => `${line}\n`),
      );
      expect(texts).toEqual(expected.map((lines) => lines.join("")));
    });

    test("a payload larger than a segment, and a view of a larger buffer, come back whole", async () => {
      const log = await opened();
      await appendDurably(log, ["before"]);
      const large = "y".repeat(20_000);
      await appendDurably(log, [large]);
      const shared = new TextEncoder().encode("[left]\nmine\n[right]\n");
      const batch = { firstSeq: 3, count: 1, timeMs: 1, payload: shared.subarray(7, 12) };
      await new Promise((resolve) => log.append(batch, log.head().hash, resolve));
      expect(new TextDecoder().decode(shared)).toBe("[left]\nmine\n[right]\n");
      expect([...log.read(1)].map(textOf)).toEqual(["before\n", `${large}\n`, "mine\n"]);
    });

    test("read begins with the batch that holds the seq", async () => {
      const log = await opened();
      for (let batch = 1; batch <= 20; batch++) await appendDurably(log, linesOf(batch));
      const all = [...log.read(0)];
      for (const { batch, firstSeq, count } of all)
        for (const seq of [firstSeq, firstSeq + count - 1])
          expect([...log.read(seq)].map((found) => found.batch)).toEqual(
            all.slice(batch - 1).map((found) => found.batch),
          );
      expect([...log.read(log.head().seq + 1)]).toEqual([]);
    });

    test("a read under way goes on with what has become durable since", async () => {
      const log = await opened();
      await appendDurably(log, linesOf(1));
      const seen: number[] = [];
      for (const { batch } of log.read(1)) {
        seen.push(batch);
        if (batch < 15) await appendDurably(log, linesOf(batch + 1));
      }
      expect(seen).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    });

    test("LOG-6 a follower gets what is there, then each batch after its answer, until it stops", async () => {
      const log = await opened();
      await appendDurably(log, ["1", "2"]);
      await appendDurably(log, ["3"]);
      const seen: string[] = [];
      const late: number[] = [];
      const stop = log.follow(2, (batch) => seen.push(textOf(batch)));
      log.follow(5, ({ batch }) => late.push(batch));
      expect(seen).toEqual(["1\n2\n", "3\n"]);
      await appendDurably(log, ["4"]);
      await appendDurably(log, ["5"]);
      expect(seen).toEqual(["1\n2\n", "3\n", "4\n", "5\n"]);
      expect(late).toEqual([4]);
      stop();
      await appendDurably(log, ["6"]);
      expect(seen).toHaveLength(4);
      expect(late).toEqual([4, 5]);
      expect([...log.read(1)].map(textOf)).toEqual([...seen, "6\n"]);
    });

    test("LOG-4 another previous hash is HASH_MISMATCH, and nothing is taken after a failure", async () => {
      const log = await opened();
      const head = await appendDurably(log, ["1"]);
      const wrong = new Promise<AppendResult>((resolve) =>
        log.append(batchAfter(head, ["2"]), EMPTY_HEAD.hash, resolve),
      );
      expect(await errorCodeOf(wrong)).toBe("HASH_MISMATCH");
      expect(await errorCodeOf(appendTo(log, ["2"]))).toBe("HASH_MISMATCH");
      expect(log.head()).toEqual(head);
      expect([...log.read(1)]).toHaveLength(1);
    });

    test("LOG-2 a gap or an overlap of seqs is OUT_OF_ORDER", async () => {
      for (const firstSeq of [0, 1, 3]) {
        const log = await opened();
        const head = await appendDurably(log, ["1"]);
        const batch = { ...batchAfter(head, ["2"]), firstSeq };
        const result = new Promise<AppendResult>((resolve) =>
          log.append(batch, head.hash, resolve),
        );
        expect(await errorCodeOf(result)).toBe("OUT_OF_ORDER");
      }
    });

    test("a second append in flight is OUT_OF_ORDER, the first one keeps its answer", async () => {
      const log = await opened();
      const results = [appendTo(log, ["1"]), appendTo(log, ["1"])];
      expect(await Promise.all(results.map(errorCodeOf))).toEqual(["durable", "OUT_OF_ORDER"]);
      expect(await errorCodeOf(appendTo(log, ["2"]))).toBe("OUT_OF_ORDER");
    });

    const invalid: [string, number, string][] = [
      ["a line too few", 3, "1\n2\n"],
      ["a line too many", 1, "1\n2\n"],
      ["no newline at the end", 1, "1"],
      ["no lines", 0, ""],
    ];
    for (const [what, count, text] of invalid)
      test(`INVALID_BATCH: ${what}`, async () => {
        const log = await opened();
        const payload = new TextEncoder().encode(text);
        const result = new Promise<AppendResult>((resolve) =>
          log.append({ firstSeq: 1, count, timeMs: 1, payload }, EMPTY_HEAD.hash, resolve),
        );
        expect(await errorCodeOf(result)).toBe("INVALID_BATCH");
      });

    test("close lets the append in flight finish, then everything is CLOSED", async () => {
      const log = await opened();
      const last = appendTo(log, ["1"]);
      const closing = log.close();
      expect(await errorCodeOf(last)).toBe("durable");
      await closing;
      await log.close();
      expect(await errorCodeOf(appendTo(log, ["2"]))).toBe("CLOSED");
      expect(log.head().seq).toBe(1);
    });
  });
