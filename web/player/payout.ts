// What a stake would be paid if its target won now, the stake itself included in the pool: SPEC, Settlement,
// for the last bet of a pool. Whole minor units throughout.

export type PoolSums = {
  readonly grossMinor: bigint;
  /** On the target. */
  readonly backingMinor: bigint;
  readonly takeoutBps: number;
};

export function payoutNow(
  { grossMinor, backingMinor, takeoutBps }: PoolSums,
  stakeMinor: bigint,
): bigint {
  const gross = grossMinor + stakeMinor;
  const winning = backingMinor + stakeMinor;
  const net = gross - takeoutOf(gross, winning, takeoutBps);
  return net - (net * backingMinor) / winning;
}

/** Never so much that a winner got back less than the stake. */
export function takeoutOf(gross: bigint, winning: bigint, takeoutBps: number): bigint {
  const asked = (gross * BigInt(takeoutBps)) / 10_000n;
  return asked < gross - winning ? asked : gross - winning;
}
