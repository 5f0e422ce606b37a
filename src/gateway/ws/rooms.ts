// Who has joined which game, as decided: by connection, by feed (each has its topic) and by user.
// A room changes at once; the socket's subscription follows through the outbox, in its place between
// the messages.
import type { GameId, UserId } from "../../engine/ids.ts";
import type { ConflateMs } from "../../protocol/client-request.ts";
import type { Edition } from "../../protocol/edition.ts";
import type { Connection } from "./connection.ts";
import type { Outbox } from "./outbox.ts";

/** Subscribers of one feed get the same texts: all messages in one edition, distributions at one pace. */
export type Feed = { readonly edition: Edition; readonly conflateMs: ConflateMs | null };

export class Room {
  readonly members = new Set<Connection>();
  readonly #feeds = new Map<string, { readonly feed: Feed; connections: number }>();
  /** Connections per pace of distributions. */
  readonly #paces = new Map<ConflateMs | null, number>();
  /** Connections per user; guests are in none. */
  readonly #users = new Map<UserId, number>();

  *feeds(): Generator<Feed> {
    for (const { feed } of this.#feeds.values()) yield feed;
  }

  paces(): Iterable<ConflateMs | null> {
    return this.#paces.keys();
  }

  hasPace(conflateMs: ConflateMs | null): boolean {
    return this.#paces.has(conflateMs);
  }

  countFeed(feed: Feed, change: 1 | -1): void {
    count(this.#paces, feed.conflateMs, change);
    const key = keyOf(feed);
    const known = this.#feeds.get(key);
    if (known === undefined) this.#feeds.set(key, { feed, connections: 1 });
    else if ((known.connections += change) === 0) this.#feeds.delete(key);
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

  enter(connection: Connection, gameId: GameId, conflateMs: ConflateMs | null): Room {
    let room = this.#rooms.get(gameId);
    if (room === undefined) {
      room = new Room();
      this.#rooms.set(gameId, room);
    }
    room.members.add(connection);
    connection.games.set(gameId, { conflateMs, heartbeatMs: null });
    this.#subscribe(room, connection, gameId, { edition: connection.edition, conflateMs });
    return room;
  }

  exit(connection: Connection, gameId: GameId): void {
    const room = this.#rooms.get(gameId);
    const joined = connection.games.get(gameId);
    if (room === undefined || joined === undefined) return;
    const { edition } = connection;
    room.members.delete(connection);
    connection.games.delete(gameId);
    this.#unsubscribe(room, connection, gameId, { edition, conflateMs: joined.conflateMs });
    if (room.members.size === 0) this.#rooms.delete(gameId);
  }

  changeEdition(connection: Connection, edition: Edition): void {
    for (const [gameId, { conflateMs }] of connection.games) {
      const room = this.#rooms.get(gameId);
      if (room === undefined) continue;
      this.#unsubscribe(room, connection, gameId, { edition: connection.edition, conflateMs });
      this.#subscribe(room, connection, gameId, { edition, conflateMs });
    }
    connection.edition = edition;
  }

  /** For one who has joined already; says whether that changed anything. */
  changePace(connection: Connection, gameId: GameId, conflateMs: ConflateMs | null): boolean {
    const room = this.#rooms.get(gameId);
    const joined = connection.games.get(gameId);
    if (room === undefined || joined === undefined || joined.conflateMs === conflateMs) {
      return false;
    }
    const { edition } = connection;
    this.#unsubscribe(room, connection, gameId, { edition, conflateMs: joined.conflateMs });
    this.#subscribe(room, connection, gameId, { edition, conflateMs });
    joined.conflateMs = conflateMs;
    return true;
  }

  #subscribe(room: Room, connection: Connection, gameId: GameId, feed: Feed): void {
    room.countFeed(feed, 1);
    this.#outbox.subscribe(connection, topicOf(gameId, feed));
  }

  #unsubscribe(room: Room, connection: Connection, gameId: GameId, feed: Feed): void {
    room.countFeed(feed, -1);
    this.#outbox.unsubscribe(connection, topicOf(gameId, feed));
  }
}

export function topicOf(gameId: GameId, feed: Feed): string {
  return `game:${gameId}:${keyOf(feed)}`;
}

function keyOf({ edition, conflateMs }: Feed): string {
  return conflateMs === null ? edition : `${edition}:${conflateMs}`;
}

function count<Key>(counts: Map<Key, number>, key: Key, change: 1 | -1): number {
  const sum = (counts.get(key) ?? 0) + change;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
  return sum;
}
