// The archive of the real server on disk: killed while it is written, audited, tampered with, lost, and
// made anew by `mutuel rebuild`.
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARCHIVE_FILE } from "../../src/archive/archive-database.ts";
import { dumpOfFile } from "../../src/archive/archive-dump-fixture.ts";
import { signUpAt, WireClient, type WirePlayer } from "../support/wire-client.ts";
import { endLeftovers, runMutuel, serve, type ServerProcess } from "../support/wire-process.ts";

const BETS = 9_000;

let data = "";
let owner: WirePlayer;
let player: WirePlayer;
let gameId = "";
let archivePath = "";

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "mutuel-archive-"));
  archivePath = join(data, ARCHIVE_FILE);
});
afterEach(async () => {
  await endLeftovers();
  rmSync(data, { recursive: true, force: true });
});

function start(): Promise<ServerProcess> {
  const limits = ["--limit", "messagesPerSecond=0", "--log-level", "error"];
  return serve(data, "--keep-closed-s", "0", "--snapshot-every", "0", ...limits);
}

/** A game with one pool of many bets. */
async function playTo(server: ServerProcess): Promise<WireClient> {
  owner = await signUpAt(server.url, "provider");
  player = await signUpAt(server.url, "player");
  const provider = await WireClient.as(server.url, owner);
  const source = await provider.ask({ op: 365, source_name: "league" });
  const game = await provider.ask({
    op: 370,
    source_id: source["source_id"],
    game_name: "Argentina - France",
    type: "football",
    actions: ["goal"],
    targets: ["argentina", "france"],
  });
  gameId = String(game["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  const targets = "argentina,france";
  const pool = await provider.ask({ op: 385, game_id: gameId, action: "goal", targets });
  const poolId = pool["pool_id"];
  const bettor = await WireClient.as(server.url, player);
  for (let bet = 1; bet < BETS; bet++) {
    const target = bet % 3 === 0 ? "argentina" : "france";
    bettor.send({ op: 392, pool_id: poolId, target, amount: "0.05" });
  }
  const last = { op: 392, pool_id: poolId, target: "france", amount: "0.05" };
  expect(await bettor.ask(last)).toMatchObject({ res: 356 });
  await bettor.close();
  return provider;
}

/** The player's 390, once it comes from the archive. */
async function archivedPools(server: ServerProcess): Promise<unknown> {
  const client = await WireClient.as(server.url, player);
  for (;;) {
    const answer = await client.ask({ op: 390, game_id: gameId });
    if (answer.res !== 355 || "as_of_seq" in answer) return answer;
  }
}

async function settle(provider: WireClient): Promise<void> {
  await provider.ask({ op: 395, game_id: gameId, action: "goal", target: "argentina" });
  await provider.ask({ op: 375, game_id: gameId });
}

function poolsOf(path: string): number {
  return dumpOfFile(path).pools.length;
}

test("ARC-2, ARC-7 killed while it is written, the archive is whole after a restart, as audit and rebuild show", async () => {
  let server = await start();
  await settle(await playTo(server));
  expect(await server.end("SIGKILL")).not.toBe(0);
  server = await start();
  expect(await archivedPools(server)).toMatchObject({ res: 355 });
  const beside = await runMutuel("rebuild", "--data", data);
  expect(beside.code).toBe(1);
  expect(beside.stderr).toContain("is in use by another server");
  const running = await runMutuel("audit", "--data", data);
  expect(running.stdout).toContain(`1 resolved pools with ${BETS} bets`);
  expect(running.code).toBe(0);
  expect(await server.end("SIGTERM")).toBe(0);
  const live = dumpOfFile(archivePath);
  expect(live.bets.length).toBe(BETS);
  const rebuilt = await runMutuel("rebuild", "--data", data);
  expect(rebuilt).toMatchObject({ code: 0 });
  expect(rebuilt.stdout).toContain("archive rebuilt: 1 resolved pools, 1 closed games");
  expect(dumpOfFile(archivePath)).toEqual(live);
  const names = readdirSync(data).filter((name) => name.startsWith(ARCHIVE_FILE));
  expect(names).toEqual([ARCHIVE_FILE]);
}, 60_000);

test("ARC-8 an audit finds a changed, a missing and a doubled row", async () => {
  const server = await start();
  await settle(await playTo(server));
  await archivedPools(server);
  await server.end("SIGTERM");
  const changes: [string, string][] = [
    [
      "UPDATE bets SET paid_minor = paid_minor + 1 WHERE seq = (SELECT min(seq) FROM bets)",
      "bet 0 ",
    ],
    ["DELETE FROM bets WHERE seq = (SELECT max(seq) FROM bets)", `bet ${BETS - 1} `],
    ["DELETE FROM pools", "the resolved pool"],
    ["UPDATE cursor SET as_of_seq = 99999", "opened before the log"],
  ];
  for (const [sql, found] of changes) {
    const database = new Database(archivePath);
    database.run(sql);
    database.close();
    const { code, stdout } = await runMutuel("audit", "--data", data);
    expect(code).toBe(1);
    expect(stdout).toContain(found);
    expect((await runMutuel("rebuild", "--data", data)).code).toBe(0);
  }
  expect((await runMutuel("audit", "--data", data)).code).toBe(0);
}, 60_000);

test("ARC-9 without its archive the server takes bets and says what can't be looked up", async () => {
  let server = await start();
  await settle(await playTo(server));
  await archivedPools(server);
  await server.end("SIGTERM");
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${archivePath}${suffix}`, { force: true });
  server = await start();
  expect(await archivedPools(server)).toMatchObject({ res: 666, code: "ARCHIVE_UNAVAILABLE" });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain("mutuel_archive_up 0");
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.end("SIGTERM");
  expect((await runMutuel("rebuild", "--data", data)).code).toBe(0);
  expect(poolsOf(archivePath)).toBe(1);
  server = await start();
  expect(await archivedPools(server)).toMatchObject({ res: 355 });
  await server.end("SIGTERM");
}, 60_000);

test("ARC-7 rebuild refuses what is no log, and options it does not know", async () => {
  const none = await runMutuel("rebuild", "--data", data);
  expect(none).toMatchObject({ code: 1 });
  expect(none.stderr).toContain("it is no log");
  expect(readdirSync(data)).toEqual([]);
  expect((await runMutuel("rebuild", "--fast")).code).toBe(2);
  expect((await runMutuel("rebuild", "--help")).stdout).toContain("--data DIR");
});

test("ARC-10 an archive that knows more than the log stops the start", async () => {
  const server = await start();
  await settle(await playTo(server));
  await archivedPools(server);
  await server.end("SIGTERM");
  const database = new Database(archivePath);
  database.run("UPDATE cursor SET as_of_seq = 99999");
  database.close();
  const { code, stderr } = await runMutuel("serve", "--data", data, "--port", "0");
  expect(code).toBe(1);
  expect(stderr).toContain("the archive knows of seq 99999");
}, 60_000);
