// One match in which every op is asked and every message comes up, played against a real server in
// this process. What it brings are the examples of the documents.
import { createHash } from "node:crypto";
import type { Edition } from "../../src/protocol/edition.ts";
import { OP_CODES, type OpName } from "../../src/protocol/codes.ts";
import type { WireClient, WireMessage, WirePlayer } from "../../test/support/wire-client.ts";
import { WireServer } from "../../test/support/wire-server.ts";
import { playHttp } from "./played-http.ts";
import { type Examples, type Json, Recorder } from "./recorder.ts";

const A_MINUTE_MS = 60_000;
const OPERATOR_KEY = "an-operator-key-for-the-examples";

export async function playMatch(edition: Edition): Promise<Examples> {
  const server = await WireServer.start({ adminKey: OPERATOR_KEY });
  try {
    const match = await Match.begin(server, edition);
    await match.accounts();
    await match.games();
    await match.visitors();
    await match.bets();
    await match.blocks();
    await match.results();
    await match.end();
    await playHttp(match.recorder, server, OPERATOR_KEY);
    return match.recorder.examples();
  } finally {
    await server.stop();
  }
}

class Match {
  readonly recorder = new Recorder();
  readonly #server: WireServer;
  readonly #edition: Edition;
  readonly #anna: WireClient;
  readonly #bob: WireClient;
  readonly #carla: WirePlayer;
  #sourceId = "";
  #gameId = "";
  #upcomingId = "";
  #poolId = "";

  private constructor(
    server: WireServer,
    edition: Edition,
    cast: { anna: WireClient; bob: WireClient; carla: WirePlayer },
  ) {
    this.#server = server;
    this.#edition = edition;
    this.#anna = cast.anna;
    this.#bob = cast.bob;
    this.#carla = cast.carla;
    for (const client of [cast.anna, cast.bob]) this.recorder.listenTo(client);
  }

  static async begin(server: WireServer, edition: Edition): Promise<Match> {
    const version = `&v=${edition}`;
    const anna = await server.as(await server.signUp("anna"), version);
    const bob = await server.as(await server.signUp("bob"), version);
    const carla = await server.signUp("carla");
    return new Match(server, edition, { anna, bob, carla });
  }

