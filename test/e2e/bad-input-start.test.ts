// Directories and disks that a server can't start on: one clear line, an exit code that is not zero, and
// every byte of what was there is still there.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  cpSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCK_NAMES } from "../../src/log/lock-names.ts";
import { signUpAt, WireClient } from "../support/wire-client.ts";
import {
  type Ended,
  endLeftovers,
  runMutuel,
  runMutuelOnFullDisk,
  serve,
} from "../support/wire-process.ts";

let root = "";
/** What a server has left after some work; never used itself. */
let template = "";
let data = "";
let place = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "mutuel-bad-start-"));
  template = join(root, "template");
  const server = await serve(template);
  const client = await WireClient.as(server.url, await signUpAt(server.url, "anna"));
  for (const name of ["one", "two", "three"]) await client.ask({ op: 365, source_name: name });
  expect(await server.end("SIGTERM")).toBe(0);
});
beforeEach(() => {
  data = join(root, `data${++place}`);
});
afterEach(async () => {
  await endLeftovers();
  rmSync(data, { recursive: true, force: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function useTemplate(): void {
  cpSync(template, data, { recursive: true });
}

function start(): Promise<Ended> {
  return runMutuel("serve", "--port", "0", "--data", data);
}

/** One line that says all of this, and nothing on standard output. */
function expectRefusal(ended: Ended, ...says: readonly string[]): void {
  expect(ended.stdout).toBe("");
  expect(ended.stderr).toMatch(/^mutuel serve: [^\n]+\n$/);
  for (const part of says) expect(ended.stderr).toContain(part);
  expect(ended.code).toBe(1);
}

/** SHA-256 of each file but those of the lock. */
function filesOf(directory: string): Record<string, string> {
  const names = readdirSync(directory).filter((name) => !LOCK_NAMES.has(name));
  return Object.fromEntries(
    names.sort().map((name) => {
      const content = readFileSync(join(directory, name));
      return [name, createHash("sha256").update(content).digest("hex")];
    }),
  );
}

async function refusesAndKeeps(...says: readonly string[]): Promise<void> {
  const before = filesOf(data);
  expectRefusal(await start(), data, ...says);
  expect(filesOf(data)).toEqual(before);
}

/** The sources that the template's owner opened are all there. */
async function startsWithEverything(): Promise<void> {
  const server = await serve(data);
  const answer = await fetch(`${server.url}/r/login/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "anna", password: "correct horse" }),
  });
  const { id, user_session_key: key } = (await answer.json()) as {
    id: number;
    user_session_key: string;
  };
  const client = await WireClient.as(server.url, { id, username: "anna", key });
  expect(await client.ask({ op: 611 })).toMatchObject({
    sources: [{ name: "one" }, { name: "two" }, { name: "three" }],
  });
  expect(await server.end("SIGTERM")).toBe(0);
}

function changeSuperblock(change: (fields: Record<string, unknown>) => object): void {
  const file = join(data, "log.json");
  const fields = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(change(fields)));
}

function segment(): string {
  const name = readdirSync(data).find((each) => each.endsWith(".segment"));
  if (name === undefined) throw new Error("no segment");
  return join(data, name);
}

/** Turns one bit round. */
function damage(file: string, offset: number): void {
  const byte = new Uint8Array(1);
  const handle = openSync(file, "r+");
  expect(fstatSync(handle).size).toBeGreaterThan(offset);
  readSync(handle, byte, 0, 1, offset);
  writeSync(
    handle,
    byte.map((value) => value ^ 1),
    0,
    1,
    offset,
  );
  closeSync(handle);
}

describe("a server does not start", () => {
  test("on a directory that is a file", async () => {
    writeFileSync(data, "a letter");
    expectRefusal(await start(), data, "directory");
    expect(readFileSync(data, "utf8")).toBe("a letter");
  });

  test("LOG-3 on a directory with other people's files", async () => {
    mkdirSync(data);
    writeFileSync(join(data, "thesis.txt"), "years of work");
    await refusesAndKeeps("thesis.txt", "empty directory");
    writeFileSync(join(data, "log.json"), '{"level":"info"}');
    await refusesAndKeeps("log.json");
  });

  test("LOG-10 on data of a newer release", async () => {
    useTemplate();
    changeSuperblock((fields) => ({ ...fields, format: 2 }));
    await refusesAndKeeps("format 2", "reads 1");
  });

  test("LOG-3 on a damaged log.json", async () => {
    useTemplate();
    changeSuperblock((fields) => ({ ...fields, epoch: 99 }));
    await refusesAndKeeps("log.json", "checksum");
  });

  test("LOG-3 on a segment with one bit turned round, and it says where", async () => {
    for (const offset of [0, 0x48, 0x90]) {
      useTemplate();
      damage(segment(), offset);
      await refusesAndKeeps(segment());
      rmSync(data, { recursive: true });
    }
  });

  test("LOG-7 on a log whose segment is gone", async () => {
    useTemplate();
    rmSync(segment());
    await refusesAndKeeps("lost");
  });

  test("LOG-7 on users without their log", async () => {
    useTemplate();
    rmSync(segment());
    rmSync(join(data, "log.json"));
    await refusesAndKeeps();
  });

  test("on a damaged file of users", async () => {
    useTemplate();
    writeFileSync(join(data, "identity.sqlite"), "this is no database at all".repeat(400));
    const before = filesOf(data);
    expectRefusal(await start(), join(data, "identity.sqlite"), "backup");
    const { "log.json": _, "heads.txt": __, ...after } = filesOf(data);
    expect(before).toMatchObject(after);
  });

  test("LOG-5 beside another server on the same directory, or on a port in use", async () => {
    useTemplate();
    const first = await serve(data);
    await refusesAndKeeps("in use");
    const { port } = new URL(first.url);
    const elsewhere = join(root, "elsewhere");
    const busy = await runMutuel("serve", "--port", port, "--data", elsewhere);
    expectRefusal(busy, `port ${port} on 127.0.0.1 is in use`);
    const again = await runMutuel("serve", "--port", port, "--data", elsewhere);
    expectRefusal(again, `port ${port} on 127.0.0.1 is in use`);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(await first.end("SIGTERM")).toBe(0);
    await startsWithEverything();
  });
});

describe("a full disk", () => {
  test("where files may not grow, a new directory is refused and an old one works on", async () => {
    const ended = await runMutuelOnFullDisk(64, "serve", "--port", "0", "--data", data);
    expectRefusal(ended, data, "EFBIG");
    rmSync(data, { recursive: true });
    useTemplate();
    await startsWithEverything();
  });

  const megabytes = (count: number): string => `size=${count}m`;
  const mount = (...args: string[]): boolean => {
    return spawnSync("mount", [...args, data], { stdio: "ignore" }).status === 0;
  };

  test("of its own: the start is refused, and once there is room it works", async () => {
    mkdirSync(data);
    if (!mount("-t", "tmpfs", "-o", megabytes(1), "tmpfs")) {
      console.log("skipped: only root can make a small disk here");
      return;
    }
    try {
      expectRefusal(await start(), data, "no space left", "Free space");
      expect(mount("-o", `remount,${megabytes(200)}`)).toBe(true);
      const server = await serve(data);
      await signUpAt(server.url, "anna");
      expect(await server.end("SIGTERM")).toBe(0);
    } finally {
      spawnSync("umount", [data]);
    }
  });

  test("of its own, filled since: what was there stays, and once there is room it works", async () => {
    mkdirSync(data);
    if (!mount("-t", "tmpfs", "-o", megabytes(200), "tmpfs")) {
      console.log("skipped: only root can make a small disk here");
      return;
    }
    try {
      useTemplate();
      spawnSync("dd", ["if=/dev/zero", `of=${join(data, "lock.pid")}`, "bs=64k"]);
      await refusesAndKeeps("full", "Free space");
      rmSync(join(data, "lock.pid"), { force: true });
      await startsWithEverything();
    } finally {
      spawnSync("umount", [data]);
    }
  });
});
