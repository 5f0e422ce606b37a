// Resume by seq, with a client that is cut anywhere and a server that is restarted now and then.
import { describe, expect, test } from "bun:test";
import { stateHash } from "../../src/engine/state-hash.ts";
import { seededRandom } from "../../src/log/log-fixture.ts";
import type { LimitSetting } from "../../src/ops/limits.ts";
import { replay } from "../../src/sequencer/replay.ts";
import { Follower, type Row, type Wishes } from "../support/edition-2-follower.ts";
import { Edition2Match, type WireMessage } from "../support/edition-2-match.ts";
import { MemoryGateway } from "../support/memory-gateway.ts";

const PLAYERS = 6;
const CUTS = 2_000;
const FOLLOWERS = 8;

async function openMatch(seed: number, limits: LimitSetting[] = []): Promise<Edition2Match> {
  const gateway = await MemoryGateway.open(PLAYERS, limits);
  return Edition2Match.open(gateway, seededRandom(seed));
}

/** The open pools as op 387 tells them to somebody new. */
async function poolsNow({ gateway, gameId }: Edition2Match): Promise<Row[]> {
  const answers: WireMessage[] = [];
  const socket = gateway.connect("2.0", null, (text) => {
    answers.push(JSON.parse(text) as WireMessage);
  });
  gateway.receive(socket, { op: 387, game_id: gameId });
  await gateway.settle();
  gateway.disconnect(socket);
  return answers.find(({ res }) => res === 3535)?.["pools_list"] as Row[];
}

function wishesBy(random: () => number): Wishes {
  const conflate = [undefined, undefined, 100, 250, 1000, 5000][random() % 6];
  const heartbeat = [undefined, 500, 900][random() % 3];
  return {
    ...(conflate === undefined ? {} : { conflate_ms: conflate }),
    ...(heartbeat === undefined ? {} : { heartbeat_ms: heartbeat }),
  };
}

describe("resume", () => {
  test(`WIRE-205, WIRE-209 a client cut at ${CUTS} random points ends with the pools of op 387`, async () => {
    // A short history, so that snapshots come up as well.
    const match = await openMatch(2_026, [{ name: "historyMessages", value: 40 }]);
    const { gateway, random } = match;
    const cuts = { made: 0 };
    const followers = Array.from({ length: FOLLOWERS }, () => {
      const follower = new Follower(match);
      follower.isCutAfter = () => {
        const isCut = cuts.made < CUTS && random() % 8 === 0;
        if (isCut) cuts.made++;
        return isCut;
      };
      follower.connect(wishesBy(random));
      return follower;
    });
    let restarts = 0;
    let compared = 0;
    const reconnect = (follower: Follower): void => follower.connect(wishesBy(random));
    for (let step = 0; cuts.made < CUTS; step++) {
      await match.step();
      // Some stay away long enough for their messages to be forgotten.
      const back = followers.filter(({ isCut }) => isCut && random() % 5 === 0);
      back.forEach(reconnect);
      await gateway.settle();
      // Whoever got through is up to date at once, whatever it missed.
      const pools = step % 10 === 0 ? await poolsNow(match) : null;
      for (const follower of back) {
        if (pools === null || follower.isCut) continue;
        expect([...follower.pools.values()]).toEqual(pools);
        compared++;
      }
      if (step % 100 !== 99) continue;
      await gateway.restart();
      restarts++;
      match.connect();
      followers.forEach(reconnect);
    }
    followers.filter(({ isCut }) => isCut).forEach(reconnect);
    // From here on nothing is lost: distributions must come by themselves, at each pace.
    for (let step = 0; step < 100; step++) await match.step();
    await gateway.pass(6_000);
    const pools = await poolsNow(match);
    expect(pools.length).toBeGreaterThan(0);
    for (const follower of followers) {
      expect(follower.lastSeq).toBe(match.game.seq);
      expect([...follower.pools.values()]).toEqual(pools);
      expect(follower.replayed).toBeGreaterThan(100);
      expect(follower.resyncs).toBeGreaterThan(5);
      expect(follower.heartbeats).toBeGreaterThan(0);
    }
    expect(restarts).toBeGreaterThan(3);
    expect(compared).toBeGreaterThan(20);
  });

  test("WIRE-203 seqs have no gap, are the state's, and the same after a replay", async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const match = await openMatch(seed);
      const follower = new Follower(match);
      follower.connect();
      for (let step = 0; step < 120; step++) {
        await match.step();
        expect(follower.lastSeq).toBe(match.game.seq);
      }
      const again = replay(match.gateway.log);
      expect(again.games.get(match.gameId)?.seq).toBe(follower.lastSeq);
      expect(stateHash(again)).toBe(stateHash(match.gateway.state));
    }
  });
});
