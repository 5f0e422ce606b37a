// Snapshots of a real server: made by its child while it works, used by the next start, never needed.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningServer } from "../../src/compose.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { newState } from "../../src/engine/state.ts";
import { readLog } from "../../src/log/read-log.ts";
import { readSuperblock } from "../../src/log/superblock.ts";
import { ReadOnlyDisk } from "../../src/log/read-only-disk.ts";
import { type ServerLog, silentLog } from "../../src/ops/server-log.ts";
import { play } from "../../src/snapshot/recover.ts";
import { readSnapshotHeader } from "../../src/snapshot/read-snapshot.ts";
import { snapshotName } from "../../src/snapshot/shelf.ts";
import { encodeHeader } from "../../src/snapshot/snapshot-header.ts";
import { openGame, openPool, signUp, startTestServer, TestClient } from "./server-fixture.ts";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");

let root = "";
let data = "";
let shelf = "";
let server: RunningServer | null = null;
let said: string[] = [];
let onSaid: (() => void) | null = null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mutuel-snapshot-"));
  data = join(root, "data");
  shelf = join(data, "snapshots");
  said = [];
});
afterEach(async () => {
  await stopServer();
  rmSync(root, { recursive: true, force: true });
});

async function stopServer(): Promise<void> {
  const running = server;
  server = null;
  await running?.stop();
}

/** Keeps what the server says of snapshots. */
const listening: ServerLog = Object.assign(Object.create(silentLog) as ServerLog, {
  info: (fields: object, text: string) => heard(fields, text),
  warn: (fields: object, text: string) => heard(fields, text),
});

function heard(fields: object, text: string): void {
  if (!text.includes("snapshot")) return;
  said.push(`${text}: ${JSON.stringify(fields)}`);
  onSaid?.();
}

async function untilSaid(text: string): Promise<void> {
  while (!said.some((line) => line.includes(text))) {
    await new Promise<void>((resolve) => {
      onSaid = resolve;
    });
  }
}

async function start(snapshotEvery = 0): Promise<RunningServer> {
  server = await startTestServer({
    configuration: { data: { kind: "directory", path: data }, snapshotEvery },
    overrides: { serverLog: listening },
  });
  return server;
}

async function play60Bets(running: RunningServer): Promise<void> {
  const stage = await openGame(running);
  const poolId = await openPool(stage);
  const client = await TestClient.as(running, await signUp(running));
  for (let bet = 1; bet <= 60; bet++) {
    const target = bet % 3 === 0 ? "france" : "argentina";
    client.send({ op: 392, pool_id: poolId, target, amount: bet, client_bet_id: `b${bet}` });
  }
  await client.settled();
  await client.close();
  await stage.provider.close();
}

function snapshots(): string[] {
  return readdirSync(shelf).sort();
}

/** Of all facts in the log, without any snapshot. */
function replayedHash(): [number, string] {
  const state = newState();
  play(state, readLog(data).read(1));
  return [state.seq, stateHash(state)];
}

function snapshotCommand(...args: string[]): { code: number; text: string } {
  const { exitCode, stdout, stderr } = Bun.spawnSync([process.execPath, MAIN, "snapshot", ...args]);
  return { code: exitCode, text: `${stdout.toString()}${stderr.toString()}` };
}

describe("a server that makes snapshots", () => {
  test("SNAP-7 SNAP-9 its child makes them while it works; the next start begins with the newest", async () => {
    const first = await start(50);
    await play60Bets(first);
    await untilSaid("a snapshot was made");
    await stopServer();
    expect(snapshots().every((name) => /^\d{16}\.snapshot$/.test(name))).toBe(true);
    const [seq, hash] = replayedHash();
    said = [];
    const second = await start();
    expect(said).toEqual([]);
    expect(second.state.seq).toBe(seq + 1);
    await stopServer();
    expect(replayedHash()[0]).toBe(seq + 1);
    expect(hash).not.toBe(replayedHash()[1]);
    expect(stateHash(second.state)).toBe(replayedHash()[1]);
  });

  test("SNAP-9 an older snapshot and the facts behind it come to the whole log", async () => {
    const first = await start();
    await play60Bets(first);
    await stopServer();
    expect(snapshotCommand("--data", data).code).toBe(0);
    const second = await start();
    await play60Bets(second);
    await stopServer();
    const [, hash] = replayedHash();
    const third = await start();
    expect(stateHash(third.state)).not.toBe(hash); // ServerStarted
    await stopServer();
    expect(stateHash(third.state)).toBe(replayedHash()[1]);
  });

  test("SNAP-8 no process and no draft is left behind, however the server ends", async () => {
    const first = await start(5);
    await play60Bets(first);
    await stopServer();
    await start();
    await stopServer();
    const gone = Bun.spawnSync(["true"]).pid;
    const orphan = snapshotCommand("--data", data, "--parent", String(gone));
    expect(orphan.code).toBe(1);
    expect(orphan.text).toContain("nobody wants this snapshot any more");
    expect(snapshotCommand("--data", data).code).toBe(0);
    expect(snapshots().filter((name) => name.endsWith(".draft"))).toEqual([]);
    expect(snapshots().length).toBeLessThanOrEqual(2);
  });
});

