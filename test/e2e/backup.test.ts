// `mutuel backup` beside a server at work, and `mutuel restore` of it: as commands, in processes of
// their own.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningServer } from "../../src/compose.ts";
import type { UserId } from "../../src/engine/ids.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { newState } from "../../src/engine/state.ts";
import { headAfter, type StoredBatch } from "../../src/log/log.ts";
import { readLog } from "../../src/log/read-log.ts";
import { factsOf } from "../../src/sequencer/replay.ts";
import { play } from "../../src/snapshot/recover.ts";
import { openGame, openPool, post, signUp, startTestServer, TestClient } from "./server-fixture.ts";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");

let root = "";
let data = "";
let backup = "";
let restored = "";
let server: RunningServer | null = null;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "mutuel-backup-"));
  data = join(root, "data");
  backup = join(root, "backup");
  restored = join(root, "restored");
  server = await startTestServer({ configuration: { data: { kind: "directory", path: data } } });
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

type Said = { code: number; out: string; err: string };

async function mutuel(...args: string[]): Promise<Said> {
  const child = Bun.spawn([process.execPath, MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, out, err };
}

function fieldOf({ out }: Said, name: string): string {
  return new RegExp(`^${name} +(.*)$`, "m").exec(out)?.[1] ?? `no ${name} in: ${out}`;
}

function seqIn(said: Said): number {
  return Number(/^seq (\d+),/.exec(fieldOf(said, "head"))?.[1]);
}

/** Players who sign up and bet without a pause until `done`; hashes of the live state by seq. */
async function loadUntil(
  running: RunningServer,
  done: Promise<unknown>,
): Promise<Map<number, string>> {
  const stage = await openGame(running);
  const poolId = await openPool(stage);
  const hashes = new Map<number, string>();
  const load = { ended: false };
  void done.finally(() => (load.ended = true));
  const client = await TestClient.as(running, await signUp(running));
  for (let round = 0; !load.ended || round < 20; round++) {
    for (let bet = 0; bet < 30; bet++) {
      const target = bet % 3 === 0 ? "france" : "argentina";
      client.send({ op: 392, pool_id: poolId, target, amount: 1 + bet });
    }
    const newcomer = signUp(running);
    await client.settled();
    hashes.set(running.state.seq, stateHash(running.state));
    await newcomer;
  }
  await client.close();
  await stage.provider.close();
  return hashes;
}

/** Takes a backup of the running server under load. */
async function backUpUnderLoad(): Promise<{ said: Said; hashes: Map<number, string> }> {
  if (server === null) throw new Error("no server");
  const before = await loadUntil(server, Promise.resolve());
  const taking = mutuel("backup", "--data", data, "--to", backup);
  const meanwhile = await loadUntil(server, taking);
  return { said: await taking, hashes: new Map([...before, ...meanwhile]) };
}

function batchesOf(directory: string): StoredBatch[] {
  return [...readLog(directory).read(1)];
}

describe("a server at work", () => {
  test("BAK-1 BAK-5 is copied whole; the restored state is the source's at that seq", async () => {
    const { said, hashes } = await backUpUnderLoad();
    expect(said).toMatchObject({ code: 0, err: "" });
    const seq = seqIn(said);
    const all = await mutuel("restore", "--from", backup, "--data", restored);
    expect(all).toMatchObject({ code: 0, err: "" });
    expect(fieldOf(all, "head")).toBe(fieldOf(said, "head"));
    expect(fieldOf(all, "head hash")).toBe(fieldOf(said, "head hash"));
    const source = newState();
    play(
      source,
      batchesOf(data).filter((batch) => headAfter(batch).seq <= seq),
    );
    expect([source.seq, stateHash(source)]).toEqual([seq, fieldOf(all, "state hash")]);
    const live = [...hashes].filter(([at]) => at <= seq);
    expect(live.length).toBeGreaterThan(3);
    const [liveSeq, liveHash] = live.at(-2) ?? [0, ""];
    rmSync(restored, { recursive: true });
    const cut = ["--until-seq", String(liveSeq)];
    const part = await mutuel("restore", "--from", backup, "--data", restored, ...cut);
    expect({ seq: seqIn(part), hash: fieldOf(part, "state hash") }).toEqual({
      seq: liveSeq,
      hash: liveHash,
    });
    expect((await mutuel("audit", "--data", restored)).out).toEndWith("audit: OK\n");
    expect((await mutuel("audit", "--data", backup)).out).toEndWith("audit: OK\n");
  });

  test("BAK-3 BAK-7 the restored server knows every player, also those it lost the account of", async () => {
    if (server === null) throw new Error("no server");
    const anna = await signUp(server, "anna");
    const until = server.state.seq;
    const zoe = await signUp(server, "zoe");
    await backUpUnderLoad();
    await stopServer();
    const cut = ["--until-seq", String(until)];
    const said = await mutuel("restore", "--from", backup, "--data", restored, ...cut);
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(Number(fieldOf(said, "users made pending"))).toBeGreaterThan(0);
    server = await startTestServer({
      configuration: { data: { kind: "directory", path: restored } },
    });
    const { state } = server;
    expect(brokenInvariants(state)).toEqual([]);
    const newcomer = await signUp(server, "newcomer");
    expect([...state.accounts.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: newcomer.id }, (_, at) => (at + 1) as UserId),
    );
    for (const { id, username } of [anna, zoe]) {
      const answer = await post(server, "/r/login/", { username, password: "correct horse" });
      expect(await answer.json()).toMatchObject({ id, username });
    }
    const stage = await openGame(server);
    expect(await openPool(stage)).not.toBe("undefined");
    await stage.provider.close();
  });

  test("BAK-6 a cut inside a batch makes a batch of its own; the log goes on from there", async () => {
    await backUpUnderLoad();
    await stopServer();
    const batches = batchesOf(backup);
    const long = batches.find(({ count, batch }) => count > 2 && batch > 2);
    if (long === undefined) throw new Error("no batch of several facts");
    const until = long.firstSeq + 1;
    const cut = ["--until-seq", String(until)];
    const said = await mutuel("restore", "--from", backup, "--data", restored, ...cut);
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(fieldOf(said, "cut")).toContain(`batch ${long.batch}`);
    const kept = batchesOf(restored);
    expect(kept.slice(0, -1).map(({ hash }) => hash)).toEqual(
      batches.slice(0, kept.length - 1).map(({ hash }) => hash),
    );
    const last = kept.at(-1);
    if (last === undefined) throw new Error("nothing was restored");
    expect(headAfter(last)).toEqual({ seq: until, batch: long.batch, hash: last.hash });
    expect(last.hash).not.toBe(long.hash);
    expect(last.epoch).toBeGreaterThan(Math.max(...batches.map(({ epoch }) => epoch)));
    expect(factsOf(last)).toEqual(factsOf(long).slice(0, 2));
    expect((await mutuel("audit", "--data", restored)).out).toEndWith("audit: OK\n");
    server = await startTestServer({
      configuration: { data: { kind: "directory", path: restored } },
    });
    expect(server.state.seq).toBeGreaterThan(until);
    await stopServer();
    expect((await mutuel("audit", "--data", restored)).out).toEndWith("audit: OK\n");
  });

  test("BAK-4 nothing in the data directory is touched, and secrets stay secret", async () => {
    await stopServer();
    const before = filesOf(data);
    expect(await mutuel("backup", "--data", data, "--to", backup)).toMatchObject({
      code: 0,
      err: "",
    });
    expect(filesOf(data)).toEqual(before);
    for (const directory of [backup, restored]) {
      if (directory === restored) await mutuel("restore", "--from", backup, "--data", restored);
      expect(statSync(directory).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(directory)) {
        expect([name, statSync(join(directory, name)).mode & 0o077]).toEqual([name, 0]);
      }
    }
    expect(existsSync(join(restored, "lock.sqlite"))).toBe(false);
    expect(existsSync(join(restored, "manifest.json"))).toBe(false);
  });
});

