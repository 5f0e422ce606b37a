// The rows of sessions and of the nonces they have used. An expired session is as good as none,
// whether it has been deleted yet or not; its nonces go with it.
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";

export interface Session {
  readonly sessionId: string;
  readonly noncesUsed: number;
}

export class SessionTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The id is random, never counted: a number given out twice would give out a key twice. */
  insert(userId: number, expiresAtMs: number): string {
    const sessionId = randomUUID();
    this.#database
      .query<null, [string, number, number]>(
        "INSERT INTO sessions (id, user_id, expires_at_ms) VALUES (?1, ?2, ?3)",
      )
      .run(sessionId, userId, expiresAtMs);
    return sessionId;
  }

  live(userId: number, nowMs: number): Session[] {
    return this.#database
      .query<Session, [number, number]>(
        `SELECT id AS sessionId, nonces_used AS noncesUsed FROM sessions
         WHERE user_id = ?1 AND expires_at_ms > ?2`,
      )
      .all(userId, nowMs);
  }

  hasUsed(sessionId: string, nonce: string): boolean {
    const row = this.#database
      .query<unknown, [string, string]>("SELECT 1 FROM nonces WHERE session_id = ?1 AND nonce = ?2")
      .get(sessionId, nonce);
    return row !== null;
  }

  /** Durable when it returns. */
  useNonce(sessionId: string, nonce: string): void {
    this.#database.transaction(() => {
      this.#database
        .query<null, [string, string]>("INSERT INTO nonces (session_id, nonce) VALUES (?1, ?2)")
        .run(sessionId, nonce);
      this.#database
        .query<null, [string]>("UPDATE sessions SET nonces_used = nonces_used + 1 WHERE id = ?1")
        .run(sessionId);
    })();
  }

  delete(sessionId: string): void {
    this.#database.query<null, [string]>("DELETE FROM sessions WHERE id = ?1").run(sessionId);
  }

  deleteOfUser(userId: number): void {
    this.#database.query<null, [number]>("DELETE FROM sessions WHERE user_id = ?1").run(userId);
  }

  /** Deletes at most so many; answers how many. */
  deleteExpired(nowMs: number, countMax: number): number {
    return this.#database
      .query<unknown, [number, number]>(
        `DELETE FROM sessions WHERE id IN
         (SELECT id FROM sessions WHERE expires_at_ms <= ?1 LIMIT ?2) RETURNING 1`,
      )
      .all(nowMs, countMax).length;
  }
}
