// All connections, by user and by source.
import type { SourceId, UserId } from "../../engine/ids.ts";
import type { Connection } from "./connection.ts";

const NOBODY: ReadonlySet<Connection> = new Set();

export class Connections {
  readonly all = new Set<Connection>();
  readonly #byUser = new Map<UserId, Set<Connection>>();
  readonly #bySource = new Map<SourceId, Set<Connection>>();

  add(connection: Connection): void {
    this.all.add(connection);
    this.addUser(connection);
  }

  /** Call again when a guest has become a user. */
  addUser(connection: Connection): void {
    const { who } = connection;
    if (who.kind === "user") insert(this.#byUser, who.userId, connection);
  }

  addToSource(connection: Connection, sourceId: SourceId): void {
    connection.sources.add(sourceId);
    insert(this.#bySource, sourceId, connection);
  }

  remove(connection: Connection): void {
    this.all.delete(connection);
    const { who } = connection;
    if (who.kind === "user") withdraw(this.#byUser, who.userId, connection);
    for (const sourceId of connection.sources) withdraw(this.#bySource, sourceId, connection);
  }

  ofUser(userId: UserId): ReadonlySet<Connection> {
    return this.#byUser.get(userId) ?? NOBODY;
  }

  ofSource(sourceId: SourceId): ReadonlySet<Connection> {
    return this.#bySource.get(sourceId) ?? NOBODY;
  }

  isConnected(userId: UserId): boolean {
    return this.#byUser.has(userId);
  }

  /** A copy: it stays as it is while work goes on in slices. */
  connectedUsers(): UserId[] {
    return [...this.#byUser.keys()];
  }
}

function insert<Key>(sets: Map<Key, Set<Connection>>, key: Key, connection: Connection): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([connection]));
  else set.add(connection);
}

function withdraw<Key>(sets: Map<Key, Set<Connection>>, key: Key, connection: Connection): void {
  const set = sets.get(key);
  if (set?.delete(connection) === true && set.size === 0) sets.delete(key);
}
