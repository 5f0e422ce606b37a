// The exchange of the older document on games: edition 1.0, whose actions and targets are dictionaries,
// over a real socket; and the other messages that differ in 1.0 by nothing else.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { differences } from "../support/wire-example.ts";
import type { WireClient } from "../support/wire-client.ts";
import { WireServer } from "../support/wire-server.ts";

const ID = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";

const TARGETS = {
  brazil: {
    symbol: "bra",
    display_name: "Brazil",
    targets: { "7": { symbol: "7", display_name: "7", targets: {} } },
  },
  none: { symbol: "non", display_name: "None", targets: {} },
  argentina: {
    symbol: "arg",
    display_name: "argentina",
    targets: {
      "1": { symbol: "1", display_name: "1", targets: {} },
      "2": { symbol: "2", display_name: "2", targets: {} },
    },
  },
};
const ACTIONS = { goal: { name: "Goal" }, offside: { name: "Offside" } };

let server: WireServer;
let provider: WireClient;
let sourceId = "";

beforeAll(async () => {
  server = await WireServer.start();
  provider = await server.as(await server.signUp("instamrkt"), "&v=1.0");
  const source = await provider.ask({ op: 365, source_name: "instamrkt" });
  sourceId = String(source["source_id"]);
});
afterAll(() => server.stop());

function newGame(): object {
  return {
    source_id: sourceId,
    game_name: "Argentina - Brazil",
    actions: ["Goal", "Offside", ".."],
    targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7", ".."],
    type: "football",
    currency: "EUR",
    create_at: 1417104170,
    open_at: 1417104170,
    live_start_at: 1417105170,
    live_finish_at: 1417106170,
  };
}

test("WIRE-14, GAME-1 370 is answered by 340 with dictionaries and without a hashtag", async () => {
  const answer = await provider.ask({ header: {}, op: 370, ...newGame() });
  const example = {
    response_header: {},
    res: 340,
    source_id: ID,
    game_id: ID,
    actions: ACTIONS,
    game_name: "Argentina - Brazil",
    type: "football",
    open_at: 1417104170,
    live_start_at: 1417105170,
    live_finish_at: 1417106170,
    close_at: null,
    targets: TARGETS,
  };
  const instead = {
    open_at: 1417104170_000,
    live_start_at: 1417105170_000,
    live_finish_at: 1417106170_000,
    // The first spelling sent, everywhere.
    "targets.argentina.display_name": "Argentina",
  };
  expect(differences(answer, example, { instead })).toEqual([]);
});

test("WIRE-14 342, 345 and 3402 have the same dictionaries, all else is as in 1.1", async () => {
  const newer = await server.guest("v=1.1");
  const open = await provider.ask({ op: 3701, ...newGame(), actions: [], targets: [] });
  const gameId = String(open["game_id"]);
  const { actions, targets } = newGame() as { actions: string[]; targets: string[] };
  const opened = await provider.ask({ op: 3702, game_id: gameId, actions, targets });
  const nested = { ...TARGETS, argentina: { ...TARGETS.argentina, display_name: "Argentina" } };
  expect(opened).toMatchObject({ res: 3402, actions: ACTIONS, targets: nested });
  const older = await provider.ask({ op: 372, game_id: gameId });
  const other = await newer.ask({ op: 372, game_id: gameId });
  expect(older).toMatchObject({ res: 342, actions: ACTIONS, targets: nested });
  const { response_header: header } = other;
  const same: unknown = {
    ...older,
    actions: other["actions"],
    targets: other["targets"],
    response_header: header,
  };
  expect(same).toEqual(other);
  const listed = await provider.ask({ op: 380, source_id: sourceId });
  const rows = listed["games"] as { game_id: string }[];
  expect(rows.find((row) => row.game_id === gameId)).toMatchObject({
    actions: ACTIONS,
    targets: nested,
  });
});
