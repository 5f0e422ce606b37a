// The newest messages of each game that nobody may miss, kept as they were decided, so that a client
// that was cut off can be given what it missed. In memory only: after a restart it starts empty, and who
// asks for more than it holds gets a snapshot.
import type { GameId } from "../../engine/ids.ts";
import type { Rendering } from "../../protocol/rendering.ts";
import type { Place } from "../../protocol/stamp.ts";

export type HistoryLimits = {
  readonly historyMessages: number;
  readonly historyBytes: number;
};

type Kept = { readonly seq: number; readonly rendering: Rendering; readonly bytes: number };
/** Consecutive, oldest first, from `first` on; those before it are forgotten. */
type Strip = { kept: Kept[]; first: number; bytes: number };

export class History {
  readonly #limits: HistoryLimits;
  readonly #strips = new Map<GameId, Strip>();

  constructor(limits: HistoryLimits) {
    this.#limits = limits;
  }

  keep({ gameId, seq }: Place, rendering: Rendering): void {
    let strip = this.#strips.get(gameId);
    // One that could not be told leaves a hole: nothing from before it is of use.
    if (strip === undefined || strip.kept.at(-1)?.seq !== seq - 1) {
      strip = { kept: [], first: 0, bytes: 0 };
      this.#strips.set(gameId, strip);
    }
    const bytes = rendering.size;
    strip.kept.push({ seq, rendering, bytes });
    strip.bytes += bytes;
    this.#trim(strip);
  }

  /** What came after `lastSeq`, in order, up to `seq`; null where not all of it is kept. */
  since(gameId: GameId, lastSeq: number, seq: number): Rendering[] | null {
    if (lastSeq === seq) return [];
    const strip = this.#strips.get(gameId);
    const oldest = strip?.kept[strip.first]?.seq;
    if (strip === undefined || oldest === undefined) return null;
    if (lastSeq > seq || lastSeq + 1 < oldest || strip.kept.at(-1)?.seq !== seq) return null;
    const from = strip.first + (lastSeq + 1 - oldest);
    return strip.kept.slice(from).map(({ rendering }) => rendering);
  }

  /** Nobody can join a closed game. */
  forget(gameId: GameId): void {
    this.#strips.delete(gameId);
  }

  #trim(strip: Strip): void {
    const { historyMessages, historyBytes } = this.#limits;
    while (strip.kept.length - strip.first > historyMessages || strip.bytes > historyBytes) {
      const oldest = strip.kept[strip.first];
      if (oldest === undefined) break;
      strip.bytes -= oldest.bytes;
      strip.first++;
    }
    if (strip.first * 2 < strip.kept.length) return;
    strip.kept.splice(0, strip.first);
    strip.first = 0;
  }
}