describe("BAK-8 what can't be done is refused, says why, and changes nothing", () => {
  const taken = (): string[] => ["backup", "--data", data, "--to", backup];
  const put = (...more: string[]): string[] =>
    ["restore", "--from", backup, "--data", restored].concat(more);

  test("backup: targets", async () => {
    mkdirSync(backup);
    writeFileSync(join(backup, "letter.txt"), "dear");
    await refused(taken(), 1, "holds letter.txt; a new or empty directory is accepted");
    await refused(["backup", "--data", data, "--to", join(data, "b")], 1, "one inside the other");
    symlinkSync(data, join(root, "link"));
    await refused(["backup", "--data", data, "--to", join(root, "link/b")], 1, "inside the other");
    await refused(["backup", "--data", data, "--to", root], 1, "one inside the other");
    await refused(["backup", "--data", root, "--to", backup], 1, "holds no log.json");
    await refused(["backup", "--data", data], 2, "--to DIR is missing");
    await refused(["backup", "--out", "x"], 2, 'unknown option "--out"; known are --to, --data');
    expect(readdirSync(backup)).toEqual(["letter.txt"]);
  });

  test("restore: sources that are not what was written", async () => {
    await stopServer();
    expect((await mutuel(...taken())).code).toBe(0);
    const manifest = join(backup, "manifest.json");
    const text = readFileSync(manifest, "utf8");
    const seq = seqIn(await mutuel(...put()));
    rmSync(restored, { recursive: true });
    await refused(put("--until-seq", String(seq + 1)), 1, `the backup ends at seq ${seq}`);
    await refused(put("--until-seq", "0"), 2, '"0"; accepted: 1 or more');
    await refused(["restore", "--from", backup], 2, "--data DIR is missing");
    rmSync(manifest);
    await refused(put(), 1, "holds no manifest.json: it is no backup, or an unfinished one");
    writeFileSync(manifest, text.replace('"bytes": 32', '"bytes": 33'));
    await refused(put(), 1, "its checksum does not fit");
    writeFileSync(manifest, text.replace('"format": 1', '"format": 2'));
    await refused(put(), 1, "has format 2");
    writeFileSync(manifest, text);
    expect(existsSync(restored)).toBe(false);
    const segment = readdirSync(backup).find((name) => name.endsWith(".segment")) ?? "";
    const bytes = readFileSync(join(backup, segment));
    bytes[700] = (bytes[700] ?? 0) ^ 1;
    writeFileSync(join(backup, segment), bytes);
    await refused(put(), 1, `${segment} is damaged`);
    expect(readdirSync(restored)).toEqual([]);
    rmSync(join(backup, segment));
    await refused(put(), 1, `${segment} is missing`);
  });

  test("restore: a directory in use", async () => {
    await refused(["restore", "--from", root, "--data", data], 1, "holds no manifest.json");
    expect((await mutuel(...taken())).code).toBe(0);
    const over = await mutuel("restore", "--from", backup, "--data", data);
    expect(over.code).toBe(1);
    expect(over.err).toContain("a new or empty directory is accepted");
  });

  async function refused(args: string[], code: number, why: string): Promise<void> {
    const said = await mutuel(...args);
    expect([said.code, said.out]).toEqual([code, ""]);
    expect(said.err).toContain(why);
  }
});

/** Every file with its bytes. */
function filesOf(directory: string): string[] {
  return readdirSync(directory)
    .sort()
    .map((name) => `${name} ${Bun.hash(readFileSync(join(directory, name)))}`);
}
