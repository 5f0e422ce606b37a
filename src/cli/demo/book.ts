// One player's own books, kept from 356 and 362/363 alone: never from a balance the server told, so that
// the two can be compared in the end. Amounts are minor units.
import type { Resolution } from "./news.ts";

/** open: not resolved. back: returned, because of a void or because nobody had the winner. */
export type Fate = "open" | "won" | "lost" | "back" | "late";

export type BookedBet = {
  readonly target: string;
  readonly stakeMinor: number;
  /** The server took it between these two. */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  fate: Fate;
};

export type PoolBook = { readonly bets: BookedBet[]; paidMinor: number };

/** A bet taken within a few ms of the goal: only the balance tells on which side of it. */
type Doubt = { readonly bet: BookedBet; readonly fateIfInTime: Fate };

export class Book {
  readonly #userId: number;
  readonly pools = new Map<string, PoolBook>();
  readonly #doubts: Doubt[] = [];
  #availableMinor: number;

  constructor(userId: number, availableMinor: number) {
    this.#userId = userId;
    this.#availableMinor = availableMinor;
  }

  get availableMinor(): number {
    return this.#availableMinor;
  }

  get exposureMinor(): number {
    return this.#openBets().reduce((sum, { stakeMinor }) => sum + stakeMinor, 0);
  }

  get hasOpenBets(): boolean {
    return this.#openBets().length > 0;
  }

  /** Whether a balance told by the server can be right, as far as the books know. */
  mayBe(currentMinor: number): boolean {
    return this.#doubts.length > 0 || this.#availableMinor + this.exposureMinor === currentMinor;
  }

  /** Before a bet is sent. */
  reserve(stakeMinor: number): void {
    this.#availableMinor -= stakeMinor;
  }

  /** It was refused. */
  release(stakeMinor: number): void {
    this.#availableMinor += stakeMinor;
  }

  accept(poolId: string, bet: Omit<BookedBet, "fate">): void {
    const entry: BookedBet = { ...bet, fate: "open" };
    const pool = this.pools.get(poolId);
    if (pool === undefined) this.pools.set(poolId, { bets: [entry], paidMinor: 0 });
    else pool.bets.push(entry);
  }

  /**
   * Books the result; says what in it contradicts the bets. `happenedAtMs` is the event's time where
   * an event resolved the pool.
   */
  settle(resolution: Resolution, happenedAtMs: number | null): string[] {
    const { participants } = resolution;
    const pool = this.pools.get(resolution.poolId);
    if (participants.kind === "counted") return [];
    const paidMinor = participants.paidMinor.get(this.#userId) ?? 0;
    const isLate = participants.late.has(this.#userId);
    const isLoser = participants.losers.has(this.#userId);
    if (pool === undefined) {
      const isListed = paidMinor > 0 || isLate || isLoser;
      return isListed
        ? [`pool ${resolution.poolId} lists user ${this.#userId}, who never bet`]
        : [];
    }
    const late = isLate ? this.#lateBets(pool, resolution, happenedAtMs) : new Set<BookedBet>();
    for (const bet of pool.bets) bet.fate = late.has(bet) ? "late" : fateInTime(bet, resolution);
    pool.paidMinor = paidMinor;
    this.#availableMinor += paidMinor + returnedOf(pool.bets);
    return this.#contradictions(pool, { ...resolution, isLate, isLoser });
  }

  /**
   * Compares with what the server says the player has. Where a bet is in doubt, its fate becomes the one
   * that fits. Null: all is well.
   */
  reconcile(server: {
    currentMinor: number;
    availableMinor: number;
    exposureMinor: number;
  }): string | null {
    const { currentMinor, availableMinor, exposureMinor } = server;
    for (const { bet, fateIfInTime } of this.#doubts) {
      if (this.#availableMinor - bet.stakeMinor < availableMinor) continue;
      this.#availableMinor -= bet.stakeMinor;
      bet.fate = fateIfInTime;
    }
    const own = {
      currentMinor: this.#availableMinor + this.exposureMinor,
      availableMinor: this.#availableMinor,
      exposureMinor: this.exposureMinor,
    };
    const same =
      own.currentMinor === currentMinor &&
      own.availableMinor === availableMinor &&
      own.exposureMinor === exposureMinor;
    if (same) return null;
    return `user ${this.#userId} should have ${shown(own)}, the server says ${shown(server)}`;
  }

  /** The last ones: time never runs backwards. */
  #lateBets(
    { bets }: PoolBook,
    resolution: Resolution,
    happenedAtMs: number | null,
  ): ReadonlySet<BookedBet> {
    const event = happenedAtMs ?? Infinity;
    // The answer is stamped after the bet was taken, so these include every late one.
    const after = bets.filter(({ answeredAtMs }) => answeredAtMs > event);
    const [first] = after;
    if (first !== undefined && after.length > 1 && first.sentAtMs <= event) {
      this.#doubts.push({ bet: first, fateIfInTime: fateInTime(first, resolution) });
    }
    return new Set(after);
  }

  #contradictions(
    { bets, paidMinor }: PoolBook,
    { poolId, isLate, isLoser }: { poolId: string; isLate: boolean; isLoser: boolean },
  ): string[] {
    const won = sumOf(bets, "won");
    const found: string[] = [];
    const note = (text: string): void => {
      found.push(`pool ${poolId}, user ${this.#userId}: ${text}`);
    };
    const isLateHere = bets.some(({ fate }) => fate === "late");
    if (isLate && !isLateHere) note("invalidated, but no bet came after the event");
    // A bet in doubt may be what was won or lost; the balance decides in the end.
    if (this.#doubts.some(({ bet }) => bets.includes(bet))) return found;
    if (paidMinor < won) note(`paid ${paidMinor} for winning stakes of ${won}`);
    if (won === 0 && paidMinor > 0) note(`paid ${paidMinor} without a winning bet`);
    const shouldLose = won === 0 && sumOf(bets, "lost") > 0;
    if (shouldLose !== isLoser) note(isLoser ? "listed as a loser" : "not listed as a loser");
    return found;
  }

  #openBets(): BookedBet[] {
    return [...this.pools.values()].flatMap(({ bets }) =>
      bets.filter(({ fate }) => fate === "open"),
    );
  }
}

function fateInTime({ target }: BookedBet, { winner, isMoneyReturn }: Resolution): Fate {
  if (isMoneyReturn || winner === null) return "back";
  return target === winner ? "won" : "lost";
}

function returnedOf(bets: readonly BookedBet[]): number {
  return sumOf(bets, "back") + sumOf(bets, "late");
}

export function sumOf(bets: readonly BookedBet[], fate: Fate): number {
  return bets.reduce((sum, bet) => (bet.fate === fate ? sum + bet.stakeMinor : sum), 0);
}

function shown(balance: {
  currentMinor: number;
  availableMinor: number;
  exposureMinor: number;
}): string {
  const { currentMinor, availableMinor, exposureMinor } = balance;
  return `${currentMinor} (${availableMinor} available, ${exposureMinor} at stake) minor units`;
}
