// The promise of the client: cut anywhere, it ends with what a fresh connection is told.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "../../client/src/index.ts";
import type { RunningServer } from "../../src/compose.ts";
import { openGame, signUp, startTestServer } from "../e2e/server-fixture.ts";
import { CutMatch, betFaults, differences, fuseBy, truthFor } from "../support/cut-match.ts";
import { CutPlayer, randomBy } from "../support/cut-player.ts";
import { CutProxy } from "../support/cut-proxy.ts";

const CUTS = Number(process.env["CUTS"] ?? 10_000);
const PLAYERS = 24;
const SEED = Number(process.env["SEED"] ?? 20_221_218);

let server: RunningServer;
let proxy: CutProxy;
beforeAll(async () => {
  server = await startTestServer({
    limits: [
      { name: "handshakesPerMinute", value: 0 },
      { name: "distributionIntervalMs", value: 20 },
      { name: "historyMessages", value: 12 },
    ],
  });
  proxy = await CutProxy.before(server.url);
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

test(`CLNT-1 cut at ${CUTS} random points, every view is what a fresh connection is told`, async () => {
  const random = randomBy(SEED);
  const stage = await openGame(server);
  const { id, key } = stage.developer;
  const provider = connect({ url: server.url, credentials: { id, key } });
  const match = new CutMatch(provider, stage.gameId, random);
  const people = await Promise.all(Array.from({ length: PLAYERS }, () => signUp(server)));
  const playing = match.play();
  const done = Promise.withResolvers<void>();
  proxy.nextFuse = () => fuseBy(random);
  proxy.onBlown = () => {
    if (proxy.cuts >= CUTS) done.resolve();
  };
  const players = people.map(({ id, key }, place) => {
    const order = { url: proxy.url, id, key, gameId: stage.gameId, seed: SEED + place };
    return new CutPlayer(order);
  });
  await Promise.race([done.promise, playing]);
  proxy.nextFuse = () => null;
  proxy.cutAll();
  match.stop();
  await playing;
  provider.close();
  await Promise.all(players.map((player) => player.rest()));
  const faults: string[] = [];
  for (const [place, player] of players.entries()) {
    const person = people[place];
    if (person === undefined) continue;
    const truth = await truthFor(server, person, stage.gameId);
    const deadlineMs = performance.now() + 5_000;
    while (differences(player.view, truth).length > 0 && performance.now() < deadlineMs) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
    const inLog = betsOf(person.id);
    const found = [...differences(player.view, truth), ...betFaults(player.report(), inLog)];
    faults.push(...found.map((fault) => `player ${person.id}: ${fault}`));
    player.close();
  }
  const reports = players.map((player) => player.report());
  const sum = (of: (report: (typeof reports)[number]) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  console.log(
    `seed ${SEED}: ${proxy.blown.cut} cuts, ${proxy.blown.silence} silences, ` +
      `${sum(({ connections }) => connections)} connections, ${sum(({ betIds }) => betIds.length)} bets, ` +
      `${match.events} events, seq ${reports[0]?.view.seq}, ${sum(({ resyncs }) => resyncs)} resyncs`,
  );
  expect(faults).toEqual([]);
}, 180_000);

/** In all pools, resolved ones too. */
function betsOf(userId: number): number {
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
