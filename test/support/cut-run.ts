// One run: players somewhere (in this process, in Node, in a browser) whose lines are cut until it is
// enough; then everything each of them believes is held against a fresh connection.
import { expect } from "bun:test";
import { connect } from "../../client/src/index.ts";
import type { RunningServer } from "../../src/compose.ts";
import { openGame, signUp, startTestServer } from "../e2e/server-fixture.ts";
import { CutMatch, betFaults, differences, fuseBy, truthFor } from "./cut-match.ts";
import { type PlayerOrder, type PlayerReport, randomBy } from "./cut-player.ts";
import { CutProxy } from "./cut-proxy.ts";

/** Where the players are. */
export type CutPlayers = {
  /** Resolves once all they have under way is answered. */
  readonly rest: () => Promise<void>;
  readonly reports: () => Promise<readonly PlayerReport[]>;
  readonly close: () => Promise<void> | void;
};

export type CutPlan = {
  readonly cuts: number;
  readonly players: number;
  readonly seed: number;
  readonly start: (orders: readonly PlayerOrder[]) => Promise<CutPlayers>;
};

const AGREE_MS = 10_000;

export async function runCuts({ cuts, players: count, seed, start }: CutPlan): Promise<void> {
  const server = await startTestServer({
    limits: [
      { name: "handshakesPerMinute", value: 0 },
      { name: "distributionIntervalMs", value: 20 },
      // Few, so that some come back too late for them and are given the present state.
      { name: "historyMessages", value: 12 },
    ],
  });
  const proxy = await CutProxy.before(server.url);
  const random = randomBy(seed);
  const stage = await openGame(server);
  const { id, key } = stage.developer;
  const provider = connect({ url: server.url, credentials: { id, key } });
  const match = new CutMatch(provider, stage.gameId, random);
  const people = await Promise.all(Array.from({ length: count }, () => signUp(server)));
  const enough = Promise.withResolvers<void>();
  proxy.onBlown = () => {
    if (proxy.cuts >= cuts) enough.resolve();
  };
  const orders = people.map((person, place) => ({
    url: proxy.url,
    id: person.id,
    key: person.key,
    gameId: stage.gameId,
    seed: seed + place,
  }));
  const players = await start(orders);
  proxy.nextFuse = () => fuseBy(random);
  proxy.cutAll();
  const playing = match.play();
  try {
    await Promise.race([enough.promise, playing]);
    // Lines that have fallen silent are left to be noticed.
    proxy.nextFuse = () => null;
    match.stop();
    await playing;
    await players.rest();
    const truths = await Promise.all(
      people.map((person) => truthFor(server, person, stage.gameId)),
    );
    const reports = await agreed(players, (report, place) => {
      const truth = truths[place];
      return truth === undefined ? ["no truth"] : differences(report.view, truth);
    });
    const faults = reports.flatMap((report, place) => {
      const truth = truths[place];
      if (truth === undefined) return ["no truth"];
      const inLog = betsOf(server, orders[place]?.id ?? 0);
      const found = [...differences(report.view, truth), ...betFaults(report, inLog)];
      return found.map((fault) => `player ${place}: ${fault}`);
    });
    console.log(summary(seed, proxy, match, reports));
    expect(faults).toEqual([]);
    expect(reports.reduce((sum, { betIds }) => sum + betIds.length, 0)).toBeGreaterThan(0);
  } finally {
    match.stop();
    // A socket that was given up in silence would keep its process until the line ends.
    proxy.cutAll();
    await players.close();
    provider.close();
    await proxy.close();
    await server.stop();
  }
}

/** The last distribution may be on its way: asks until there are no differences, or time is up. */
async function agreed(
  players: CutPlayers,
  differencesOf: (report: PlayerReport, place: number) => string[],
): Promise<readonly PlayerReport[]> {
  const deadlineMs = performance.now() + AGREE_MS;
  for (;;) {
    const reports = await players.reports();
    const isAgreed = reports.every((report, place) => differencesOf(report, place).length === 0);
    if (isAgreed || performance.now() > deadlineMs) return reports;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/** In all pools, resolved ones too. */
function betsOf(server: RunningServer, userId: number): number {
  let count = 0;
  for (const pool of server.state.pools) {
    if (pool === undefined) continue;
    const { bets } = pool;
    for (let index = 0; index < bets.count; index++) {
      if (bets.userAt(index) === userId) count++;
    }
  }
  return count;
}

function summary(
  seed: number,
  { blown }: CutProxy,
  { events }: CutMatch,
  reports: readonly PlayerReport[],
): string {
  const sum = (of: (report: PlayerReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return (
    `seed ${seed}: ${blown.cut} cuts, ${blown.silence} silences, ` +
    `${sum(({ connections }) => connections)} connections, ${sum(({ betIds }) => betIds.length)} bets, ` +
    `${events} events, seq ${reports[0]?.view.seq}, ${sum(({ resyncs }) => resyncs)} resyncs`
  );
}
