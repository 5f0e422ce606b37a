// From the codes of the engine and its writer to those of an endpoint. What an endpoint has no word for
// is INTERNAL_ERROR: the caller repeats.
import type { RefusalCode } from "../engine/refusal.ts";
import type { WriterRefusal } from "../sequencer/writer.ts";
import { type HubRefusal, refusal } from "./call.ts";

export type InnerCode = RefusalCode | WriterRefusal["code"];

export function translated<Code extends string>(
  inner: { readonly code: InnerCode; readonly text: string },
  words: Readonly<Partial<Record<InnerCode, Code>>>,
): HubRefusal<Code | "INTERNAL_ERROR"> {
  return refusal(words[inner.code] ?? "INTERNAL_ERROR", inner.text);
}
