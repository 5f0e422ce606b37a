// Who bets when in one match, and on what: from a seed and the place in the script alone, never from the
// clock or a balance, so that it comes out the same every time.
import { Outlook } from "../bettors/outlook.ts";
import type { Random } from "../bettors/random.ts";
import { TEMPERS, type Temper, type Wish, chooseBet } from "../bettors/temper.ts";
import { type MatchScript, type PoolScript, poolsOf, teamId } from "../match/match-script.ts";
import type { Timetable } from "../match/timetable.ts";

export type PlannedBet = {
  readonly tapeMinute: number;
  /** Index of the bot. */
  readonly bot: number;
};

/** A pool as op 387 tells it, as far as it matters here. */
export type OpenPool = {
  readonly pool_id: string;
  readonly description: string;
  readonly is_blocked: boolean;
  readonly distributions: readonly { readonly target_id: string }[];
};

/** On average, in minutes of the match. */
const BET_EVERY = 0.4;
/** Bets keep away from the end of a pool, which the clock decides. */
const BEFORE_END = 1;
/** What a bot thinks it has. */
const PURSE_MINOR = 100_000;

export class BettingPlan {
  readonly bets: readonly PlannedBet[];
  readonly #outlook: Outlook;
  readonly #timetable: Timetable;
  readonly #random: Random;
  readonly #pools: ReadonlyMap<string, PoolScript>;
  readonly #characters: readonly { readonly temper: Temper; readonly team: string }[];

  constructor(script: MatchScript, timetable: Timetable, bots: number, random: Random) {
    this.#outlook = new Outlook(script);
    this.#timetable = timetable;
    this.#random = random;
    this.#pools = new Map(poolsOf(script).map((pool) => [pool.question, pool]));
    this.#characters = Array.from({ length: bots }, (_, index) => {
      const team = random.pick(script.teams);
      const temper = TEMPERS[index % TEMPERS.length] ?? "favourites";
      return { temper, team: team === undefined ? "" : teamId(team) };
    });
    this.bets = bots === 0 ? [] : this.#times(bots);
  }

  /** Null where there is nothing this bot would bet on. */
  choose({ tapeMinute, bot }: PlannedBet, open: readonly OpenPool[]): Wish | null {
    const character = this.#characters[bot];
    if (character === undefined) return null;
    const pools = open
      .filter((pool) => !pool.is_blocked && this.#isFarFromEnd(pool.description, tapeMinute))
      .map(({ pool_id: poolId, description: question, distributions }) => ({
        poolId,
        question,
        targets: distributions.map((row) => row.target_id),
        multipliers: new Map<string, number>(),
      }));
    const sight = {
      pools,
      outlook: this.#outlook,
      played: tapeMinute / this.#timetable.lengthMinutes,
      availableMinor: PURSE_MINOR,
      teamId: character.team,
    };
    return chooseBet(character.temper, sight, this.#random);
  }

  #times(bots: number): PlannedBet[] {
    const bets: PlannedBet[] = [];
    const random = this.#random.fork();
    let tapeMinute = random.exponential(BET_EVERY);
    while (tapeMinute < this.#timetable.lengthMinutes) {
      bets.push({ tapeMinute, bot: random.below(bots) });
      tapeMinute += random.exponential(BET_EVERY);
    }
    return bets;
  }

  #isFarFromEnd(question: string, tapeMinute: number): boolean {
    const pool = this.#pools.get(question);
    if (pool === undefined || pool.kind === "next-event") return true;
    const end = pool.kind === "decision" ? pool.stop : pool.finish;
    return tapeMinute < this.#timetable.tapeMinuteOf(end) - BEFORE_END;
  }
}
