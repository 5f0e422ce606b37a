// Sums of amounts as the server writes them: exact, never through a floating-point number.

/** a + b or a - b, with as many decimals as the longer of the two. */
export function plus(a: string, b: string, sign: 1 | -1 = 1): string {
  const decimals = Math.max(decimalsOf(a), decimalsOf(b));
  const sum = unitsOf(a, decimals) + BigInt(sign) * unitsOf(b, decimals);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return sum < 0n ? `-${text}` : text;
}

function decimalsOf(amount: string): number {
  const point = amount.indexOf(".");
  return point < 0 ? 0 : amount.length - point - 1;
}

function unitsOf(amount: string, decimals: number): bigint {
  return BigInt(amount.replace(".", "") + "0".repeat(decimals - decimalsOf(amount)));
}
