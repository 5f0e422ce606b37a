// `mutuel match run`: plays one script on any server as its provider. Survives lost connections; after a
// crash another run goes on where this one was, and every event is registered once.
import { type Client, connect } from "../../../client/src/client.ts";
import { normaliseName } from "../../engine/target-tree.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import type { Screen } from "../terminal/screen.ts";
import { findGame } from "./find-game.ts";
import { GameDesk } from "./game-desk.ts";
import { MatchPlay } from "./match-play.ts";
import { type MatchScript, eventsOf } from "./match-script.ts";
import { untilAborted } from "./pause.ts";
import { remainingSteps } from "./remaining-steps.ts";
import { Scoreboard } from "./scoreboard.ts";
import { SteadyCalls } from "./steady-calls.ts";
import { Timetable } from "./timetable.ts";

/** How the provider proves who it is. */
export type Login =
  | { readonly apiKey: string }
  | { readonly credentials: { readonly id: number; readonly key: string } };

export type MatchRunParts = {
  readonly script: MatchScript;
  readonly url: string;
  readonly login: Login;
  readonly sourceName: string;
  readonly currency: string;
  readonly speed: number;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  /** Between two attempts to connect, at most. */
  readonly retryMaxMs?: number;
};

export type MatchSummary = {
  readonly gameId: string;
  /** As the server counts them. */
  readonly events: number;
  readonly score: string;
  readonly settled: number;
  readonly voided: number;
};

const MINUTE_MS = 60_000;
const RETRY_MIN_MS = 50;
/** A match does not wait. */
const RETRY_MAX_MS = 2_000;
const CLOCK_WIDTH = 26;

export class MatchRun {
  readonly #parts: MatchRunParts;
  readonly #client: Client;
  readonly #scoreboard: Scoreboard;
  readonly #results = new Map<string, string | null>();

  constructor(parts: MatchRunParts) {
    this.#parts = parts;
    this.#scoreboard = new Scoreboard(parts.script.teams);
    const backoff = { minMs: RETRY_MIN_MS, maxMs: parts.retryMaxMs ?? RETRY_MAX_MS };
    this.#client = connect({ url: parts.url, ...parts.login, backoff });
  }

  async run(): Promise<MatchSummary> {
    try {
      await this.#connected();
      return await this.#play();
    } finally {
      this.#client.close();
    }
  }

  /** Rejects where the server can't be reached at all, or refuses us: later that would mean patience. */
  async #connected(): Promise<void> {
    const { status } = this.#client;
    const opened = new Promise<void>((resolve, reject) => {
      const look = (): void => {
        const { current } = status;
        if (current.state === "open" && current.user !== null) resolve();
        if (current.state === "open" && current.user === null) reject(new Error("not logged in"));
        if (current.state === "waiting") reject(new Error(`no connection: ${current.reason}`));
        if (current.state === "closed") reject(current.error);
      };
      status.subscribe(look);
      look();
    });
    await untilAborted(opened, this.#parts.signal);
  }

  async #play(): Promise<MatchSummary> {
    const { script, screen, clock, scheduler, signal, speed } = this.#parts;
    const client = this.#client;
    const calls = new SteadyCalls({ client, scheduler, signal });
    const game = await findGame(calls, script, this.#parts);
    const { gameId, reported, pools } = game;
    const stopHearing = this.#hear(gameId);
    const serverClock: Clock = {
      nowMs: () => client.serverNowMs(),
      monotonicMs: () => clock.monotonicMs(),
    };
    const desk = new GameDesk({ gameId, script, clock: serverClock, demand: calls.demand });
    for (const [key, poolId] of pools) desk.adoptPool(key, poolId);
    const timetable = new Timetable(script, MINUTE_MS / speed);
    const progress = { reported, isOpen: (key: string) => pools.has(key) };
    const play = new MatchPlay({
      script,
      timetable,
      desk,
      scheduler,
      signal,
      clock: serverClock,
      scoreboard: this.#scoreboard,
      onHeadline: (text) => screen.line(`${play.clockText.padEnd(CLOCK_WIDTH)} ${text}`),
      ...(game.age === "known" ? { remaining: remainingSteps(timetable, progress) } : {}),
    });
    const again = `going on after ${reported} of ${eventsOf(script).length} events`;
    screen.line(`game ${gameId}${game.age === "known" ? `, ${again}` : ""}`);
    const stopStatus = client.status.subscribe(() => this.#tellStatus());
    try {
      await play.play();
      return await this.#summary(calls, gameId);
    } finally {
      stopStatus();
      stopHearing();
    }
  }

  #hear(gameId: string): () => void {
    const client = this.#client;
    const stops = [
      client.on("bet_pool_resolved", (message) => {
        if (message.game_id === gameId) this.#results.set(message.pool_id, message.winning_target);
      }),
      client.on("bet_pool_expired", (message) => {
        if (message.game_id === gameId) this.#results.set(message.pool_id, message.winning_target);
      }),
    ];
    client.game(gameId);
    return () => stops.forEach((stop) => stop());
  }

  #tellStatus(): void {
    const { current } = this.#client.status;
    const { screen } = this.#parts;
    if (current.state === "waiting")
      screen.line(`connection lost (${current.reason}); trying again`);
    if (current.state === "open") screen.line("connected again");
  }

  async #summary(calls: SteadyCalls, gameId: string): Promise<MatchSummary> {
    const { past_events: events, game_state: counts } = await calls.ask("getGame", {
      game_id: gameId,
    });
    const [action = ""] = this.#parts.script.actions.map(normaliseName);
    this.#scoreboard.count(counts.find((row) => row.action_id === action) ?? {});
    const winners = [...this.#results.values()];
    return {
      gameId,
      events: events.length,
      score: this.#scoreboard.text,
      settled: winners.filter((winner) => winner !== null).length,
      voided: winners.filter((winner) => winner === null).length,
    };
  }
}
