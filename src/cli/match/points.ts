// Amounts of the demo's currency: DON, points with two decimals, as whole hundredths.
import { formatDecimal } from "../../money/amount.ts";

export const DECIMALS = 2;

/** From a JSON number of the wire. */
export function minorOf(points: number): number {
  const minor = Math.round(points * 100);
  if (Number.isSafeInteger(minor) && minor / 100 === points) return minor;
  throw new Error(`the server sent ${points}, which is no amount with ${DECIMALS} decimals`);
}

/** `123456` -> `1234.56`, as sent to the server. */
export function pointsText(minor: number): string {
  return formatDecimal(minor, DECIMALS);
}

/** `123456` -> `1,234.56`, as shown. */
export function shownPoints(minor: number): string {
  const [whole = "", fraction = ""] = formatDecimal(minor, DECIMALS).split(".");
  return `${grouped(whole)}.${fraction}`;
}

export function shownCount(count: number): string {
  return grouped(String(count));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
