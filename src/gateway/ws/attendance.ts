// Joining and leaving games: 363, 364, and what others hear of it (470, 480). A user joins with the
// first connection and leaves with the last; guests come and go unannounced, and so does everyone
// where too many listen.
import { type Newcomer, admissionTo } from "../../engine/hub/admission.ts";
import type { GameId } from "../../engine/ids.ts";
import { gameOf } from "../../engine/state.ts";
import type { JoinWishes } from "../../protocol/client-request.ts";
import { joinRefusal } from "../../protocol/query.ts";
import { gameJoined, gameLeft, userJoined, userLeft } from "../../protocol/plain-messages.ts";
import { LIMITS, type Limits } from "../../ops/limits.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Call } from "./call.ts";
import type { Connection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import type { Heartbeats } from "./heartbeats.ts";
import type { Resuming } from "./resuming.ts";
import { type Who, userIdOf } from "./session.ts";
import type { Room, Rooms } from "./rooms.ts";

export type AttendanceParts = {
  readonly writer: Writer;
  readonly rooms: Rooms;
  readonly delivery: Delivery;
  readonly limits: Limits;
  readonly resuming: Resuming;
  readonly heartbeats: Heartbeats;
};

export class Attendance {
  readonly #parts: AttendanceParts;

  constructor(parts: AttendanceParts) {
    this.#parts = parts;
  }

  /** The last join counts whole: what it does not ask for ends. */
  join(call: Call, gameId: GameId, wishes: JoinWishes): void {
    const { writer, rooms, delivery, limits, resuming } = this.#parts;
    const { connection, requestId } = call;
    const refusal = joinRefusal(writer.state, gameId);
    if (refusal !== null) {
      delivery.refuse(connection, call, refusal);
      return;
    }
    const admission = admissionTo(
      writer.state,
      gameOf(writer.state, gameId),
      newcomer(connection.who),
      writer.nowMs(),
    );
    if (admission.kind === "refused") {
      delivery.refuse(connection, call, admission);
      return;
    }
    const known = connection.games.has(gameId);
    const max = limits.subscriptionsPerConnection;
    if (!known && connection.games.size >= max) {
      const text = `this connection has joined ${connection.games.size} games; ${max} are accepted, leave one first (op 364)`;
      delivery.refuse(connection, call, { code: LIMITS.subscriptionsPerConnection.code, text });
      return;
    }
    const game = gameOf(writer.state, gameId);
    delivery.reply(connection, requestId, gameJoined(gameId, game.seq));
    const { lastSeq, conflateMs, heartbeatMs } = wishes;
    if (lastSeq !== null) resuming.resume(connection, game, lastSeq);
    if (known) {
      const changed = rooms.changePace(connection, gameId, conflateMs);
      // One that was due at the old pace would not come any more.
      if (changed && lastSeq === null) resuming.showDistributions(connection, game);
      this.#changeHeartbeat(connection, gameId, heartbeatMs);
      return;
    }
    const room = rooms.enter(connection, gameId, conflateMs);
    this.#changeHeartbeat(connection, gameId, heartbeatMs);
    this.#arrived(connection, gameId, room);
  }

  leave(call: Call, gameId: GameId): void {
    const { writer, delivery } = this.#parts;
    const { connection, requestId } = call;
    const { games, archived } = writer.state;
    if (!games.has(gameId) && !archived.games.has(gameId)) {
      const text = `there is no game ${gameId}`;
      delivery.refuse(connection, call, { code: "GAME_NOT_FOUND", text });
      return;
    }
    delivery.reply(connection, requestId, gameLeft(gameId));
    if (connection.games.has(gameId)) this.#depart(connection, gameId);
  }

  /** The connection is gone. */
  drop(connection: Connection): void {
    for (const gameId of connection.games.keys()) this.#depart(connection, gameId);
  }

  /** A guest has become a user: the others hear of it now. */
  introduce(connection: Connection): void {
    for (const gameId of connection.games.keys()) {
      const room = this.#parts.rooms.of(gameId);
      if (room !== undefined) this.#arrived(connection, gameId, room);
    }
  }

  #arrived(connection: Connection, gameId: GameId, room: Room): void {
    const { who } = connection;
    if (who.kind === "guest" || room.countUser(who.userId, 1) !== 1) return;
    if (!this.#isSmall(room)) return;
    this.#parts.delivery.toRoom(gameId, userJoined(gameId, who.userId, who.username), null);
  }

  #depart(connection: Connection, gameId: GameId): void {
    const { rooms, delivery } = this.#parts;
    const room = rooms.of(gameId);
    if (room === undefined) return;
    const wasSmall = this.#isSmall(room);
    this.#changeHeartbeat(connection, gameId, null);
    rooms.exit(connection, gameId);
    const { who } = connection;
    if (who.kind === "guest" || room.countUser(who.userId, -1) !== 0 || !wasSmall) return;
    delivery.toRoom(gameId, userLeft(gameId, who.userId, who.username), null);
  }

  #changeHeartbeat(connection: Connection, gameId: GameId, everyMs: number | null): void {
    const { heartbeats } = this.#parts;
    const joined = connection.games.get(gameId);
    if (joined === undefined || joined.heartbeatMs === everyMs) return;
    if (joined.heartbeatMs !== null) heartbeats.stop(connection, gameId, joined.heartbeatMs);
    joined.heartbeatMs = everyMs;
    if (everyMs !== null) heartbeats.start(connection, gameId, everyMs);
  }

  #isSmall(room: Room): boolean {
    return room.members.size <= this.#parts.limits.announceSubscribersMax;
  }
}

function newcomer(who: Who): Newcomer {
  const session = who.kind === "user" ? (who.launched?.sessionId ?? null) : null;
  return { userId: userIdOf(who), session };
}
