// Who a platform's players are here. The platform's name for somebody is kept nowhere else.
import type { Database } from "bun:sqlite";

export class PlatformPlayerTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  userOf(platformId: string, externalId: string): number | null {
    const row = this.#database
      .query<{ userId: number }, [string, string]>(
        `SELECT user_id AS userId FROM platform_players
         WHERE platform_id = ?1 AND external_id = ?2`,
      )
      .get(platformId, externalId);
    return row?.userId ?? null;
  }

  insert(platformId: string, externalId: string, userId: number): void {
    this.#database
      .query<null, [string, string, number]>(
        "INSERT INTO platform_players (platform_id, external_id, user_id) VALUES (?1, ?2, ?3)",
      )
      .run(platformId, externalId, userId);
  }

  deleteOfUser(userId: number): void {
    this.#database
      .query<null, [number]>("DELETE FROM platform_players WHERE user_id = ?1")
      .run(userId);
  }

  /** All rows change together or none does. */
  whole(change: () => void): void {
    this.#database.transaction(change)();
  }
}
