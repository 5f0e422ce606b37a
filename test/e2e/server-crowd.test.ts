// A pool with too many participants to list. Three of them sign up; the thousand others are written
// into the log while the server is down, so that nobody has to sign them up.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "../../src/engine/command.ts";
import type { GameId, Seed, UserId } from "../../src/engine/ids.ts";
import { DEFAULT_RULES } from "../../src/engine/rules.ts";
import type { State } from "../../src/engine/state.ts";
import { openLog } from "../../src/log/open-log.ts";
import { readDecimal } from "../../src/money/amount.ts";
import { systemClock } from "../../src/ops/clock.ts";
import { systemScheduler } from "../../src/ops/scheduler.ts";
import { replay } from "../../src/sequencer/replay.ts";
import { DEFAULT_QUEUE_LIMITS, Sequencer } from "../../src/sequencer/sequencer.ts";
import { signUp, startTestServer, TestClient } from "./server-fixture.ts";

const PROVIDER = 1 as UserId;
const BETTORS = 1_001;

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-crowd-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function addCrowd(directory: string): Promise<GameId> {
  const log = await openLog(directory, { segmentBytes: 1_048_576 });
  const state = replay(log);
  const fail = (error: unknown): never => {
    throw error;
  };
  let seeds = 0;
  const sequencer = new Sequencer({
    log,
    state,
    rules: { ...DEFAULT_RULES, developers: "open" },
    clock: systemClock,
    scheduler: systemScheduler,
    newSeed: () => String(++seeds).padStart(32, "0") as Seed,
    onFatal: fail,
    onAlarm: fail,
    queue: DEFAULT_QUEUE_LIMITS,
  });
  const submit = (command: Command, userId: UserId | null = PROVIDER): void => {
    const actor = userId === null ? { kind: "system" as const } : { kind: "user" as const, userId };
    const outcome = sequencer.submit(command, actor, null);
    if (outcome.kind === "refused") throw new Error(`${command.kind}: ${outcome.text}`);
  };
  for (let id = 4; id <= BETTORS + 1; id++) {
    submit({ kind: "open-account", userId: id as UserId, country: null }, null);
  }
  const gameId = openPool(state, submit);
  const pool = state.pools[0];
  const amount = readDecimal("1");
  if (pool === undefined || amount === null) throw new Error("no pool");
  for (let id = 2; id <= BETTORS + 1; id++) {
    const target = id === 2 ? "france" : "argentina";
    const { poolId } = pool;
    const terms = { clientBetId: null, expectedPoolVersion: null };
    submit({ kind: "place-bet", poolId, target, amount, ...terms }, id as UserId);
  }
  await sequencer.stop();
  await log.close();
  return gameId;
}

function openPool(state: State, submit: (command: Command) => void): GameId {
  submit({ kind: "open-source", name: "league", description: null });
  const sourceId = [...state.sources.keys()][0];
  if (sourceId === undefined) throw new Error("no source");
  const times = { openAtMs: null, closeAtMs: null, liveStartAtMs: null, liveFinishAtMs: null };
  const details = { name: "A - F", type: "football", currency: "DON", ...times };
  const lists = { actions: ["goal"], targets: ["argentina", "france"] };
  const looks = { hashtag: null, imageUrl: null };
  const all = { ...details, ...lists, ...looks };
  submit({ kind: "create-game", sourceId, mode: "opening", details: all });
  const gameId = [...state.games.keys()][0];
  if (gameId === undefined) throw new Error("no game");
  submit({ kind: "become-game-admin", gameId });
  const terms = { finishAtMs: null, stopAtMs: null, recreateOnEnd: false, manual: false };
  submit({
    kind: "create-pool",
    gameId,
    type: 1,
    action: "goal",
    targets: lists.targets,
    description: "next goal",
    takeoutBps: null,
    ...terms,
  });
  return gameId;
}

test("SET-11 over 1,000 participants: a short result for all, and their own for those connected", async () => {
  const configuration = { data: { kind: "directory", path: directory } } as const;
  const first = await startTestServer({ configuration });
  // Ids are given in order: the provider, a winner and a loser.
  const people = [await signUp(first), await signUp(first), await signUp(first)];
  await first.stop();
  const gameId = await addCrowd(directory);
  const server = await startTestServer({ configuration });
  const [provider, winner, loser] = await Promise.all(
    people.map((person) => TestClient.as(server, person)),
  );
  if (provider === undefined || winner === undefined || loser === undefined) throw new Error();
  provider.send({ op: 395, game_id: gameId, action: "goal", target: "france" });
  expect(await provider.until(362)).toMatchObject({
    truncated: true,
    winner_count: 1,
    loser_count: BETTORS - 1,
    total_paid: BETTORS,
  });
  expect(await winner.until(362)).toMatchObject({ personal: true, winners: { "2": BETTORS } });
  expect(await winner.until(815)).toMatchObject({ current_balance: 1000 + BETTORS - 1 });
  expect(await loser.until(362)).toMatchObject({ personal: true, winners: {}, losers: [3] });
  expect(await loser.until(815)).toMatchObject({ current_balance: 999 });
  await server.stop();
});
