// Who has joined which game, as decided: by connection, by edition (each has its topic) and by user.
// A room changes at once; the socket's subscription follows through the outbox, in its place between
// the messages.
import type { GameId, UserId } from "../../engine/ids.ts";
import type { Edition } from "../../protocol/edition.ts";
import type { Connection } from "./connection.ts";
import type { Outbox } from "./outbox.ts";

export class Room {
  readonly members = new Set<Connection>();
  readonly #byEdition = new Map<Edition, number>();
  /** Connections per user; guests are in none. */
  readonly #users = new Map<UserId, number>();

  editions(): Iterable<Edition> {
    return this.#byEdition.keys();
  }

  countEdition(edition: Edition, change: 1 | -1): void {
    count(this.#byEdition, edition, change);
  }

  /** How many connections of the user are in now. */
  countUser(userId: UserId, change: 1 | -1): number {
    return count(this.#users, userId, change);
  }
}

export class Rooms {
  readonly #rooms = new Map<GameId, Room>();
  readonly #outbox: Outbox;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  of(gameId: GameId): Room | undefined {
    return this.#rooms.get(gameId);
  }

  enter(connection: Connection, gameId: GameId): Room {
    let room = this.#rooms.get(gameId);
    if (room === undefined) {
      room = new Room();
      this.#rooms.set(gameId, room);
    }
    room.members.add(connection);
    room.countEdition(connection.edition, 1);
    connection.games.add(gameId);
    this.#outbox.subscribe(connection, topicOf(gameId, connection.edition));
    return room;
  }

  exit(connection: Connection, gameId: GameId): void {
    const room = this.#rooms.get(gameId);
    if (room === undefined || !room.members.delete(connection)) return;
    room.countEdition(connection.edition, -1);
    connection.games.delete(gameId);
    this.#outbox.unsubscribe(connection, topicOf(gameId, connection.edition));
    if (room.members.size === 0) this.#rooms.delete(gameId);
  }

  changeEdition(connection: Connection, edition: Edition): void {
    for (const gameId of connection.games) {
      const room = this.#rooms.get(gameId);
      if (room === undefined) continue;
      room.countEdition(connection.edition, -1);
      room.countEdition(edition, 1);
      this.#outbox.unsubscribe(connection, topicOf(gameId, connection.edition));
      this.#outbox.subscribe(connection, topicOf(gameId, edition));
    }
    connection.edition = edition;
  }
}

export function topicOf(gameId: GameId, edition: Edition): string {
  return `game:${gameId}:${edition}`;
}

function count<Key>(counts: Map<Key, number>, key: Key, change: 1 | -1): number {
  const sum = (counts.get(key) ?? 0) + change;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
  return sum;
}
