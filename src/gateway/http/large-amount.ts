// Sums of many amounts: they may pass what a number holds exactly.

/** Whole minor units of any size: 1234 with 2 decimals is 12.34. */
export function largeDecimal(minor: bigint | string, decimals: number): string {
  const text = String(minor);
  if (text.startsWith("-")) return `-${largeDecimal(text.slice(1), decimals)}`;
  const digits = text.padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
