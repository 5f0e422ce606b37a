// Every exchange of the newer document on games, over a real socket, each followed by who else hears
// of it. Requests are the examples' own, with our ids in the place of theirs.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { differences } from "../support/wire-example.ts";
import { codesOf, type WireClient, type WireMessage } from "../support/wire-client.ts";
import { WireServer } from "../support/wire-server.ts";

const ID = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";

const TIMES = {
  open_at: 1417104170,
  live_start_at: 1417105170,
  live_finish_at: 1417106170,
};
const TIMES_MS = {
  open_at: 1417104170_000,
  live_start_at: 1417105170_000,
  live_finish_at: 1417106170_000,
};
const DECLARED = {
  actions: ["Goal", "Offside", ".."],
  targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7", ".."],
};
const NEW_GAME = {
  game_name: "Argentina - Brazil",
  type: "football",
  currency: "EUR",
  create_at: 1417104170,
  ...TIMES,
  hashtag: "#ArgBra",
  image_url: "http://yoursite.com/yourimage.jpg",
};

const TARGET_EXAMPLES = [
  {
    target_id: "brazil",
    symbol: "bra",
    display_name: "Brazil",
    targets: [{ target_id: "brazil:7", symbol: "7", display_name: "7", targets: [] }],
  },
  { target_id: "none", symbol: "non", display_name: "None", targets: [] },
  {
    target_id: "argentina",
    symbol: "arg",
    display_name: "Argentina",
    targets: [
      { target_id: "argentina:1", symbol: "1", display_name: "1", targets: [] },
      { target_id: "argentina:2", symbol: "2", display_name: "2", targets: [] },
    ],
  },
];
const ACTION_EXAMPLES = [
  { action_id: "goal", name: "Goal" },
  { action_id: "offside", name: "Offside" },
];

let server: WireServer;
let provider: WireClient;
/** Not logged in, connected through the source. */
let listener: WireClient;
/** Not logged in, connected through nothing. */
let stranger: WireClient;
let sourceId = "";

beforeAll(async () => {
  server = await WireServer.start();
  provider = await server.newcomer("instamrkt");
  const source = await provider.ask({ op: 365, source_name: "instamrkt" });
  sourceId = String(source["source_id"]);
  listener = await server.guest(`source=${sourceId}`);
  stranger = await server.guest();
});
afterAll(() => server.stop());

