// openLog as a deployment uses it: directory, lock between processes, worker, real files.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appendDurably } from "../../src/log/log-fixture.ts";
import type { AppendResult } from "../../src/log/log.ts";
import { openLog } from "../../src/log/open-log.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mutuel-open-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** `expect().rejects` holds up the event loop, and with it the worker's messages. */
function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error("it did not reject"),
    (error: unknown) => error,
  );
}

const options = { segmentBytes: 64 * 1024 };

/** A server of its own that appends one fact after the other and prints each acknowledged seq. */
function spawnAppender(path: string) {
  const script = `
    import { openLog } from ${JSON.stringify(import.meta.resolve("../../src/log/open-log.ts"))};
    import { appendDurably } from ${JSON.stringify(import.meta.resolve("../../src/log/log-fixture.ts"))};
    const log = await openLog(${JSON.stringify(path)}, { segmentBytes: 65536 });
    for (;;) process.stdout.write((await appendDurably(log, ["x".repeat(900)])).seq + "\\n");
  `;
  return Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "inherit" });
}

/** The last whole line printed once `wanted` have been acknowledged, and all after it. */
async function acknowledgedUntilKilled(
  appender: ReturnType<typeof spawnAppender>,
  wanted: number,
  whileRunning: () => Promise<void>,
): Promise<number> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of appender.stdout) {
    text += decoder.decode(chunk);
    if (appender.killed || text.split("\n").length <= wanted) continue;
    await whileRunning();
    appender.kill("SIGKILL");
  }
  await appender.exited;
  return Number(text.split("\n").at(-2));
}

describe("the directory", () => {
  test("is made with its parents, 0700; the files of the log are 0600", async () => {
    const path = join(root, "a", "b");
    const log = await openLog(path, options);
    await appendDurably(log, ["1"]);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(path).filter((found) => !found.startsWith("lock")))
      expect([name, statSync(join(path, name)).mode & 0o777]).toEqual([name, 0o600]);
    await log.close();
    expect(readdirSync(path).sort()).toEqual([
      "0000000000000001-65536.segment",
      "lock.sqlite",
      "log.json",
    ]);
  });

  test("of something else is FOREIGN and nothing is put into it", async () => {
    writeFileSync(join(root, "notes.txt"), "mine");
    expect(await rejection(openLog(root, options))).toMatchObject({ code: "FOREIGN" });
    expect(readdirSync(root)).toEqual(["notes.txt"]);
    const file = join(root, "notes.txt");
    expect(await rejection(openLog(file, options))).toMatchObject({ code: "FOREIGN" });
    const below = join(file, "below");
    expect(await rejection(openLog(below, options))).toMatchObject({ code: "UNREADABLE" });
  });

  test("a refused opening gives the lock back and says why", async () => {
    const log = await openLog(root, options);
    await appendDurably(log, ["1"]);
    await log.close();
    const lost = openLog(root, { ...options, expectedSeqAtLeast: 2 });
    expect(await rejection(lost)).toMatchObject({ code: "LOST_FACTS" });
    const again = await openLog(root, { ...options, expectedSeqAtLeast: 1 });
    expect(again.head().seq).toBe(1);
    await again.close();
  });

  test("gone from under a running log fails the append", async () => {
    const path = join(root, "log");
    const log = await openLog(path, { segmentBytes: 1024 });
    await appendDurably(log, ["1"]);
    await appendDurably(log, ["2"]);
    rmSync(path, { recursive: true });
    expect(await rejection(appendDurably(log, ["3"]))).toMatchObject({ code: "IO" });
    expect(log.head().seq).toBe(2);
    await log.close();
  });
});

describe("the lock", () => {
  test("LOG-5 a second opener in the same process is LOCKED, and told by whom", async () => {
    const log = await openLog(root, options);
    const second = await rejection(openLog(root, options));
    expect(second).toMatchObject({ code: "LOCKED" });
    expect(String(second)).toContain(
      `${root} is in use by another server (process ${process.pid})`,
    );
    expect((await appendDurably(log, ["1"])).seq).toBe(1);
    await log.close();
    const third = await openLog(root, options);
    expect(third.head().seq).toBe(1);
    await third.close();
  });

  test("LOG-5 holds between processes and dies with kill -9; every acknowledged fact is there", async () => {
    const appender = spawnAppender(root);
    const acknowledged = await acknowledgedUntilKilled(appender, 200, async () => {
      const second = await rejection(openLog(root, options));
      expect(String(second)).toContain(`(process ${appender.pid})`);
    });
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    const log = await openLog(root, { ...options, expectedSeqAtLeast: acknowledged });
    const batches = [...log.read(1)];
    expect(batches.map(({ firstSeq }) => firstSeq)).toEqual(batches.map((_, index) => index + 1));
    expect(new Set(batches.map(({ epoch }) => epoch))).toEqual(new Set([1]));
    await appendDurably(log, ["after"]);
    expect([...log.read(log.head().seq)]).toMatchObject([{ epoch: 2 }]);
    await log.close();
  });
});

test("syncDelayMs makes each sync at least that slow", async () => {
  const log = await openLog(root, { ...options, syncDelayMs: 20 });
  const head = log.head();
  const payload = new TextEncoder().encode("1\n");
  const result = await new Promise<AppendResult>((resolve) =>
    log.append({ firstSeq: 1, count: 1, timeMs: 1, payload }, head.hash, resolve),
  );
  expect(payload.byteLength).toBe(0); // moved to the worker, not copied
  expect(result.kind === "durable" ? result.syncMs : 0).toBeGreaterThanOrEqual(19);
  await log.close();
});
