// What a message is told with beside its own content: where it stands among the facts. Which of it is
// shown is up to each edition.
import type { GameId } from "../engine/ids.ts";

/** Position in the one sequence of a game's messages that nobody may miss. From the log, so it never changes. */
export type Place = { readonly gameId: GameId; readonly seq: number };

export type Stamp = {
  /** null for what may be missed: distributions, balances, comings and goings, personal copies, reads. */
  readonly place: Place | null;
  /** Seq in the log of the fact told of, or of the last one when a change was answered. */
  readonly logSeq: number | null;
  /** resync: the present state in place of messages that are no longer kept. */
  readonly purpose: "message" | "resync";
};

export const UNSTAMPED: Stamp = { place: null, logSeq: null, purpose: "message" };

export function stampOfAnswer(logSeq: number): Stamp {
  return { place: null, logSeq, purpose: "message" };
}

export function stampOfSnapshot(place: Place): Stamp {
  return { place, logSeq: null, purpose: "resync" };
}
