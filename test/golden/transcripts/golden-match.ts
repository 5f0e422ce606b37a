// One whole match, from the opening of its source to the closing, the same at every run. What everybody
// sends and hears in an edition is its golden transcript.
import type { GameId } from "../../../src/engine/ids.ts";
import type { Edition } from "../../../src/protocol/edition.ts";
import { MemoryGateway, START_MS } from "../../support/memory-gateway.ts";
import { type Actor, Cast } from "./cast.ts";

export async function playGoldenMatch(edition: Edition): Promise<string> {
  const gateway = await MemoryGateway.open(4);
  const cast = new Cast(gateway, edition);
  const match = new GoldenMatch(cast);
  await match.open();
  await match.prepare();
  await match.firstHalf();
  await match.secondHalf();
  await match.close();
  return cast.transcript;
}

class GoldenMatch {
  readonly #cast: Cast;
  readonly #provider: Actor;
  readonly #ann: Actor;
  readonly #ben: Actor;
  readonly #viewer: Actor;
  #sourceId = "";
  #gameId = "";
  #nextGoal = "";

  constructor(cast: Cast) {
    this.#cast = cast;
    this.#provider = cast.enter("provider", 1);
    this.#ann = cast.enter("ann", 2);
    this.#ben = cast.enter("ben", 3);
    this.#viewer = cast.enter("viewer", null);
  }

  get #game(): { game_id: string } {
    return { game_id: this.#gameId };
  }

  async open(): Promise<void> {
    const provider = this.#provider;
    for (const op of [1, 100]) await provider.ask({ op }, op === 1 ? 1 : 112);
    await this.#viewer.ask({ op: 100 }, 100);
    const source = await provider.ask({ op: 365, source_name: "League", description: "Cup" }, 335);
    this.#sourceId = String(source["source_id"]);
    await provider.ask({ op: 611 }, 621);
    const created = await provider.ask(
      {
        header: { t: START_MS, request_id: "game" },
        op: 3701,
        source_id: this.#sourceId,
        game_name: "Argentina - Brazil",
        type: "Football",
        live_start_at: START_MS + 2_000,
        close_at: START_MS + 600_000,
      },
      3401,
    );
    this.#gameId = String(created["game_id"]);
    await this.#viewer.ask({ op: 3811, source_id: this.#sourceId }, 3461);
    await this.#viewer.ask({ op: 363, ...this.#game, heartbeat_ms: 5000 }, 333);
    await provider.ask(
      {
        op: 3702,
        ...this.#game,
        actions: ["Goal", "Corner Kick"],
        targets: ["Argentina", "Brazil", "Argentina:10", "Brazil:7"],
      },
      3402,
    );
  }

