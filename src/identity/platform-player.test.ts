import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseFile, openFileDatabase } from "./database.ts";
import { activeUser, identityFixture, somePassword } from "./identity-fixture.ts";

const request = { platformId: "casino", externalId: "their-7", country: "AR" };

test("ID-11 a platform's player becomes a user once, pending until the account is open", async () => {
  const { identity } = await identityFixture();
  const first = await identity.platformPlayer(request);
  expect(first).toEqual({ userId: 1, country: "AR", pending: true });
  expect(await identity.platformPlayer({ ...request, country: "BR" })).toEqual(first);
  expect(await identity.pendingUsers()).toEqual([
    { userId: 1, username: "player-1", email: null, country: "AR", state: "pending" },
  ]);
  await identity.activate(1);
  expect(await identity.platformPlayer(request)).toEqual({ ...first, pending: false });
  const other = await identity.platformPlayer({ ...request, platformId: "other" });
  expect(other.userId).toBe(2);
});

test("ID-11 the name is another one where somebody has signed up by it", async () => {
  const { identity } = await identityFixture();
  await activeUser(identity, "player-2");
  const { userId } = await identity.platformPlayer(request);
  expect((await identity.usernameOf([userId])).get(userId)).toBe("player-2-2");
});

test("ID-11 there is no logging in without a password", async () => {
  const { identity } = await identityFixture();
  await identity.platformPlayer(request);
  for (const password of [somePassword, "", "null"]) {
    const result = await identity.logIn({ username: "player-1", password });
    expect(result).toMatchObject({ kind: "refused", code: "LOGIN_FAILED" });
  }
});

test("ID-10, ID-11 erasing removes the platform's name for the player; the next launch is somebody new", async () => {
  const { identity, database } = await identityFixture();
  const { userId } = await identity.platformPlayer(request);
  await identity.activate(userId);
  expect(await identity.erase(userId)).toEqual({ kind: "ok" });
  expect(database.query("SELECT * FROM platform_players").all()).toEqual([]);
  expect((await identity.platformPlayer(request)).userId).toBe(userId + 1);
});

test("ID-11 a guest is an id nobody else gets and nothing is known of", async () => {
  const { identity } = await identityFixture();
  expect(await identity.reserveGuest()).toBe(1);
  expect(await identity.reserveGuest()).toBe(2);
  expect(await identity.userById(1)).toBeNull();
  expect(await identity.pendingUsers()).toEqual([]);
  expect((await identity.usernameOf([1])).get(1)).toBe("user 1");
  expect(await activeUser(identity, "anna")).toBe(3);
});

test("ID-11 users from before keep their rows, sessions and keys when the table is made anew", () => {
  const directory = mkdtempSync(join(tmpdir(), "mutuel-identity-"));
  const older = new Database(join(directory, databaseFile), { create: true, strict: true });
  older.run(readFileSync(new URL("./sql/001-identity.sql", import.meta.url), "utf8"));
  older.run("PRAGMA user_version = 1");
  older.run("INSERT INTO users VALUES (1, 'active', 'Anna', 'a@b.c', 'a@b.c', 'hash', 'AR')");
  older.run("INSERT INTO users (id, state) VALUES (2, 'erased')");
  older.run("INSERT INTO sessions (id, user_id, expires_at_ms) VALUES ('s', 1, 5)");
  older.close();
  const database = openFileDatabase(directory);
  expect(database.query("SELECT id, username FROM users ORDER BY id").values()).toEqual([
    [1, "Anna"],
    [2, null],
  ]);
  expect(database.query("SELECT user_id FROM sessions").values()).toEqual([[1]]);
  expect(database.query("PRAGMA foreign_key_check").all()).toEqual([]);
  expect(() => database.run("INSERT INTO sessions VALUES ('t', 3, 5, 0)")).toThrow("FOREIGN KEY");
  database.close();
  rmSync(directory, { recursive: true });
});
