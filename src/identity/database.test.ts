import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrations, openFileDatabase, openMemoryDatabase } from "./database.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-identity-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function pragma(database: Database, name: string): unknown {
  return database.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get()?.[name];
}

describe("identity database", () => {
  test("is in WAL with full syncs, foreign keys and overwriting deletes", () => {
    const database = openFileDatabase(directory);
    expect(pragma(database, "journal_mode")).toBe("wal");
    expect(pragma(database, "synchronous")).toBe(2);
    expect(pragma(database, "foreign_keys")).toBe(1);
    expect(pragma(database, "secure_delete")).toBe(1);
    database.close();
  });

  test("nobody but the owner can read its files", () => {
    const database = openFileDatabase(directory);
    database.run("INSERT INTO users (state) VALUES ('erased')");
    const files = readdirSync(directory);
    expect(files).toContain("identity.sqlite-wal");
    for (const file of files) expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
    database.close();
  });

  test("every SQL file is a migration, and the version counts them", () => {
    const files = readdirSync(new URL("./sql/", import.meta.url)).sort();
    expect(files).toEqual([...migrations]);
    const database = openMemoryDatabase();
    expect(pragma(database, "user_version")).toBe(migrations.length);
    database.close();
  });

  test("opened again it is migrated no further and keeps its rows", () => {
    const first = openFileDatabase(directory);
    first.run("INSERT INTO users (state) VALUES ('erased')");
    first.close();
    const second = openFileDatabase(directory);
    expect(second.query("SELECT id FROM users").all()).toEqual([{ id: 1 }]);
    second.close();
  });

  test("a newer version is refused, and the file stays as it was", () => {
    const newer = new Database(join(directory, "identity.sqlite"));
    newer.run(`PRAGMA user_version = ${migrations.length + 1}`);
    newer.close();
    expect(() => openFileDatabase(directory)).toThrow(
      `written by a newer release (version ${migrations.length + 1}); this one reads up to version ${migrations.length}`,
    );
    const again = new Database(join(directory, "identity.sqlite"));
    expect(pragma(again, "user_version")).toBe(migrations.length + 1);
    expect(pragma(again, "journal_mode")).toBe("delete");
    again.close();
  });
});
