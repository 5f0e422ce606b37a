// One match in which every kind of fact comes up that any release writes. The golden log is made of it.
import { type FactKind } from "../../src/engine/fact.ts";
import { decodeFact } from "../../src/engine/fact-codec.ts";
import type { GameId, SourceId } from "../../src/engine/ids.ts";
import type { Pool } from "../../src/engine/state.ts";
import { ANN, BEN, CLEO, DAN, OWNER, decimal } from "./engine-commands.ts";
import { EngineWorld } from "./engine-world.ts";
import { playPlatforms } from "./hub-match.ts";

export function playMatch(): EngineWorld {
  const world = new EngineWorld({ resultDelayMs: 5_000, takeoutBps: 250 });
  world.system({ kind: "start-server", version: "0.1.0", configuration: "takeoutBps=250" });
  world.operator({ kind: "confirm-clock" });
  world.operator({ kind: "set-role", userId: OWNER, role: "developer", grant: "give" });
  world.deposit(ANN, "KWD", "50.125");
  const sourceId = world.newSource();
  world.operator({ kind: "rotate-source-secret", sourceId });
  playPlatforms(world);
  playDon(world, sourceId);
  const { gameId } = playDinars(world, sourceId);
  world.system({ kind: "archive-game", gameId });
  world.does(OWNER, { kind: "close-source", sourceId });
  return world;
}

/** A game opened later, with events, blocks, late bets and a pool opened again and again. */
function playDon(world: EngineWorld, sourceId: SourceId): void {
  const openAtMs = world.nowMs + 10_000;
  const game = world.newGame({ mode: "upcoming", openAtMs }, sourceId);
  const { gameId } = game;
  const more = { actions: ["Foul"], targets: ["Brazil:11"] };
  world.does(OWNER, { kind: "open-game", gameId, ...more });
  world.pass(10_000);
  const imageUrl = "https://me.example/a.png";
  world.does(OWNER, { kind: "update-game", gameId, actions: [], targets: ["Peru"], imageUrl });
  world.does(OWNER, { kind: "appoint-game-admin", gameId, userId: DAN });
  const next = world.newPool(gameId, { recreateOnEnd: true });
  world.bet(ANN, next, "argentina", "10.01", { clientBetId: "a-1" });
  world.bet(BEN, next, "brazil", "7.50");
  world.bet(CLEO, next, "none", "3");
  world.pass(2_000);
  const happenedAtMs = world.nowMs - 500;
  world.bet(BEN, next, "argentina", "100", { clientBetId: 'late "é"' });
  world.event(gameId, "argentina:10", { happenedAtMs, clientEventId: "e1" });
  const again = pool(world, -1);
  const { poolId } = again;
  const action = "goal";
  // Blocks first: one that takes effect ends older plans to allow.
  world.does(OWNER, { kind: "block-pool", poolId, atMs: world.nowMs + 100 });
  world.does(OWNER, { kind: "block-action", gameId, action, atMs: world.nowMs + 300 });
  world.pass(200);
  world.does(OWNER, { kind: "allow-pool", poolId, atMs: world.nowMs + 50 });
  world.pass(200);
  world.does(OWNER, { kind: "allow-action", gameId, action, atMs: world.nowMs + 100 });
  world.pass(200);
  const timed = world.newPool(gameId, {
    type: 2,
    finishAtMs: world.nowMs + 1_000,
    stopAtMs: world.nowMs + 800,
    takeoutBps: 5_000,
  });
  world.bet(ANN, timed, "brazil", "1");
  const asked = world.newPool(gameId, { type: 4, finishAtMs: world.nowMs + 1_000, manual: true });
  world.bet(CLEO, asked, "yes", "12");
  world.bet(BEN, asked, "no", "12");
  world.pass(10_000);
  world.event(gameId, "yes", { action: asked.action });
  const lost = world.newPool(gameId);
  world.bet(ANN, lost, "brazil", "5");
  world.does(OWNER, { kind: "void-pool", poolId: lost.poolId, reason: "asked by mistake" });
}

/** A game in a currency of three decimals, left to its closing time. */
function playDinars(world: EngineWorld, sourceId: SourceId): { gameId: GameId } {
  const closeAtMs = world.nowMs + 60_000;
  const { gameId } = world.newGame({ currency: "KWD", closeAtMs, name: "1 - 2" }, sourceId);
  const scope = { kind: "game", gameId } as const;
  world.operator({ kind: "limit-stakes", gameId, minStake: decimal("0.005"), maxStake: null });
  const open = world.newPool(gameId, { type: 3, targets: ["Heads", "Tails"] });
  const automatic = world.newPool(gameId, { targets: ["chile"] });
  world.bet(ANN, open, "heads", "0.125");
  world.bet(ANN, automatic, "chile", "1.001");
  world.operator({ kind: "suspend-betting", scope, reason: "picture lost" });
  world.operator({ kind: "resume-betting", scope });
  world.pass(60_000);
  world.event(gameId, "heads", { action: open.action });
  return { gameId };
}

function pool(world: EngineWorld, place: number): Pool {
  const found = world.state.pools.at(place);
  if (found === undefined) throw new Error("no pool yet");
  return found;
}

export function kindsIn(lines: readonly string[]): Set<FactKind> {
  return new Set(lines.map((line) => decodeFact(line).kind));
}
