// A process writes to a database as fast as it can, cuts its write-ahead log as an erasure does, and
// ends at once where anybody is in its way. Copies are taken meanwhile.
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyDatabase } from "./copy-database.ts";

let directory = "";
let source = "";
let writer: Bun.Subprocess<"pipe", "pipe", "inherit"> | null = null;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-copy-"));
  source = join(directory, "source.sqlite");
});
afterEach(async () => {
  writer?.kill("SIGKILL");
  await writer?.exited;
  writer = null;
  rmSync(directory, { recursive: true, force: true });
});

/** Two tables that are equal after every commit, and enough pages to make a checkpoint long. */
const WRITER = `
  import { Database } from "bun:sqlite";
  const database = new Database(process.argv[1], { create: true });
  database.run("PRAGMA journal_mode = WAL");
  database.run("PRAGMA wal_autocheckpoint = 40");
  database.run("PRAGMA secure_delete = ON");
  database.run("CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER, filler BLOB)");
  database.run("CREATE TABLE b (id INTEGER PRIMARY KEY, n INTEGER, filler BLOB)");
  let commits = 0;
  const write = database.transaction(() => {
    commits++;
    for (const table of ["a", "b"]) {
      const row = [commits % 200, commits, "x".repeat((commits * 131) % 3000)];
      database.run(\`INSERT OR REPLACE INTO \${table} VALUES (?, ?, ?)\`, row);
    }
  });
  function work() {
    for (let i = 0; i < 50; i++) write();
    if (commits % 100 === 0) {
      const cut = database.query("PRAGMA wal_checkpoint(TRUNCATE)").get();
      if (cut.busy !== 0) throw new Error("somebody reads the write-ahead log");
    }
    setImmediate(work);
  }
  for (let i = 0; i < 300; i++) write();
  process.stdin.once("data", () => { process.stdout.write(commits + " commits\\n"); process.exit(0); });
  process.stdout.write("at work\\n");
  work();
`;

/** Sum of all that was written, the same in both tables. */
function commitsIn(path: string): number {
  const database = new Database(path, { readonly: true });
  const of = (table: string): unknown[] =>
    database.query(`SELECT id, n, length(filler) FROM ${table} ORDER BY id`).values();
  expect(of("a")).toEqual(of("b"));
  const row = database.query<{ n: number }, []>("SELECT max(n) AS n FROM a").get();
  database.close();
  return row?.n ?? 0;
}

test("BAK-2 a copy taken while the server writes is whole, and nobody is in the server's way", async () => {
  const child = Bun.spawn([process.execPath, "-e", WRITER, source], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  writer = child;
  const output = child.stdout.getReader();
  await output.read();
  let before = 0;
  for (let copy = 0; copy < 25; copy++) {
    const target = join(directory, `copy${copy}.sqlite`);
    copyDatabase(source, target);
    const commits = commitsIn(target);
    expect(commits).toBeGreaterThanOrEqual(before);
    before = commits;
  }
  expect(before).toBeGreaterThan(300);
  expect(readdirSync(directory).filter((name) => /^copy.*-(wal|shm|journal)$/.test(name))).toEqual(
    [],
  );
  await child.stdin.write("stop\n");
  await child.stdin.end();
  expect(await child.exited).toBe(0);
});

test("what a killed server left behind is copied with its write-ahead log", () => {
  const database = new Database(source, { create: true });
  database.run("PRAGMA journal_mode = WAL");
  database.run("CREATE TABLE users (id INTEGER)");
  database.run("INSERT INTO users VALUES (7)");
  // Not closed: the row is in the log only.
  const target = join(directory, "copy.sqlite");
  copyDatabase(source, target);
  const copy = new Database(target, { readonly: true });
  expect(copy.query("SELECT id FROM users").values()).toEqual([[7]]);
  copy.close();
  database.close();
});

test("a damaged database is not passed off as a copy", () => {
  const database = new Database(source, { create: true });
  database.run("CREATE TABLE users (id INTEGER, filler BLOB)");
  for (let id = 0; id < 200; id++)
    database.run("INSERT INTO users VALUES (?, zeroblob(900))", [id]);
  database.close();
  const bytes = readFileSync(source);
  bytes.fill(0xff, 3 * 4096, 4 * 4096);
  writeFileSync(source, bytes);
  expect(() => copyDatabase(source, join(directory, "copy.sqlite"))).toThrow();
});