  async prepare(): Promise<void> {
    const { gateway } = this.#cast;
    const provider = this.#provider;
    await provider.ask({ op: 616, ...this.#game }, 640);
    await provider.ask({ op: 617, ...this.#game, username: "user4" }, 617);
    await provider.ask({ op: 610 }, 620);
    await this.#ann.ask({ op: 616, ...this.#game }, 645);
    await this.#viewer.ask({ op: 380, source_id: this.#sourceId }, 345);
    const image = "https://example.org/final.png";
    const more = { actions: "offside", targets: "argentina:11", image_url: image };
    await provider.ask({ op: 373, ...this.#game, ...more }, 343);
    for (const player of [this.#ann, this.#ben]) await player.ask({ op: 363, ...this.#game }, 333);
    const opened = await provider.ask(
      {
        op: 385,
        ...this.#game,
        description: "Next goal",
        action: "goal",
        targets: "argentina,brazil",
        recreate_on_end: "True",
        takeout_bps: 500,
      },
      352,
    );
    this.#nextGoal = String(opened["pool_id"]);
    await gateway.pass(1_000);
  }

  async firstHalf(): Promise<void> {
    const { gateway } = this.#cast;
    const [provider, ann, ben] = [this.#provider, this.#ann, this.#ben];
    const pool = { pool_id: this.#nextGoal };
    const bet = { op: 392, ...pool, target: "argentina", amount: 12.5, client_bet_id: "a-1" };
    await ann.ask(bet, 356);
    await ann.ask({ ...bet, amount: "12.50" }, 356);
    await ben.ask({ op: 392, ...pool, target: "Brazil", amount: "20.05" }, 356);
    await ben.ask({ op: 392, ...pool, target: "brazil", amount: "99999" }, 666);
    await ben.ask({ op: 392, ...pool, target: "brazil", amount: 1, expected_pool_version: 9 }, 666);
    await gateway.pass(1_500);
    await this.#viewer.ask({ op: 387, ...this.#game }, 3535);
    await ann.ask({ op: 388, ...this.#game }, 353);
    await ann.ask({ op: 389, ...this.#game }, 354);
    await this.#viewer.ask({ op: 393, ...pool }, 360);
    for (const [op, res] of [
      [800, 800],
      [810, 810],
      [840, 840],
    ] as const) {
      await ann.ask({ op }, res);
    }
    await provider.ask({ op: 397, ...pool }, 368);
    await ben.ask({ op: 392, ...pool, target: "brazil", amount: 1 }, 666);
    await provider.ask({ op: 398, ...pool }, 369);
    const happenedAt = gateway.time.nowMs();
    await gateway.pass(300);
    await ben.ask({ op: 392, ...pool, target: "argentina", amount: "5" }, 356);
    await provider.ask(
      {
        op: 395,
        ...this.#game,
        action: "goal",
        target: "argentina:10",
        happened_at: happenedAt,
        client_event_id: "e-1",
      },
      362,
    );
    await gateway.pass(2_000);
    await ann.ask({ op: 390, ...this.#game }, 355);
  }

  async secondHalf(): Promise<void> {
    const { gateway } = this.#cast;
    const [provider, ben] = [this.#provider, this.#ben];
    const inFive = gateway.time.nowMs() + 5_000;
    const timed = { op: 385, ...this.#game, type: 2, action: "goal", finish_at: inFive };
    await provider.ask({ ...timed, targets: ["argentina:10", "brazil:7"] }, 352);
    const free = { op: 385, ...this.#game, type: 3, description: "Extra time?" };
    const asked = await provider.ask(free, 352);
    const askedPool = { pool_id: asked["pool_id"] };
    await ben.ask({ op: 392, ...askedPool, target: "yes", amount: 3 }, 356);
    const named = await provider.ask({ ...free, targets: ["Messi", "Neymar"] }, 352);
    await provider.ask({ op: 5001, pool_id: named["pool_id"], reason: "asked by mistake" }, 5001);
    await provider.ask({ op: 3975, ...this.#game, action: "goal" }, 370);
    await this.#comeBack();
    await provider.ask({ op: 3985, ...this.#game, action: "goal" }, 371);
    const scope = { kind: "game", gameId: this.#gameId as GameId } as const;
    gateway.command({ kind: "suspend-betting", scope, reason: "crowd trouble" }, "operator");
    await gateway.settle();
    gateway.command({ kind: "resume-betting", scope }, "operator");
    await gateway.settle();
    await gateway.pass(6_000);
    await provider.ask({ op: 372, ...this.#game }, 342);
  }

  /** The viewer misses a few messages, and once the server itself is gone. */
  async #comeBack(): Promise<void> {
    const viewer = this.#viewer;
    const { seq } = this.#cast.gateway.state.games.get(this.#gameId as GameId) ?? { seq: 0 };
    viewer.cut();
    await this.#provider.ask({ op: 373, ...this.#game, targets: "brazil:10" }, 343);
    viewer.reconnect();
    await viewer.ask({ op: 363, ...this.#game, last_seq: seq, conflate_ms: 1000 }, 333);
    viewer.cut();
    viewer.reconnect();
    await viewer.ask({ op: 363, ...this.#game, last_seq: seq + 100 }, 342);
  }

  async close(): Promise<void> {
    const { gateway } = this.#cast;
    const [provider, ben] = [this.#provider, this.#ben];
    const refused = await provider.ask({ op: 375, ...this.#game }, 666);
    const poolId = /waits for these pools: ([0-9a-f-]+)/.exec(String(refused["text"]))?.[1];
    const result = { op: 395, ...this.#game, action: `binary-${poolId}`, target: "no" };
    await provider.ask(result, 362);
    await gateway.pass(200);
    await provider.ask({ op: 375, ...this.#game }, 341);
    await ben.ask({ op: 364, ...this.#game }, 334);
    await ben.ask({ op: 390, ...this.#game }, 355);
    await provider.ask({ op: 366, source_id: this.#sourceId }, 336);
    await gateway.pass(6_000);
  }
}
