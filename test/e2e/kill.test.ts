// The real server, killed again and again in the middle of its work: what it has confirmed stays, what
// it has not can be asked for again, and nothing is there twice.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BetPlaced } from "../../src/engine/fact.ts";
import { readLog } from "../../src/log/read-log.ts";
import { factsOf } from "../../src/sequencer/replay.ts";
import { type BetRecord, WireBettor } from "../support/wire-bettor.ts";
import { signUpAt, WireClient, type WirePlayer } from "../support/wire-client.ts";
import { endLeftovers, runMutuel, serve, type ServerProcess } from "../support/wire-process.ts";

const KILLS = 20;
const BETTORS = 4;

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "mutuel-kill-"));
});
afterEach(async () => {
  await endLeftovers();
  rmSync(data, { recursive: true, force: true });
});

function start(): Promise<ServerProcess> {
  return serve(data, "--limit", "messagesPerSecond=0", "--log-level", "fatal");
}

test(`INV-5, SEQ-7 no confirmed bet is missing and none is doubled after ${KILLS} kills under load`, async () => {
  const show = await openShow();
  let server = show.server;
  for (let kill = 1; kill <= KILLS; kill++) {
    // Of different sizes, so that the end falls into different moments.
    await show.playAndKill(server, kill, 50 + ((kill * 97) % 500));
    server = await start();
    await show.catchUp(server, kill);
  }
  await show.repeatConfirmed();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(show.bettors.flatMap(({ contradictions }) => contradictions)).toEqual([]);
  const bets = show.bettors.flatMap((bettor) => bettor.bets.map((bet) => ({ bettor, bet })));
  const inLog = betsInLog();
  const wrong: string[] = [];
  const told = new Map<string, number>();
  for (const { bettor, bet } of bets) {
    const times = inLog.get(keyOf(bettor.player.id, bet.clientBetId)) ?? 0;
    const expected = bet.outcome !== null && "betId" in bet.outcome ? 1 : 0;
    if (bet.outcome === null || times !== expected) wrong.push(`${describe(bet)}: ${times} times`);
    const outcome = bet.outcome === null || "betId" in bet.outcome ? "placed" : bet.outcome.refused;
    told.set(outcome, (told.get(outcome) ?? 0) + 1);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect([...told.keys()].sort()).toEqual(["POOL_CLOSED", "placed"]);
  expect([...inLog.values()].reduce((sum, times) => sum + times, 0)).toBe(told.get("placed") ?? 0);
  expect(show.found).toBeGreaterThan(0);
  const audit = await runMutuel("audit", "--data", data);
  expect(audit).toMatchObject({ code: 0 });
}, 60_000);

function describe({ clientBetId, outcome }: BetRecord): string {
  return `${clientBetId} (${JSON.stringify(outcome)})`;
}

/** Signs everybody up and opens the game; after that only kills end a server. */
async function openShow(): Promise<Show> {
  const server = await start();
  const bettors: WireBettor[] = [];
  for (let number = 1; number <= BETTORS; number++) {
    bettors.push(new WireBettor(await signUpAt(server.url, `bettor${number}`)));
  }
  const owner = await signUpAt(server.url, "provider");
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
  const gameId = String(game["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  for (const bettor of bettors) await bettor.connect(server.url);
  return new Show({ server, bettors, owner, provider, gameId });
}

type ShowParts = {
  readonly server: ServerProcess;
  readonly bettors: readonly WireBettor[];
  readonly owner: WirePlayer;
  readonly provider: WireClient;
  readonly gameId: string;
};

class Show {
  readonly server: ServerProcess;
  readonly bettors: readonly WireBettor[];
  /** Bets without an answer that turned out to have been placed. */
  found = 0;
  readonly #owner: WirePlayer;
  readonly #gameId: string;
  #provider: WireClient;

  constructor({ server, bettors, owner, provider, gameId }: ShowParts) {
    this.server = server;
    this.bettors = bettors;
    this.#owner = owner;
    this.#provider = provider;
    this.#gameId = gameId;
  }

  /** Everybody bets; every other time a goal falls shortly before the end. */
  async playAndKill(server: ServerProcess, kill: number, answers: number): Promise<void> {
    const pool = await this.#provider.ask({
      op: 385,
      game_id: this.#gameId,
      action: "goal",
      targets: "argentina,france",
    });
    const goalAfter = kill % 2 === 0 ? Math.max(1, answers - ((kill * 13) % 160)) : Infinity;
    const reached = Promise.withResolvers<void>();
    let count = 0;
    const onAnswer = (): void => {
      count++;
      if (count === goalAfter) this.#provider.send(this.#goal(kill));
      if (count === answers) reached.resolve();
    };
    const playing = this.bettors.map((bettor) => bettor.betOn(String(pool["pool_id"]), onAnswer));
    await reached.promise;
    await server.end("SIGKILL");
    await Promise.all([...playing, this.#provider.closed]);
  }

  /** Connects to the next server; what had no answer is asked for again. */
  async catchUp({ url }: ServerProcess, kill: number): Promise<void> {
    this.#provider = await WireClient.as(url, this.#owner);
    for (const bettor of this.bettors) await bettor.connect(url);
    const repeating = this.bettors.map((bettor) => bettor.repeat(bettor.unanswered));
    for (const answer of (await Promise.all(repeating)).flat()) {
      if (answer["idempotent"] === true) this.found++;
    }
    const told = await this.#provider.ask(this.#goal(kill));
    expect(told.res).toBe(366);
  }

  /** Bets that were confirmed long ago are confirmed again, as the same. */
  async repeatConfirmed(): Promise<void> {
    for (const bettor of this.bettors) {
      const some = bettor.bets.filter(({ outcome }, at) => {
        return at % 10 === 0 && outcome !== null && "betId" in outcome;
      });
      const answers = await bettor.repeat(some);
      const others = answers.filter((answer) => answer["idempotent"] !== true);
      expect(others.map(({ text }) => text).slice(0, 5)).toEqual([]);
    }
  }

  #goal(kill: number): object {
    const clientEventId = `goal-${kill}`;
    const event = { action: "goal", target: "france", client_event_id: clientEventId };
    return { op: 395, game_id: this.#gameId, ...event };
  }
}

/** How often each bet stands in the log. */
function betsInLog(): Map<string, number> {
  const times = new Map<string, number>();
  for (const batch of readLog(data).read(1)) {
    const placed = factsOf(batch).filter((fact): fact is BetPlaced => fact.kind === "BetPlaced");
    for (const { userId, clientBetId } of placed) {
      const key = keyOf(userId, clientBetId ?? "");
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  return times;
}

function keyOf(userId: number, clientBetId: string): string {
  return `${userId} ${clientBetId}`;
}
