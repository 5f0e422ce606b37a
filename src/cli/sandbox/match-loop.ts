// Plays the scripts of the sandbox in one currency, one after the other, for ever. All steps of a match,
// the bots' bets among them, come one by one, so that the same seed gives the same match.
import type { Client } from "../../../client/src/client.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { Random } from "../bettors/random.ts";
import { GameDesk, gameFields } from "../match/game-desk.ts";
import { MatchPlay } from "../match/match-play.ts";
import type { MatchScript } from "../match/match-script.ts";
import { Scoreboard } from "../match/scoreboard.ts";
import { SteadyCalls } from "../match/steady-calls.ts";
import { Timetable } from "../match/timetable.ts";
import { BettingPlan, type PlannedBet } from "./betting-plan.ts";
import type { Bots } from "./bots.ts";

export type PlayedMatch = {
  readonly gameId: string;
  readonly name: string;
  readonly currency: string;
  readonly bets: number;
  readonly stakedMinor: number;
};

export type MatchLoopParts = {
  readonly scripts: readonly MatchScript[];
  readonly currency: string;
  /** Which of the scripts comes first; also tells the loops of one sandbox apart. */
  readonly place: number;
  readonly sourceId: string;
  readonly desk: Client;
  readonly bots: Bots;
  readonly speed: number;
  readonly seed: bigint;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  readonly onOpened: (match: Pick<PlayedMatch, "gameId" | "name" | "currency">) => void;
  readonly onPlayed: (match: PlayedMatch) => void;
};

const MINUTE_MS = 60_000;

type OpenMatch = { readonly script: MatchScript; readonly gameId: string; readonly round: number };

export class MatchLoop {
  readonly #parts: MatchLoopParts;
  readonly #calls: SteadyCalls;
  #rounds = 0;

  constructor(parts: MatchLoopParts) {
    this.#parts = parts;
    const { desk: client, scheduler, signal } = parts;
    this.#calls = new SteadyCalls({ client, scheduler, signal });
  }

  async open(): Promise<OpenMatch> {
    const { currency, place, scripts, sourceId, onOpened } = this.#parts;
    const round = this.#rounds++;
    const script = scripts[(place + round) % scripts.length];
    if (script === undefined) throw new Error("there is no match script");
    const fields = gameFields(sourceId, script, currency);
    const { game_id: gameId } = await this.#calls.ask("createAndOpenGame", fields);
    await this.#calls.ask("becomeGameAdmin", { game_id: gameId });
    onOpened({ gameId, name: script.name, currency });
    return { script, gameId, round };
  }

  /** Ends only with the signal, or with what went wrong. */
  async run(first: OpenMatch): Promise<never> {
    for (let match = first; ; match = await this.open()) {
      await this.#play(match);
      const { bots, currency } = this.#parts;
      await bots.refill(currency, `${currency} round ${match.round}`);
    }
  }

  async #play({ script, gameId, round }: OpenMatch): Promise<void> {
    const { bots, clock, currency, onPlayed, place, scheduler, seed, signal, speed } = this.#parts;
    const timetable = new Timetable(script, MINUTE_MS / speed);
    const random = Random.seeded(seed * 1_000_003n + BigInt(round * 16 + place));
    const plan = new BettingPlan(script, timetable, bots.count, random);
    const played = { gameId, name: script.name, currency, bets: 0, stakedMinor: 0 };
    const asides = plan.bets.map((planned) => ({
      tapeMinute: planned.tapeMinute,
      run: async (): Promise<void> => {
        const stakeMinor = await this.#bet(plan, planned, gameId);
        if (stakeMinor > 0) played.bets++;
        played.stakedMinor += stakeMinor;
      },
    }));
    const desk = new GameDesk({ gameId, script, clock, demand: this.#calls.demand });
    const scoreboard = new Scoreboard(script.teams);
    const onHeadline = (): void => {};
    const parts = { script, timetable, desk, clock, scheduler, signal, scoreboard };
    await new MatchPlay({ ...parts, asides, onHeadline }).play();
    onPlayed(played);
  }

  /** The stake, or 0 where there was no bet. */
  async #bet(plan: BettingPlan, planned: PlannedBet, gameId: string): Promise<number> {
    const { pools_list: open } = await this.#calls.ask("listPools", { game_id: gameId });
    const wish = plan.choose(planned, open);
    if (wish === null) return 0;
    return (await this.#parts.bots.bet(planned.bot, wish)) ? wish.stakeMinor : 0;
  }
}
