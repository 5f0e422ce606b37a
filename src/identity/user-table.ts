// The rows of users and nothing else. A row is never deleted; erasing empties it.
import type { Database } from "bun:sqlite";
import type { User, UserSearch } from "./identity.ts";

export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly country: string | null;
}

export interface Credentials {
  readonly userId: number;
  readonly passwordHash: string;
}

const userColumns = "id AS userId, username, email, country, state";

export class UserTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Ids are dense from 1: SQLite gives the highest plus one, and no row is ever deleted. */
  insertPending(user: NewUser): number {
    const row = this.#database
      .query<{ id: number }, [string, string, string, string, string | null]>(
        `INSERT INTO users (state, username, email, email_folded, password_hash, country)
         VALUES ('pending', ?1, ?2, ?3, ?4, ?5) RETURNING id`,
      )
      .get(user.username, user.email, foldedEmail(user.email), user.passwordHash, user.country);
    if (row === null) throw new Error("INSERT INTO users returned no row");
    return row.id;
  }

  /** Somebody without address and password. */
  insertPendingPlayer(userId: number, username: string, country: string | null): void {
    this.#database
      .query<null, [number, string, string | null]>(
        "INSERT INTO users (id, state, username, country) VALUES (?1, 'pending', ?2, ?3)",
      )
      .run(userId, username, country);
  }

  /** The next id, for somebody of whom nothing is kept; the row is what an erased one's is. */
  insertUnknown(): number {
    const row = this.#database
      .query<{ id: number }, []>("INSERT INTO users (state) VALUES ('erased') RETURNING id")
      .get();
    if (row === null) throw new Error("INSERT INTO users returned no row");
    return row.id;
  }

  usernameTaken(username: string): boolean {
    return this.#exists("SELECT 1 FROM users WHERE username = ?1", username);
  }

  emailTaken(email: string): boolean {
    return this.#exists("SELECT 1 FROM users WHERE email_folded = ?1", foldedEmail(email));
  }

  activate(userId: number): void {
    this.#database
      .query<null, [number]>(
        "UPDATE users SET state = 'active' WHERE id = ?1 AND state = 'pending'",
      )
      .run(userId);
  }

  pending(): User[] {
    return this.#database
      .query<User, []>(`SELECT ${userColumns} FROM users WHERE state = 'pending' ORDER BY id`)
      .all();
  }

  byId(userId: number): User | null {
    return this.#database
      .query<User, [number]>(`SELECT ${userColumns} FROM users WHERE id = ?1 AND state <> 'erased'`)
      .get(userId);
  }

  byPrefix({ prefix, afterId, limit }: UserSearch): User[] {
    return this.#database
      .query<User, [number, string, number]>(
        `SELECT ${userColumns} FROM users
         WHERE id > ?1 AND username IS NOT NULL AND substr(username, 1, length(?2)) = ?2
         ORDER BY id LIMIT ?3`,
      )
      .all(afterId, prefix, limit);
  }

  byUsername(username: string): User | null {
    return this.#database
      .query<User, [string]>(`SELECT ${userColumns} FROM users WHERE username = ?1`)
      .get(username);
  }

  credentialsOf(username: string): Credentials | null {
    return this.#database
      .query<Credentials, [string]>(
        `SELECT id AS userId, password_hash AS passwordHash FROM users
         WHERE username = ?1 AND password_hash IS NOT NULL`,
      )
      .get(username);
  }

  usernames(userIds: readonly number[]): { id: number; username: string }[] {
    return this.#database
      .query<{ id: number; username: string }, [string]>(
        `SELECT id, username FROM users
         WHERE id IN (SELECT value FROM json_each(?1)) AND username IS NOT NULL`,
      )
      .all(JSON.stringify(userIds));
  }

  highestId(): number {
    const row = this.#database
      .query<{ highest: number | null }, []>("SELECT max(id) AS highest FROM users")
      .get();
    return row?.highest ?? 0;
  }

  /** No id up to this one is given out any more; they stand for users nothing is known of. */
  reserveUpTo(userId: number): void {
    if (userId <= this.highestId()) return;
    this.#database
      .query<null, [number]>("INSERT INTO users (id, state) VALUES (?1, 'erased')")
      .run(userId);
  }

  /** An erased user counts: the id is known. */
  hasId(userId: number): boolean {
    return this.#exists("SELECT 1 FROM users WHERE id = ?1", userId);
  }

  erase(userId: number): void {
    this.#database
      .query<null, [number]>(
        `UPDATE users SET state = 'erased', username = NULL, email = NULL, email_folded = NULL,
         password_hash = NULL, country = NULL WHERE id = ?1`,
      )
      .run(userId);
  }

  #exists(sql: string, value: string | number): boolean {
    return this.#database.query<unknown, [string | number]>(sql).get(value) !== null;
  }
}

/** Unique without regard to case or to how an accent is encoded. */
function foldedEmail(email: string): string {
  return email.normalize("NFC").toLowerCase();
}
