// Tells those who asked for it, at the interval they asked for, up to which seq their game is: silence
// then means a dead connection and a higher seq a missed message. One timer per interval, not per client.
import { type GameId } from "../../engine/ids.ts";
import { type Cancel, repeat, type Scheduler } from "../../ops/scheduler.ts";
import type { Limits } from "../../ops/limits.ts";
import { gameHeartbeat } from "../../protocol/plain-messages.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import type { Outbox } from "./outbox.ts";
import type { SlicedWork, Work } from "./sliced-work.ts";

export type HeartbeatsParts = {
  readonly writer: Writer;
  readonly delivery: Delivery;
  readonly outbox: Outbox;
  readonly slicedWork: SlicedWork;
  readonly scheduler: Scheduler;
  readonly limits: Limits;
};

type Followers = Map<Connection, Set<GameId>>;
type Beat = { readonly followers: Followers; readonly cancel: Cancel };

export class Heartbeats {
  readonly #parts: HeartbeatsParts;
  readonly #beats = new Map<number, Beat>();

  constructor(parts: HeartbeatsParts) {
    this.#parts = parts;
  }

  /** How many timers run. */
  get timers(): number {
    return this.#beats.size;
  }

  start(connection: Connection, gameId: GameId, everyMs: number): void {
    const { followers } = this.#beats.get(everyMs) ?? this.#newBeat(everyMs);
    const games = followers.get(connection);
    if (games === undefined) followers.set(connection, new Set([gameId]));
    else games.add(gameId);
  }

  stop(connection: Connection, gameId: GameId, everyMs: number): void {
    const beat = this.#beats.get(everyMs);
    const games = beat?.followers.get(connection);
    if (beat === undefined || games === undefined || !games.delete(gameId)) return;
    if (games.size === 0) beat.followers.delete(connection);
    if (beat.followers.size > 0) return;
    beat.cancel();
    this.#beats.delete(everyMs);
  }

  #newBeat(everyMs: number): Beat {
    const { limits, outbox, scheduler, slicedWork } = this.#parts;
    const followers: Followers = new Map();
    const cancel = repeat(scheduler, everyMs, () => {
      // While the disk is silent they would only pile up behind it.
      if (outbox.unsentBytes <= limits.unsentBytes) slicedWork.add(this.#tell(followers));
    });
    const beat = { followers, cancel };
    this.#beats.set(everyMs, beat);
    return beat;
  }

  *#tell(followers: Followers): Work {
    const { delivery, writer } = this.#parts;
    for (const [connection, games] of followers) {
      for (const gameId of games) {
        const game = writer.state.games.get(gameId);
        if (game === undefined || game.status.kind === "closed" || connection.isClosed) continue;
        delivery.reply(connection, null, gameHeartbeat(gameId, game.seq));
        yield;
      }
    }
  }
}
