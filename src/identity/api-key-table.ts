// The rows of API keys: label and hash. A key is found by its hash; the key itself is never here.
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";
import type { ApiKeyListed } from "./identity.ts";

export class ApiKeyTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(userId: number, label: string, keyHash: string, createdAtMs: number): string {
    const id = randomUUID();
    this.#database
      .query<null, [string, number, string, string, number]>(
        `INSERT INTO api_keys (id, user_id, label, key_hash, created_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)`,
      )
      .run(id, userId, label, keyHash, createdAtMs);
    return id;
  }

  ofUser(userId: number): ApiKeyListed[] {
    return this.#database
      .query<ApiKeyListed, [number]>(
        `SELECT id, label, created_at_ms AS createdAtMs FROM api_keys
         WHERE user_id = ?1 ORDER BY created_at_ms, id`,
      )
      .all(userId);
  }

  byHash(keyHash: string): { userId: number; apiKeyId: string } | null {
    return this.#database
      .query<{ userId: number; apiKeyId: string }, [string]>(
        "SELECT user_id AS userId, id AS apiKeyId FROM api_keys WHERE key_hash = ?1",
      )
      .get(keyHash);
  }

  /** False where this user has no such key. */
  delete(userId: number, id: string): boolean {
    const row = this.#database
      .query<unknown, [number, string]>(
        "DELETE FROM api_keys WHERE user_id = ?1 AND id = ?2 RETURNING 1",
      )
      .get(userId, id);
    return row !== null;
  }

  deleteOfUser(userId: number): void {
    this.#database.query<null, [number]>("DELETE FROM api_keys WHERE user_id = ?1").run(userId);
  }
}
