// How a connection is told why it ends: "CODE: text" as the reason of its closing frame.
import type { Refused } from "./delivery.ts";

/** Of RFC 6455: what came is not accepted. */
export const POLICY_VIOLATION = 1008;

/** The frame has 125 bytes, two of which are the close code. */
const REASON_BYTES_MAX = 123;

/** As much of it as there is room for, in whole characters. */
export function closingReason({ code, text }: Refused): string {
  const bytes = new Uint8Array(REASON_BYTES_MAX);
  const reason = `${code}: ${text}`;
  const { read } = new TextEncoder().encodeInto(reason, bytes);
  return reason.slice(0, read);
}