/** An open game with its provider as admin. */
async function openGame(changes: object = {}): Promise<string> {
  const made = await provider.ask({
    op: 370,
    source_id: sourceId,
    ...NEW_GAME,
    currency: "DON",
    ...DECLARED,
    ...changes,
  });
  const gameId = String(made["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  return gameId;
}

/** Forgets what everybody has heard so far. */
async function silence(...clients: WireClient[]): Promise<void> {
  for (const client of [provider, listener, stranger, ...clients]) await client.heard();
}

async function heardOnce(client: WireClient, answer: WireMessage): Promise<void> {
  const { response_header: _, ...body } = answer;
  const [broadcast, ...more] = await client.heard();
  expect(more).toEqual([]);
  expect(broadcast).toMatchObject(body);
  expect(broadcast?.response_header).toEqual({ t: server.time.nowMs() });
}

describe("making games, as in the documents", () => {
  test("GAME-1, GAME-20 370 create_and_open_game is answered by 340, which everybody of the source hears", async () => {
    await silence();
    const answer = await provider.ask({
      header: {},
      op: 370,
      source_id: sourceId,
      ...NEW_GAME,
      ...DECLARED,
    });
    const example = {
      response_header: {},
      res: 340,
      source_id: ID,
      game_id: ID,
      actions: ACTION_EXAMPLES,
      game_name: "Argentina - Brazil",
      type: "football",
      ...TIMES,
      close_at: null,
      hashtag: "#ArgBra",
      targets: TARGET_EXAMPLES,
    };
    expect(differences(answer, example)).toEqual([]);
    expect(answer).toMatchObject({ source_id: sourceId, ...TIMES_MS });
    await heardOnce(listener, answer);
    expect(await stranger.heard()).toEqual([]);
    expect(await provider.heard()).toMatchObject([{ res: 340, game_id: answer["game_id"] }]);
  });

  test("GAME-2, GAME-20 3701 create_game is answered by 3401, 3702 open_game by 3402", async () => {
    await silence();
    const created = await provider.ask({ header: {}, op: 3701, source_id: sourceId, ...NEW_GAME });
    const rest = {
      source_id: ID,
      game_id: ID,
      game_name: "Argentina - Brazil",
      type: "football",
      ...TIMES,
      close_at: null,
    };
    const createdExample = { response_header: {}, res: 3401, ...rest, hashtag: "#ArgBra" };
    expect(differences(created, createdExample)).toEqual([]);
    expect(created).toMatchObject(TIMES_MS);
    await heardOnce(listener, created);
    const gameId = created["game_id"];
    // The example names no game; nothing tells then which one is meant.
    const opened = await provider.ask({ header: {}, op: 3702, game_id: gameId, ...DECLARED });
    const added = ["actions", "targets"];
    expect(differences(opened, { response_header: {}, res: 3402, ...rest }, { added })).toEqual([]);
    expect(opened).toMatchObject({ game_id: gameId, ...TIMES_MS });
    const lists = { actions: ACTION_EXAMPLES, targets: TARGET_EXAMPLES };
    const { actions, targets } = opened;
    expect(differences({ actions, targets }, lists)).toEqual([]);
    await heardOnce(listener, opened);
    expect(await stranger.heard()).toEqual([]);
  });

  test("GAME-1, GAME-20 a game to open later opens by itself, and the source and its subscribers hear 3402", async () => {
    const openAtMs = server.time.nowMs() + 60_000;
    const made = await provider.ask({
      op: 370,
      source_id: sourceId,
      ...NEW_GAME,
      ...DECLARED,
      open_at: openAtMs,
    });
    expect(made).toMatchObject({ res: 340, open_at: openAtMs });
    const subscriber = await server.guest();
    await subscriber.ask({ op: 363, game_id: made["game_id"] });
    await silence(subscriber);
    server.time.pass(59_999);
    expect(codesOf(await listener.heard())).toEqual([]);
    server.time.pass(1);
    expect(await listener.heard()).toMatchObject([{ res: 3402, game_id: made["game_id"] }]);
    expect(codesOf(await subscriber.heard())).toEqual([3402]);
    expect(codesOf(await stranger.heard())).toEqual([]);
  });
});

describe("admins, as in the documents", () => {
  test("GAME-9 616 become_an_admin_for_game is answered by 640, or by 645 with the reason", async () => {
    const made = await provider.ask({
      op: 370,
      source_id: sourceId,
      ...NEW_GAME,
      ...DECLARED,
    });
    const gameId = made["game_id"];
    const request = { header: {}, op: 616, game_id: gameId };
    const outsider = await server.newcomer("outsider");
    const refused = await outsider.ask(request);
    const refusal = { response_header: {}, res: 645, game_id: ID };
    const reason = `only an admin of source ${sourceId} may do this`;
    expect(differences(refused, { ...refusal, reason })).toEqual([]);
    expect(refused["game_id"]).toBe(gameId);
    for (let appointed = 1; appointed <= 10; appointed++) {
      const { username } = await server.signUp(`admin${appointed}`);
      await provider.ask({ op: 617, game_id: gameId, username });
    }
    const full = await provider.ask(request);
    const example = { ...refusal, reason: "This game already has enough admins." };
    const instead = { reason: "this game has 10 admins already" };
    expect(differences(full, example, { instead })).toEqual([]);
    const other = await openGame();
    const again = await provider.ask({ ...request, game_id: other });
    expect(differences(again, { response_header: {}, res: 640, game_id: ID })).toEqual([]);
    expect(again["game_id"]).toBe(other);
  });

  test("GAME-9 617 appoint_admin is answered by 617, and whoever is appointed hears 640", async () => {
    const gameId = await openGame();
    const appointee = await server.newcomer("the_appointee");
    await silence(appointee);
    const request = { header: {}, op: 617, game_id: gameId, username: "the_appointee" };
    const answer = await provider.ask(request);
    const example = { response_header: {}, res: 617, game_id: ID, username: "instamrkt" };
    const instead = { username: "the_appointee" };
    expect(differences(answer, example, { instead })).toEqual([]);
    const [told, ...more] = await appointee.heard();
    expect(differences(told, { response_header: {}, res: 640, game_id: ID })).toEqual([]);
    expect(told).toMatchObject({ game_id: gameId });
    expect(more).toEqual([]);
    expect(await provider.ask(request)).toMatchObject({ res: 617 });
  });

  test("GAME-18 610 list_games_i_am_admin_of is answered by 620, without closed games", async () => {
    const owner = await server.newcomer("owner");
    const source = await owner.ask({ op: 365, source_name: "second" });
    const made = await owner.ask({
      op: 370,
      source_id: source["source_id"],
      ...NEW_GAME,
      ...DECLARED,
      game_name: "Brazil - Netherlands",
    });
    expect(await owner.ask({ op: 610 })).toMatchObject({ res: 620, games: [] });
    await owner.ask({ op: 616, game_id: made["game_id"] });
    const answer = await owner.ask({ header: {}, op: 610 });
    const games = [{ id: ID, name: "Brazil - Netherlands" }];
    expect(differences(answer, { response_header: {}, res: 620, games })).toEqual([]);
    await owner.ask({ op: 375, game_id: made["game_id"] });
    expect(await owner.ask({ op: 610 })).toMatchObject({ res: 620, games: [] });
  });
});

describe("details, as in the documents", () => {
  const details = {
    response_header: {},
    res: 342,
    status: "game_in_progress_betting_active",
    game_id: ID,
    name: "Argentina - Brazil",
    hashtag: "#ArgBra",
    image_url: "http://yoursite.com/yourimage.jpg",
    game_state: [
      { argentina: "1", action_id: "goal" },
      { brazil: "1", action_id: "offside" },
    ],
    // The newest first, as the text beside the example says; the example has it the other way round.
    past_events: [
      {
        event_id: "13bc5390-d86c-45b8-8327-7b313b80103d",
        happened_at: 1417180282000,
        target_id: "brazil:7",
        action_id: "offside",
      },
      {
        event_id: "106a9151-2997-4c96-bc29-c020da54fa67",
        happened_at: 1417180267000,
        target_id: "argentina:1",
        action_id: "goal",
      },
    ],
    actions: ACTION_EXAMPLES,
    currency: "DON",
    type: "4d24a1cb-5465-4ab3-befd-99fb39b7b796",
    targets: TARGET_EXAMPLES,
    open_at: 1417104170,
    live_start_at: 1417105170,
    live_finish_at: null,
    close_at: null,
  };
  const added = ["game_name", "game_state.0.argentina:1", "game_state.1.brazil:7"];

  test("GAME-10, GAME-16 373 with nothing but game_id, and 372, are answered by 342", async () => {
    const gameId = await openGame({ live_finish_at: null });
    await provider.ask({ op: 395, game_id: gameId, action: "goal", target: "argentina:1" });
    server.time.pass(15_000);
    await provider.ask({ op: 395, game_id: gameId, action: "offside", target: "brazil:7" });
    await silence();
    for (const op of [373, 372]) {
      for (const client of [provider, stranger]) {
        const answer = await client.ask({ header: {}, op, game_id: gameId });
        expect(differences(answer, details, { added })).toEqual([]);
        expect(answer).toMatchObject({ game_id: gameId, open_at: TIMES_MS.open_at });
      }
    }
  });

  test("GAME-10 373 update_game_details is answered by 343; subscribers hear 342, the sender as one of them", async () => {
    const gameId = await openGame({ actions: [], targets: [] });
    const viewer = await server.guest();
    await viewer.ask({ op: 363, game_id: gameId });
    await provider.ask({ op: 363, game_id: gameId });
    await silence(viewer);
    const update = {
      header: {},
      op: 373,
      game_id: gameId,
      image_url: NEW_GAME.image_url,
      actions: ["Goal", "Offside"],
      targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7"],
    };
    const answer = await provider.ask(update);
    expect(differences(answer, { response_header: {}, res: 343, game_id: ID })).toEqual([]);
    const [published, ...more] = await viewer.heard();
    const example = { ...details, past_events: [], game_state: [], live_finish_at: 1417106170 };
    expect(differences(published, example, { added: ["game_name"] })).toEqual([]);
    expect(more).toEqual([]);
    const own = await provider.heard();
    expect(codesOf(own)).toEqual([343, 342]);
    expect(own[1]?.response_header).not.toHaveProperty("request_id");
    await provider.ask({ op: 364, game_id: gameId });
    await provider.ask({ ...update, actions: ["Foul"] });
    expect(codesOf(await provider.heard())).not.toContain(342);
  });
});

describe("joining and leaving, as in the documents", () => {
  test("GAME-17 363 is answered by 333 and published as 470, 364 by 334 and as 480", async () => {
    const gameId = await openGame();
    const viewer = await server.guest();
    await viewer.ask({ op: 363, game_id: gameId });
    const player = await server.signUp("the_foozle");
    const foozle = await server.as(player);
    await silence(viewer);
    const published = { response_header: {}, game_id: ID, user_id: 17, user_name: "the_foozle" };
    const instead = { user_id: player.id };
    for (const [op, res, told] of [
      [363, 333, 470],
      [364, 334, 480],
    ]) {
      const answer = await foozle.ask({ header: {}, op, game_id: gameId });
      expect(differences(answer, { response_header: {}, res, game_id: ID })).toEqual([]);
      expect(answer["game_id"]).toBe(gameId);
      const [broadcast, ...more] = await viewer.heard();
      expect(differences(broadcast, { ...published, res: told }, { instead })).toEqual([]);
      expect(more).toEqual([]);
    }
    // Who joins hears of it as a subscriber; who has left does not.
    expect(codesOf(await foozle.heard())).toEqual([333, 470, 334]);
  });
});

describe("closing a game, as in the documents", () => {
  const closed = { response_header: {}, res: 341, game_id: ID };

  test("GAME-11, WIRE-9 375 is answered by 341 after the pools' 362, and published to subscribers", async () => {
    const gameId = await openGame();
    const pool = { op: 385, game_id: gameId, action: "goal", targets: "argentina,brazil" };
    await provider.ask(pool);
    await provider.ask({ ...pool, action: "offside" });
    const viewer = await server.guest();
    await viewer.ask({ op: 363, game_id: gameId });
    await silence(viewer);
    const answer = await provider.ask({ header: {}, op: 375, game_id: gameId });
    expect(answer.res).toBe(362);
    const own = await provider.heard();
    expect(codesOf(own)).toEqual([362, 362, 341]);
    expect(differences(own[2], closed)).toEqual([]);
    const published = await viewer.heard();
    expect(codesOf(published)).toEqual([362, 362, 341]);
    expect(differences(published[2], closed)).toEqual([]);
    expect(published[0]).toMatchObject({ winning_target: "none" });
    expect(codesOf(await stranger.heard())).toEqual([]);
    expect(await viewer.ask({ op: 363, game_id: gameId })).toMatchObject({ code: "GAME_CLOSED" });
    await provider.ask({ header: {}, op: 375, game_id: gameId });
    expect(codesOf(await viewer.heard())).toEqual([666]);
    expect(codesOf(await provider.heard())).toEqual([341]);
  });

  test("GAME-11 375 with binary pools blocks them, says 666, and says 341 when resent after their results", async () => {
    const gameId = await openGame();
    const made = await provider.ask({ op: 385, game_id: gameId, pool_type: 3 });
    const poolId = String(made["pool_id"]);
    await provider.ask({ op: 385, game_id: gameId, action: "goal", targets: "argentina,brazil" });
    const viewer = await server.guest();
    await viewer.ask({ op: 363, game_id: gameId });
    await silence(viewer);
    const request = { header: {}, op: 375, game_id: gameId };
    await provider.ask(request);
    const own = await provider.heard();
    expect(codesOf(own)).toEqual([362, 368, 666]);
    expect(own[2]).toMatchObject({ code: "POOLS_NEED_RESOLUTION", op: 375 });
    expect(String(own[2]?.["text"])).toContain(poolId);
    expect(codesOf(await viewer.heard())).toEqual([362, 368]);
    const resent = await provider.ask(request);
    expect(resent).toMatchObject({ res: 666, code: "POOLS_NEED_RESOLUTION" });
    expect(codesOf(await viewer.heard())).toEqual([]);
    const action = `binary-${poolId}`;
    await provider.ask({ op: 395, game_id: gameId, action, target: "yes" });
    await silence();
    expect(codesOf(await viewer.heard())).toEqual([366, 362]);
    expect(differences(await provider.ask(request), closed)).toEqual([]);
    expect(codesOf(await viewer.heard())).toEqual([341]);
  });
});

describe("lists of games, as in the documents", () => {
  test("GAME-18, WIRE-16 380 list_games_for_source is answered by 345", async () => {
    const owner = await server.newcomer("lister");
    const source = await owner.ask({ op: 365, source_name: "lists" });
    const ours = { source_id: source["source_id"] };
    await owner.ask({
      op: 370,
      ...ours,
      ...NEW_GAME,
      actions: ["offside", "goal"],
      targets: ["bra", "arg"],
    });
    await owner.ask({ op: 3701, ...ours, ...NEW_GAME });
    const answer = await stranger.ask({ header: {}, op: 380, ...ours });
    const example = {
      response_header: {},
      res: 345,
      source_id: ID,
      games: [
        {
          game_id: "dc164a36-4b82-47a4-a2b4-be757a018c9e",
          status: "game_in_progress_betting_active",
          name: "Argentina - Brazil",
          type: "d57951c0-c5a6-4260-bc97-1f1065daece3",
          open_at: "1417188144748",
          schedulted_at: "1417188144748",
          close_at: null,
          targets: [
            { display_name: "none", symbol: "non", target_id: "none", targets: [] },
            { display_name: "bra", symbol: "bra", target_id: "bra", targets: [] },
            { display_name: "arg", symbol: "arg", target_id: "arg", targets: [] },
          ],
          actions: [
            { name: "offside", action_id: "offside" },
            { name: "goal", action_id: "goal" },
          ],
        },
      ],
    };
    const schedulted = String(TIMES_MS.live_start_at);
    const instead = {
      "games.0.targets.2.display_name": "None",
      // The one time whose name does not end like the others'.
      "games.0.schedulted_at": schedulted,
    };
    expect(differences(answer, example, { instead })).toEqual([]);
  });

  test("GAME-18, WIRE-16 3811 list_upcoming_games_for_source is answered by 3461", async () => {
    const owner = await server.newcomer("announcer");
    const source = await owner.ask({ op: 365, source_name: "soon" });
    const ours = { source_id: source["source_id"] };
    await owner.ask({ op: 370, ...ours, ...NEW_GAME });
    const made = await owner.ask({ op: 3701, ...ours, ...NEW_GAME, currency: "DON" });
    const answer = await stranger.ask({ header: {}, op: 3811, ...ours });
    const example = {
      response_header: {},
      source_id: ID,
      res: 3461,
      games: [
        {
          id: "dc164a36-4b82-47a4-a2b4-be757a018c9e",
          source_id: ID,
          game_name: "Argentina - Brazil",
          currency: "DON",
          game_type_id: "d57951c0-c5a6-4260-bc97-1f1065daece3",
          live_start_at: "1417188144748",
          hashtag: "#ArgBra",
        },
      ],
    };
    expect(differences(answer, example)).toEqual([]);
    expect(answer).toMatchObject({ games: [{ id: made["game_id"], ...ours }] });
  });
});
