// How the money of a settled pool is split. Everything is whole minor units; the split leaves no remainder.
import { type Minor, minor } from "./amount.ts";

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/**
 * floor(a * b / c), exact for safe integers a, b >= 0 and c > 0 whose result is a safe integer.
 * BigInt only where the product of the remainder passes 2^53.
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  const remainder = a % c;
  const quotient = (a - remainder) / c; // exact, where Math.floor(a / c) may round up
  const product = remainder * b;
  if (product <= MAX_SAFE) return quotient * b + Math.floor(product / c);
  return quotient * b + Number((BigInt(remainder) * BigInt(b)) / BigInt(c));
}

export type PoolSplit = { takeoutMinor: Minor; netMinor: Minor };

/**
 * Takeout and net of a pool with winning stakes. The takeout never eats into the winners' own stakes,
 * so nobody who won gets back less than the stake.
 */
export function splitPool(grossMinor: number, winningMinor: number, takeoutBps: number): PoolSplit {
  const takeout = Math.min(mulDivFloor(grossMinor, takeoutBps, 10_000), grossMinor - winningMinor);
  return { takeoutMinor: minor(takeout), netMinor: minor(grossMinor - takeout) };
}

/**
 * What one winning bet gets. `cumulativeMinor` is the running total of winning stakes up to and with
 * this bet, in the order placed; the shares of all winning bets add up to exactly `netMinor`.
 */
export function dividend(
  netMinor: number,
  winningMinor: number,
  cumulativeMinor: number,
  stakeMinor: number,
): number {
  return (
    mulDivFloor(netMinor, cumulativeMinor, winningMinor) -
    mulDivFloor(netMinor, cumulativeMinor - stakeMinor, winningMinor)
  );
}

/**
 * What one unit on a target would get back by the settlement formula if it won now, in hundredths,
 * truncated. 100 (that is 1.00) where nothing is on the target.
 */
export function multiplierHundredths(
  grossMinor: number,
  onTargetMinor: number,
  takeoutBps: number,
): number {
  if (onTargetMinor === 0) return 100;
  const { netMinor } = splitPool(grossMinor, onTargetMinor, takeoutBps);
  return mulDivFloor(netMinor, 100, onTargetMinor);
}
