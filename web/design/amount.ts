// Amounts are decimal text with all decimals of their currency, and stay text: sums are whole minor
// units, and never pass through a fraction.

export function minorOf(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}

export function decimalsOf(amount: string): number {
  const point = amount.indexOf(".");
  return point < 0 ? 0 : amount.length - point - 1;
}

export function textOf(minor: bigint, decimals: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return minor < 0n ? `-${text}` : text;
}

/** With thin gaps between thousands, as people read it; `12 345.60`. */
export function grouped(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const gaps = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return fraction === undefined ? gaps : `${gaps}.${fraction}`;
}

/** Short, for where there is little room: `1.2k`, `34M`. Below a thousand as it is, without `.00`. */
export function short(amount: string): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  if (whole.length > 6) return `${scaled(whole, 6)}M`;
  if (whole.length > 4) return `${scaled(whole, 3)}k`;
  return grouped(/^0*$/.test(fraction) ? whole : amount);
}

function scaled(whole: string, zeros: number): string {
  const head = whole.slice(0, -zeros);
  const tenth = whole.at(-zeros) ?? "0";
  return head.length >= 3 || tenth === "0" ? head : `${head}.${tenth}`;
}

/** What part of `all` it is, from 0 to 1. */
export function shareOf(part: string, all: string): number {
  const total = minorOf(all);
  return total === 0n ? 0 : Number((minorOf(part) * 10_000n) / total) / 10_000;
}

/** A positive amount as typed by people, with all decimals; null where it is none. */
export function readAmount(typed: string, decimals: number): string | null {
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(typed.trim());
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > decimals) return null;
  const minor = BigInt(whole + kept.padEnd(decimals, "0"));
  return minor === 0n ? null : textOf(minor, decimals);
}
