// Suspends a game whose provider is gone or silent while pools are open: nobody would block betting
// when a goal falls. Off unless configured; only the provider lets betting go on (op 5002).
import type { GameId } from "../../engine/ids.ts";
import type { Game, State } from "../../engine/state.ts";
import { sourceOf } from "../../engine/state.ts";
import { suspensionKey } from "../../engine/suspension.ts";
import type { Clock } from "../../ops/clock.ts";
import { type Cancel, type Scheduler, repeat } from "../../ops/scheduler.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connections } from "./connections.ts";

export type ProviderWatchParts = {
  readonly writer: Writer;
  readonly connections: Connections;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** 0: never suspends. */
  readonly providerSilenceMs: number;
};

const LOOKS_PER_SILENCE = 4;
const LOOK_EVERY_MIN_MS = 50;

export class ProviderWatch {
  readonly #parts: ProviderWatchParts;
  /** When each game with open pools was last heard of by one of its admins, monotonic. */
  #heardMs = new Map<GameId, number>();

  constructor(parts: ProviderWatchParts) {
    this.#parts = parts;
  }

  start(): Cancel {
    const { providerSilenceMs, scheduler } = this.#parts;
    if (providerSilenceMs === 0) return () => {};
    const everyMs = Math.max(LOOK_EVERY_MIN_MS, providerSilenceMs / LOOKS_PER_SILENCE);
    return repeat(scheduler, everyMs, () => this.look());
  }

  look(): void {
    const { writer, clock, providerSilenceMs } = this.#parts;
    const { state } = writer;
    const nowMs = clock.monotonicMs();
    const heardMs = new Map<GameId, number>();
    for (const game of state.games.values()) {
      if (game.status.kind !== "open" || game.unresolved.size === 0) continue;
      const { gameId } = game;
      const scope = { kind: "provider", gameId } as const;
      if (state.suspensions.has(suspensionKey(scope))) continue;
      const lastMs = Math.max(
        this.#heardMs.get(gameId) ?? nowMs,
        this.#newestMessageMs(state, game),
      );
      heardMs.set(gameId, lastMs);
      if (nowMs - lastMs < providerSilenceMs) continue;
      const reason = `nothing was heard from the provider for ${Math.round(nowMs - lastMs)} ms`;
      writer.submit({ kind: "suspend-betting", scope, reason }, { kind: "system" }, null);
    }
    this.#heardMs = heardMs;
  }

  #newestMessageMs(state: State, game: Game): number {
    const { connections } = this.#parts;
    const admins = [...game.admins, sourceOf(state, game.sourceId).adminId];
    let newestMs = -Infinity;
    for (const userId of admins) {
      for (const { heardMs } of connections.ofUser(userId)) newestMs = Math.max(newestMs, heardMs);
    }
    return newestMs;
  }
}
