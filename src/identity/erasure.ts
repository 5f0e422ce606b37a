// Erasing a user: every row of theirs goes or is emptied in one transaction. With secure_delete what
// was there is overwritten in the file; the write-ahead log still holds old pages until it is cut.
import type { Database } from "bun:sqlite";
import type { ApiKeyTable } from "./api-key-table.ts";
import type { PlatformPlayerTable } from "./platform-player-table.ts";
import type { SessionTable } from "./session-table.ts";
import type { UserTable } from "./user-table.ts";

interface Tables {
  readonly users: UserTable;
  readonly sessions: SessionTable;
  readonly apiKeys: ApiKeyTable;
  readonly platformPlayers: PlatformPlayerTable;
}

export function erasePersonalData(database: Database, tables: Tables, userId: number): void {
  database.transaction(() => {
    tables.apiKeys.deleteOfUser(userId);
    tables.sessions.deleteOfUser(userId);
    tables.platformPlayers.deleteOfUser(userId);
    tables.users.erase(userId);
  })();
  cutWriteAheadLog(database);
}

function cutWriteAheadLog(database: Database): void {
  const row = database.query<{ busy: number }, []>("PRAGMA wal_checkpoint(TRUNCATE)").get();
  if (row?.busy !== 0) {
    throw new Error("identity.sqlite: its write-ahead log can't be cut, another process reads it");
  }
}
