import { describe, expect, test } from "bun:test";
import { activeUser, cheapCost, identityFixture, somePassword } from "./identity-fixture.ts";
import { Argon2Hasher, type PasswordHasher } from "./password-hasher.ts";

/** Records the hashes that are verified: what takes the time. */
class RecordingHasher implements PasswordHasher {
  readonly verified: string[] = [];
  readonly #inner = new Argon2Hasher(cheapCost, 64);

  hash(password: string) {
    return this.#inner.hash(password);
  }
  verify(password: string, hash: string) {
    this.verified.push(hash);
    return this.#inner.verify(password, hash);
  }
}

describe("log-in", () => {
  test("ID-2 gives a new session key each time; the name's case does not count", async () => {
    const { identity } = await identityFixture();
    await activeUser(identity, "Ada");
    const first = await identity.logIn({ username: "ADA", password: somePassword });
    const second = await identity.logIn({ username: "ada", password: somePassword });
    expect(first).toMatchObject({ kind: "ok", userId: 1, username: "Ada", pending: false });
    if (first.kind !== "ok" || second.kind !== "ok") throw new Error("refused");
    expect(first.sessionKey).toMatch(/^[0-9a-f]{64}$/);
    expect(second.sessionKey).not.toBe(first.sessionKey);
  });

  test("ID-9 of a pending user says so, and activating finishes the sign-up", async () => {
    const { identity } = await identityFixture();
    const credentials = { username: "ada", password: somePassword };
    await identity.signUp({ ...credentials, email: "ada@example.org" });
    expect(await identity.logIn(credentials)).toMatchObject({ kind: "ok", pending: true });
    await identity.activate(1);
    expect(await identity.logIn(credentials)).toMatchObject({ kind: "ok", pending: false });
  });

  test("an unknown user and a wrong password cost one hash of the same kind, and read alike", async () => {
    const hasher = new RecordingHasher();
    const { identity } = await identityFixture({}, { hasher });
    await activeUser(identity, "ada");
    const wrong = await identity.logIn({ username: "ada", password: "wrong horse" });
    const unknown = await identity.logIn({ username: "nobody", password: "wrong horse" });
    expect(wrong).toMatchObject({ kind: "refused", code: "LOGIN_FAILED" });
    expect(unknown).toEqual(wrong);
    const costs = hasher.verified.map((hash) => hash.split("$").slice(0, 4).join("$"));
    expect(costs).toEqual(["$argon2id$v=19$m=8,t=1,p=1", "$argon2id$v=19$m=8,t=1,p=1"]);
  });

  test("the dummy's own password opens nothing", async () => {
    const { identity } = await identityFixture();
    expect(await identity.logIn({ username: "nobody", password: "dummy" })).toMatchObject({
      code: "LOGIN_FAILED",
    });
  });

  for (const [title, password] of [
    ["over 1 KiB", "x".repeat(1_025)],
    ["empty", ""],
  ] as const) {
    test(`a password that is ${title} is refused before hashing`, async () => {
      const hasher = new RecordingHasher();
      const { identity } = await identityFixture({}, { hasher });
      await activeUser(identity, "ada");
      expect(await identity.logIn({ username: "ada", password })).toMatchObject({
        code: "LOGIN_FAILED",
      });
      expect(hasher.verified).toEqual([]);
    });
  }

  test("is BUSY when the queue for hashing is full", async () => {
    const { identity } = await identityFixture({ passwordQueueMax: 1 });
    await activeUser(identity, "ada");
    const credentials = { username: "ada", password: somePassword };
    const results = await Promise.all([identity.logIn(credentials), identity.logIn(credentials)]);
    expect(results).toMatchObject([{ kind: "ok" }, { code: "BUSY" }]);
  });

  test("a user erased while the password is checked gets no session", async () => {
    const { identity, database } = await identityFixture();
    await activeUser(identity, "ada");
    const loggingIn = identity.logIn({ username: "ada", password: somePassword });
    await identity.erase(1);
    expect(await loggingIn).toMatchObject({ code: "LOGIN_FAILED" });
    expect(database.query("SELECT 1 FROM sessions").all()).toEqual([]);
  });

  test("live sessions are counted: over the limit is refused, an expired one makes room", async () => {
    const { identity, clock } = await identityFixture({
      sessionsPerUserMax: 2,
      sessionLifeMs: 100,
    });
    await activeUser(identity, "ada");
    const credentials = { username: "ada", password: somePassword };
    await identity.logIn(credentials);
    clock.ms += 50;
    await identity.logIn(credentials);
    expect(await identity.logIn(credentials)).toMatchObject({ code: "SESSIONS_EXHAUSTED" });
    clock.ms += 50;
    expect(await identity.logIn(credentials)).toMatchObject({ kind: "ok" });
  });
});