describe("SNAP-4 a start never depends on one", () => {
  async function withTwo(): Promise<string[]> {
    const first = await start();
    await play60Bets(first);
    await stopServer();
    expect(snapshotCommand("--data", data).code).toBe(0);
    const second = await start();
    await play60Bets(second);
    await stopServer();
    expect(snapshotCommand("--data", data).code).toBe(0);
    expect(snapshots()).toHaveLength(2);
    return snapshots();
  }

  function damage(name: string): void {
    const bytes = readFileSync(join(shelf, name));
    const at = bytes.length - 100;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(shelf, name), bytes);
  }

  test("damaged ones are named and left out, the next one or the log does", async () => {
    const [older = "", newer = ""] = await withTwo();
    damage(newer);
    const third = await start();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(newer);
    await stopServer();
    expect(stateHash(third.state)).toBe(replayedHash()[1]);
    damage(older);
    const fourth = await start();
    expect(said).toHaveLength(3);
    await stopServer();
    expect(stateHash(fourth.state)).toBe(replayedHash()[1]);
    expect(snapshotCommand("--data", data).text).toContain(`ignored ${newer}`);
    rmSync(shelf, { recursive: true });
    const fifth = await start();
    await stopServer();
    expect(stateHash(fifth.state)).toBe(replayedHash()[1]);
  });

  test("SNAP-10 a log that ends before its own snapshot lost facts, and nothing is started", async () => {
    await withTwo();
    const { logId } = readSuperblock(new ReadOnlyDisk(data));
    const later = snapshotName(9_999);
    const of = { seq: 9_999, batch: 99, batchHash: "", stateHash: "", ruleVersion: 1 };
    const text = encodeHeader({ ...of, logId, software: "x" }).padEnd(3_000, " ");
    writeFileSync(join(shelf, later), text);
    cpSync(data, join(root, "before"), { recursive: true });
    await expectRefusal("seq 9999 is known elsewhere to be durable: the log lost facts");
    expect(readdirSync(data)).toContain("log.json");
    expect(readFileSync(join(data, "log.json"))).toEqual(
      readFileSync(join(root, "before/log.json")),
    );
    writeFileSync(join(shelf, later), text.replace(logId, "0".repeat(32)));
    await start();
    expect(said.some((line) => line.includes(later))).toBe(true);
  });

  async function expectRefusal(why: string): Promise<void> {
    const refusal = await start().then(
      () => "it started",
      (error: unknown) => String(error),
    );
    expect(refusal).toContain(why);
  }
});

test("the command says what is wrong with what it was given", async () => {
  await start();
  const { path, head } = readLog(data);
  expect(path).toBe(data);
  expect(snapshotCommand().text).toContain("--data DIR is missing");
  expect(snapshotCommand("--data", data, "--head", "1:2").text).toContain("BATCH:SEQ:HASH");
  const wrong = `${head.batch}:${head.seq}:${"a".repeat(64)}`;
  const answer = snapshotCommand("--data", data, "--head", wrong);
  expect(answer).toMatchObject({ code: 1 });
  expect(answer.text).toContain(`its head is seq ${head.seq} with hash aaa`);
  const made = snapshotCommand("--data", data);
  expect(made.code).toBe(0);
  const header = readSnapshotHeader(new ReadOnlyDisk(shelf), snapshotName(head.seq));
  expect(header.batchHash).toBe(head.hash);
});
