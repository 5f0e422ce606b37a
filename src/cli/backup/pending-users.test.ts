import { afterEach, beforeEach, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseFile, openFileDatabase } from "../../identity/database.ts";
import { pendUsersWithout } from "./pending-users.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-users-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("BAK-3 who is active without an account is pending again; nobody else is touched", () => {
  const users = openFileDatabase(directory);
  const add = users.query(
    "INSERT INTO users (id, state, username, email, email_folded, password_hash) VALUES (?1, ?2, ?3, ?3, ?3, 'h')",
  );
  for (const [id, state] of ["active", "pending", "active", "active"].entries()) {
    add.run(id + 1, state, `user${id}`);
  }
  users.run("INSERT INTO users (id, state) VALUES (5, 'erased')");
  users.close();
  const path = join(directory, databaseFile);
  expect(pendUsersWithout(path, (id) => id === 1)).toBe(2);
  expect(pendUsersWithout(path, (id) => id === 1)).toBe(0);
  const after = new Database(path, { readonly: true });
  expect(after.query("SELECT id, state FROM users ORDER BY id").values()).toEqual([
    [1, "active"],
    [2, "pending"],
    [3, "pending"],
    [4, "pending"],
    [5, "erased"],
  ]);
  after.close();
});
