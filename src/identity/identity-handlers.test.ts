import { describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import {
  activeUser,
  identityFixture,
  logInAs,
  somePassword,
  startMs,
  type IdentityFixture,
} from "./identity-fixture.ts";

async function newKey({ identity }: IdentityFixture, userId: number, label: string) {
  const created = await identity.createApiKey(userId, label);
  if (created.kind !== "ok") throw new Error(created.text);
  return created;
}

describe("API keys", () => {
  test("ID-4 a key leads to its user until it is revoked; only its hash is stored", async () => {
    const fixture = await identityFixture();
    const { identity, clock, database } = fixture;
    await activeUser(identity, "ada");
    const first = await newKey(fixture, 1, "bot");
    clock.ms += 1;
    const second = await newKey(fixture, 1, "bot");
    expect(await identity.listApiKeys(1)).toEqual([
      { id: first.id, label: "bot", createdAtMs: startMs },
      { id: second.id, label: "bot", createdAtMs: startMs + 1 },
    ]);
    expect(await identity.userOfApiKey(first.apiKey)).toEqual({
      kind: "ok",
      userId: 1,
      apiKeyId: first.id,
    });
    expect(Buffer.from(database.serialize()).includes(first.apiKey)).toBe(false);
    expect(await identity.revokeApiKey(1, first.id)).toEqual({ kind: "ok" });
    expect(await identity.userOfApiKey(first.apiKey)).toMatchObject({ code: "API_KEY_UNKNOWN" });
    expect(await identity.userOfApiKey(second.apiKey)).toMatchObject({ apiKeyId: second.id });
    expect(await identity.listApiKeys(1)).toHaveLength(1);
  });

  test("nobody revokes another user's key", async () => {
    const fixture = await identityFixture();
    await activeUser(fixture.identity, "ada");
    await activeUser(fixture.identity, "grace");
    const { id, apiKey } = await newKey(fixture, 1, "bot");
    expect(await fixture.identity.revokeApiKey(2, id)).toMatchObject({ code: "API_KEY_UNKNOWN" });
    expect(await fixture.identity.userOfApiKey(apiKey)).toMatchObject({ kind: "ok" });
  });

  test("refuses a bad label, an unknown or pending user, one too many, in that order", async () => {
    const fixture = await identityFixture({ apiKeysPerUserMax: 1 });
    const { identity } = fixture;
    const pending = { username: "ada", email: "ada@example.org", password: somePassword };
    await identity.signUp(pending);
    expect(await identity.createApiKey(9, "")).toMatchObject({ code: "FIELD_INVALID" });
    expect(await identity.createApiKey(9, "x".repeat(121))).toMatchObject({
      code: "FIELD_INVALID",
    });
    expect(await identity.createApiKey(9, "bot")).toMatchObject({ code: "USER_UNKNOWN" });
    expect(await identity.createApiKey(1, "bot")).toMatchObject({ code: "USER_UNKNOWN" });
    await identity.activate(1);
    const { id } = await newKey(fixture, 1, "x".repeat(120));
    expect(await identity.createApiKey(1, "bot")).toMatchObject({ code: "API_KEYS_EXHAUSTED" });
    await identity.revokeApiKey(1, id);
    expect(await identity.createApiKey(1, "bot")).toMatchObject({ kind: "ok" });
  });
});

describe("look-ups", () => {
  test("ID-9 a name for every id; user N for one without a row or erased", async () => {
    const { identity } = await identityFixture();
    await activeUser(identity, "Ada");
    await activeUser(identity, "grace");
    await identity.erase(2);
    expect(await identity.usernameOf([7, 1, 2, 1])).toEqual(
      new Map([
        [7, "user 7"],
        [1, "Ada"],
        [2, "user 2"],
      ]),
    );
    expect(await identity.usernameOf([])).toEqual(new Map());
  });

  test("by name without regard to case, and by id; null where there is none", async () => {
    const { identity } = await identityFixture();
    await activeUser(identity, "Ada");
    const user = {
      userId: 1,
      username: "Ada",
      email: "Ada@example.org",
      country: null,
      state: "active",
    } as const;
    expect(await identity.userByUsername("aDA")).toEqual(user);
    expect(await identity.userById(1)).toEqual(user);
    expect(await identity.userByUsername("user 1")).toBeNull();
    expect(await identity.userById(2)).toBeNull();
  });
});

describe("erasure", () => {
  test("ID-10 takes name, sessions and keys for good; the id stays and the name is free", async () => {
    const fixture = await identityFixture();
    const { identity } = fixture;
    await activeUser(identity, "ada");
    const { sessionKey } = await logInAs(identity, "ada");
    const { apiKey } = await newKey(fixture, 1, "bot");
    expect(await identity.erase(1)).toEqual({ kind: "ok" });
    expect(await identity.erase(1)).toEqual({ kind: "ok" });
    expect(await identity.erase(2)).toMatchObject({ code: "USER_UNKNOWN" });
    expect(await identity.userById(1)).toBeNull();
    expect(await identity.sessionOf(1, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    expect(await identity.userOfApiKey(apiKey)).toMatchObject({ code: "API_KEY_UNKNOWN" });
    expect(await identity.listApiKeys(1)).toEqual([]);
    expect(await identity.logIn({ username: "ada", password: somePassword })).toMatchObject({
      code: "LOGIN_FAILED",
    });
    expect(await identity.activate(1)).toMatchObject({ code: "USER_UNKNOWN" });
    expect(await activeUser(identity, "ada")).toBe(2);
  });

  test("a pending user who was erased is not finished", async () => {
    const { identity } = await identityFixture();
    await identity.signUp({ username: "ada", email: "a@example.org", password: somePassword });
    await identity.erase(1);
    expect(await identity.pendingUsers()).toEqual([]);
    expect(await identity.activate(1)).toMatchObject({ code: "USER_UNKNOWN" });
    expect(await identity.userById(1)).toBeNull();
  });
});

describe("derived secrets", () => {
  test("follow from the server key and the label alone", async () => {
    const { identity, serverKey } = await identityFixture();
    const label = "source:6a1c:2";
    const expected = createHmac("sha256", serverKey).update(label).digest("hex");
    expect(await identity.deriveSecret(label)).toBe(expected);
  });
});
