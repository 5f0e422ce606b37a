// The settlement of a pool, slowly and straight from its rule. Shares no code with the engine's: the
// point is that two independent readings of the rule come to the same cent.

/** The bets of one pool in the order placed: lists of equal length. */
export type BetList = {
  users: number[];
  targets: number[];
  stakesMinor: number[];
  placedAtMs: number[];
  /** Place of the account and rate among the pool's; -1 where the source has no accounts. */
  royalties: number[];
};

export type HandFigures = {
  firstLateBet: number;
  grossMinor: bigint;
  winningMinor: bigint;
  takeoutMinor: bigint;
  netMinor: bigint;
  lateMinor: bigint;
  moneyReturn: boolean;
};

export type HandTerms = {
  /** Place of the winning target in the pool. */
  winner: number;
  happenedAtMs: number;
  takeoutBps: number;
};

export type PaidBet = {
  user: number;
  stakeMinor: bigint;
  paidMinor: bigint;
  /** returned: late, or nobody had the winner. */
  outcome: "won" | "lost" | "returned";
};

export function newBetList(): BetList {
  return { users: [], targets: [], stakesMinor: [], placedAtMs: [], royalties: [] };
}

export function figuresByHand(bets: BetList, terms: HandTerms): HandFigures {
  const isLate = (placedAtMs: number): boolean => placedAtMs > terms.happenedAtMs;
  const late = bets.placedAtMs.findIndex(isLate);
  const firstLateBet = late < 0 ? bets.users.length : late;
  let grossMinor = 0n;
  let winningMinor = 0n;
  let lateMinor = 0n;
  for (const [bet, stake] of bets.stakesMinor.entries()) {
    if (bet >= firstLateBet) {
      lateMinor += BigInt(stake);
      continue;
    }
    grossMinor += BigInt(stake);
    if (bets.targets[bet] === terms.winner) winningMinor += BigInt(stake);
  }
  const takeoutMinor = winningMinor === 0n ? 0n : takeoutOf(grossMinor, winningMinor, terms);
  return {
    firstLateBet,
    grossMinor,
    winningMinor,
    takeoutMinor,
    netMinor: grossMinor - takeoutMinor,
    lateMinor,
    moneyReturn: winningMinor === 0n && grossMinor > 0n,
  };
}

/** The takeout comes out of the losers' stakes only. */
function takeoutOf(grossMinor: bigint, winningMinor: bigint, terms: HandTerms): bigint {
  const wanted = (grossMinor * BigInt(terms.takeoutBps)) / 10_000n;
  const lost = grossMinor - winningMinor;
  return wanted < lost ? wanted : lost;
}

/** What every bet gets back, in the order placed. */
export function* payByHand(
  bets: BetList,
  winner: number,
  figures: HandFigures,
): Generator<PaidBet> {
  const { firstLateBet, netMinor, winningMinor } = figures;
  let runningMinor = 0n;
  for (const [bet, user] of bets.users.entries()) {
    const stakeMinor = BigInt(bets.stakesMinor[bet] ?? 0);
    if (bet >= firstLateBet || figures.moneyReturn) {
      yield { user, stakeMinor, paidMinor: stakeMinor, outcome: "returned" };
    } else if (bets.targets[bet] === winner) {
      const beforeMinor = (netMinor * runningMinor) / winningMinor;
      runningMinor += stakeMinor;
      const paidMinor = (netMinor * runningMinor) / winningMinor - beforeMinor;
      yield { user, stakeMinor, paidMinor, outcome: "won" };
    } else {
      yield { user, stakeMinor, paidMinor: 0n, outcome: "lost" };
    }
  }
}

/** A void pool: everybody gets the stake back. */
export function* returnByHand(bets: BetList): Generator<PaidBet> {
  for (const [bet, user] of bets.users.entries()) {
    const stakeMinor = BigInt(bets.stakesMinor[bet] ?? 0);
    yield { user, stakeMinor, paidMinor: stakeMinor, outcome: "returned" };
  }
}
