// From the codes of the engine and its writer to those of an endpoint. What an endpoint has no word for
// is INTERNAL_ERROR: the caller repeats.
import type { RefusalCode } from "../engine/refusal.ts";
import type { WriterRefusal } from "../sequencer/writer.ts";
import { type HubAnswer, type HubRefusal, refusal } from "./call.ts";

export type InnerCode = RefusalCode | WriterRefusal["code"];

export function translated<Code extends string>(
  inner: { readonly code: InnerCode; readonly text: string },
  words: Readonly<Partial<Record<InnerCode, Code>>>,
): HubRefusal<Code | "INTERNAL_ERROR"> {
  return refusal(words[inner.code] ?? "INTERNAL_ERROR", inner.text);
}

/** A refusal of the writer touched nothing and waits for nothing: it must not wait for a stuck disk. */
export function leavesOf({ code }: HubRefusal<string>): HubAnswer["leaves"] {
  return code === "INTERNAL_ERROR" ? "at-once" : "durable";
}
