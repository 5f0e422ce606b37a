// How the money of a settled pool is split. Everything is whole minor units; the split leaves no remainder.
import { type Minor, minor } from "./amount.ts";

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/**
 * floor(a * b / c), exact for safe integers a, b >= 0 and 0 < c <= 2^50 whose result is safe too.
 * Products past 2^53 are held as two numbers instead of a BigInt: a pool may have a million shares.
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  const remainder = a % c;
  const quotient = (a - remainder) / c; // exact, where Math.floor(a / c) may round up
  const product = remainder * b;
  if (product <= MAX_SAFE) return quotient * b + Math.floor(product / c);
  return quotient * b + divideLarge(remainder, b, c);
}

/** floor(a * b / c) for a < c: a guess that is off by very few, put right by its exact remainder. */
function divideLarge(a: number, b: number, c: number): number {
  let guess = Math.floor((a * b) / c);
  // Both products lie close together, so the differences of their parts are small and exact.
  let rest = a * b - guess * c + (roundedOff(a, b) - roundedOff(guess, c));
  while (rest < 0) {
    guess--;
    rest += c;
  }
  while (rest >= c) {
    guess++;
    rest -= c;
  }
  return guess;
}

/** What a * b loses to rounding (Dekker's product): a * b + roundedOff(a, b) is the exact product. */
function roundedOff(a: number, b: number): number {
  const aHigh = highHalf(a);
  const aLow = a - aHigh;
  const bHigh = highHalf(b);
  const bLow = b - bHigh;
  return aHigh * bHigh - a * b + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** The upper 26 bits of a number's 53. */
function highHalf(value: number): number {
  const shifted = value * 134_217_729; // 2^27 + 1
  return shifted - (shifted - value);
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
