// A pool with too many participants to list. Its log is written beforehand, so that nobody has to sign
// up a thousand players.
import { expect, test } from "bun:test";
import type { Command } from "../../src/engine/command.ts";
import type { GameId, Seed, UserId } from "../../src/engine/ids.ts";
import { DEFAULT_RULES } from "../../src/engine/rules.ts";
import { newState, type State } from "../../src/engine/state.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { readDecimal } from "../../src/money/amount.ts";
import { systemClock } from "../../src/ops/clock.ts";
import { systemScheduler } from "../../src/ops/scheduler.ts";
import { DEFAULT_QUEUE_LIMITS, Sequencer } from "../../src/sequencer/sequencer.ts";
import { signUp, startTestServer, TestClient } from "./server-fixture.ts";

const PROVIDER = 1 as UserId;
const BETTORS = 1_001;

type Crowd = { readonly log: MemoryLog; readonly state: State; readonly gameId: GameId };

async function crowd(): Promise<Crowd> {
  const [log, state] = [new MemoryLog(), newState()];
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
  submit({ kind: "start-deployment", deploymentId: "crowd", betIdKey: "key" }, null);
  for (let id = 1; id <= BETTORS + 1; id++) {
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
  return { log, state, gameId };
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

test("over 1,000 participants: a short result for all, and their own for those connected", async () => {
  const { log, gameId } = await crowd();
  const server = await startTestServer({ overrides: { log } });
  // Ids are given in order, so these three are the provider, a winner and a loser of the log.
  const provider = await TestClient.as(server, await signUp(server));
  const winner = await TestClient.as(server, await signUp(server));
  const loser = await TestClient.as(server, await signUp(server));
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
