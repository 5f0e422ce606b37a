// A call of the Open Games API as the network side hands it in, and what goes back.

export type EndpointName =
  "accounts" | "games" | "providers" | "game-launch-url" | "games-processor" | "pending-games";

export type HubCall = {
  /** Behind the question mark, as it was sent; "" where there is none. */
  readonly query: string;
  /** What the signature stands for: the raw body, or the raw query string of a GET. */
  readonly signed: Uint8Array;
  /** The headers of that name. */
  readonly sign: string | null;
  readonly signTimestamp: string | null;
};

/** A rendered answer; `code` is for counting. */
export type HubAnswer = {
  readonly code: string;
  readonly body: string;
  /** durable: it tells of the state, and leaves when all of that is durable. */
  readonly leaves: "durable" | "at-once";
};

export type HubRefusal<Code extends string> = {
  readonly kind: "refused";
  readonly code: Code;
  readonly text: string;
};

export function refusal<Code extends string>(code: Code, text: string): HubRefusal<Code> {
  return { kind: "refused", code, text };
}
