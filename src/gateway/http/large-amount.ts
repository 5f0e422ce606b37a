// Sums of many amounts: they may pass what a number holds exactly.

/** Whole minor units of any size, never negative: 1234 with 2 decimals is 12.34. */
export function largeDecimal(minor: bigint | string, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