  #ask(client: WireClient, op: OpName, fields: Json = {}): Promise<WireMessage> {
    return this.recorder.ask(client, op, fields);
  }

  async accounts(): Promise<void> {
    const guest = await this.#server.guest(`v=${this.#edition}`);
    this.recorder.listenTo(guest);
    await this.#ask(guest, "ping");
    await this.#ask(guest, "op_codes");
    await guest.ask({ op: 100 });
    await guest.ask({ op: 100, id: this.#carla.id, n: "wrong", h: "0".repeat(64) });
    const { id, key } = this.#carla;
    const n = "nonce-1";
    const h = createHash("sha256").update(`${id}${n}${key}`).digest("hex");
    await this.#ask(guest, "handshake", { id, n, h });
    await guest.close();
    await this.#ask(this.#bob, "get_current_balance", { currency: "DON" });
    await this.#ask(this.#bob, "get_available_balance");
    await this.#ask(this.#bob, "get_exposure");
  }

  async games(): Promise<void> {
    const anna = this.#anna;
    const source = await this.#ask(anna, "open_game_source", {
      source_name: "league.example",
      description: "Football as it happens",
    });
    this.#sourceId = String(source["source_id"]);
    await this.#ask(anna, "list_game_sources_i_am_admin_of");
    const game = {
      source_id: this.#sourceId,
      game_name: "Argentina - France",
      type: "football",
      currency: "DON",
      actions: ["Goal", "Offside"],
      targets: ["Argentina:10", "France:10"],
    };
    const opened = await this.#ask(anna, "create_and_open_game", game);
    this.#gameId = String(opened["game_id"]);
    const later = { ...game, game_name: "Croatia - Morocco" };
    const created = await this.#ask(anna, "create_game", later);
    this.#upcomingId = String(created["game_id"]);
    const { source_id } = game;
    await this.#ask(anna, "list_upcoming_games_for_source", { source_id });
    await this.#ask(anna, "open_game", { game_id: this.#upcomingId });
    await this.#ask(anna, "list_games_for_source", { source_id });
    const ofGame = { game_id: this.#gameId };
    await this.#bob.ask({ op: 616, ...ofGame });
    await this.#ask(anna, "become_an_admin_for_game", ofGame);
    await this.#ask(anna, "appoint_admin_for_game_by_username", { ...ofGame, username: "carla" });
    await this.#ask(anna, "list_games_i_am_admin_of");
    await this.#ask(anna, "update_game_details", { ...ofGame, targets: ["France:7"] });
  }

  async visitors(): Promise<void> {
    const ofGame = { game_id: this.#gameId };
    await this.#ask(this.#bob, "join_game", { ...ofGame, heartbeat_ms: 500, conflate_ms: 1000 });
    this.#server.time.pass(500);
    await this.#bob.nextOf(3330);
    await this.#bob.ask({ op: 363, ...ofGame });
    const carla = await this.#server.as(this.#carla, `&v=${this.#edition}`);
    await carla.ask({ op: 363, ...ofGame });
    await this.#bob.nextOf(470);
    await this.#ask(carla, "leave_game", ofGame);
    this.recorder.listenTo(carla);
    await carla.ask({ op: 364, ...ofGame });
    await this.#bob.nextOf(480);
    await carla.close();
  }

  async bets(): Promise<void> {
    const ofGame = { game_id: this.#gameId };
    const pool = await this.#ask(this.#anna, "create_betting_pool", {
      ...ofGame,
      description: "Who scores next?",
      pool_type: 1,
      action: "goal",
      targets: ["argentina", "france"],
    });
    this.#poolId = String(pool["pool_id"]);
    const ofPool = { pool_id: this.#poolId };
    await this.#ask(this.#bob, "list_my_open_betting_pools_for_game", ofGame);
    await this.#ask(this.#bob, "place_bet_in_betting_pool", {
      ...ofPool,
      target: "argentina",
      amount: "12.50",
      client_bet_id: "bob-1",
    });
    await hears(this.#bob, 360);
    await hears(this.#bob, 815);
    await this.#bob.ask({ op: 392, ...ofPool, target: "brazil", amount: "1" });
    await this.#ask(this.#bob, "list_all_betting_pools_for_game", ofGame);
    await this.#ask(this.#bob, "list_my_running_pools_for_game", ofGame);
    await this.#ask(this.#bob, "get_betting_pool_bets_distribution", ofPool);
  }

  async blocks(): Promise<void> {
    const ofPool = { pool_id: this.#poolId };
    const ofAction = { game_id: this.#gameId, action: "goal" };
    await this.#ask(this.#anna, "block_betting_in_betting_pool", ofPool);
    await this.#ask(this.#anna, "allow_betting_in_betting_pool", ofPool);
    await this.#ask(this.#anna, "block_betting_for_game_and_action", ofAction);
    await this.#ask(this.#anna, "allow_betting_for_game_and_action", ofAction);
    await this.#ask(this.#anna, "resume_betting_for_game", { game_id: this.#gameId });
  }

  async results(): Promise<void> {
    const ofGame = { game_id: this.#gameId };
    const goal = { ...ofGame, action: "goal", target: "argentina:10", client_event_id: "goal-1" };
    this.#anna.send({ header: { preview: true }, op: OP_CODES.register_game_event, ...goal });
    await this.#anna.nextOf(5003);
    await this.#ask(this.#anna, "register_game_event", goal);
    await this.#bob.nextOf(362);
    await this.#ask(this.#bob, "list_my_resolved_pools_for_game", ofGame);
    await this.#ask(this.#bob, "get_game_details", ofGame);
    const timed = { ...ofGame, pool_type: 4, description: "A goal in this minute?" };
    const finishAtMs = this.#server.time.nowMs() + A_MINUTE_MS;
    await this.#anna.ask({ op: 385, ...timed, finish_at: finishAtMs });
    this.#server.time.pass(A_MINUTE_MS);
    await this.#bob.nextOf(363);
    const binary = { ...ofGame, pool_type: 3, description: "Will there be a penalty?" };
    const pool = await this.#anna.ask({ op: 385, ...binary });
    const reason = "asked by mistake";
    await this.#ask(this.#anna, "void_betting_pool", { pool_id: pool["pool_id"], reason });
  }

  async end(): Promise<void> {
    await this.#ask(this.#anna, "close_game", { game_id: this.#gameId });
    await this.#bob.nextOf(341);
    await this.#ask(this.#anna, "close_game_source", { source_id: this.#sourceId });
    await hears(this.#anna, 336);
    await this.#anna.close();
    await this.#bob.close();
  }
}

/** Waits for the first message of a kind, whatever came before it. */
async function hears(client: WireClient, res: number): Promise<void> {
  if (!client.received.some((message) => message.res === res)) await client.nextOf(res);
}
