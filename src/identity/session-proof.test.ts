import { beforeEach, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { activeUser, identityFixture, logInAs, type IdentityFixture } from "./identity-fixture.ts";
import { defaultSettings } from "./settings.ts";

/** Written out as a client would, not taken from secret.ts. */
function hashOf(userId: number, nonce: string, sessionKey: string): string {
  return createHash("sha256").update(`${userId}`).update(nonce).update(sessionKey).digest("hex");
}

let fixture: IdentityFixture;
let sessionKey = "";

beforeEach(async () => {
  fixture = await identityFixture({ noncesPerSessionMax: 3 });
  await activeUser(fixture.identity, "ada");
  await activeUser(fixture.identity, "grace");
  sessionKey = (await logInAs(fixture.identity, "ada")).sessionKey;
});

function shake(nonce: string, key = sessionKey, userId = 1) {
  return fixture.identity.handshake({ userId, nonce, hash: hashOf(userId, nonce, key) });
}

function storedNonces(): unknown[] {
  return fixture.database.query("SELECT nonce FROM nonces ORDER BY nonce").all();
}

describe("session key", () => {
  test("finds its session and no other user's", async () => {
    const { identity } = fixture;
    const found = await identity.sessionOf(1, sessionKey);
    expect(found).toMatchObject({ kind: "ok", userId: 1 });
    expect(await identity.sessionOf(2, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    for (const key of ["", sessionKey.slice(1), `${sessionKey}0`, "0".repeat(64)]) {
      expect(await identity.sessionOf(1, key)).toMatchObject({ code: "SESSION_UNKNOWN" });
    }
  });

  test("ID-3 is stored nowhere, nor is the server key", async () => {
    await shake("n1");
    const bytes = Buffer.from(fixture.database.serialize());
    expect(bytes.includes(sessionKey)).toBe(false);
    expect(bytes.includes(Buffer.from(sessionKey, "hex"))).toBe(false);
    expect(bytes.includes(Buffer.from(fixture.serverKey))).toBe(false);
  });

  test("ID-2 lives 24 hours to the millisecond; others live on", async () => {
    const { identity, clock } = fixture;
    expect(defaultSettings.sessionLifeMs).toBe(86_400_000);
    clock.ms += 1;
    const later = (await logInAs(identity, "ada")).sessionKey;
    clock.ms += 86_400_000 - 2;
    expect(await identity.sessionOf(1, sessionKey)).toMatchObject({ kind: "ok" });
    clock.ms += 1;
    expect(await identity.sessionOf(1, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    expect(await shake("n1")).toMatchObject({ code: "HANDSHAKE_FAILED" });
    expect(await identity.logOut(1, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    expect(await identity.sessionOf(1, later)).toMatchObject({ kind: "ok" });
  });

  test("logging out ends that session alone, with its nonces", async () => {
    const { identity } = fixture;
    const other = (await logInAs(identity, "ada")).sessionKey;
    await shake("n1");
    await shake("n2", other);
    expect(await identity.logOut(2, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    expect(await identity.logOut(1, sessionKey)).toEqual({ kind: "ok" });
    expect(await identity.logOut(1, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    expect(await identity.sessionOf(1, sessionKey)).toMatchObject({ code: "SESSION_UNKNOWN" });
    expect(await identity.sessionOf(1, other)).toMatchObject({ kind: "ok" });
    expect(storedNonces()).toEqual([{ nonce: "n2" }]);
  });
});

describe("handshake", () => {
  test("ID-5 finds the session, whichever of the user's it is; hex in either case", async () => {
    const { identity } = fixture;
    const other = (await logInAs(identity, "ada")).sessionKey;
    for (const key of [sessionKey, other]) {
      const session = await identity.sessionOf(1, key);
      if (session.kind !== "ok") throw new Error(session.text);
      expect(await shake("n1", key)).toEqual(session);
    }
    const hash = hashOf(1, "n2", other).toUpperCase();
    expect(await identity.handshake({ userId: 1, nonce: "n2", hash })).toMatchObject({
      kind: "ok",
    });
  });

  test("ID-5 a nonce is good once for a session; another session may use it", async () => {
    const other = (await logInAs(fixture.identity, "ada")).sessionKey;
    expect(await shake("n1")).toMatchObject({ kind: "ok" });
    expect(await shake("n1")).toMatchObject({ code: "NONCE_USED" });
    expect(await shake("n1", other)).toMatchObject({ kind: "ok" });
    expect(await shake("N1")).toMatchObject({ kind: "ok" });
  });

  test("a wrong hash uses up no nonce", async () => {
    expect(await shake("n1", "0".repeat(64))).toMatchObject({ code: "HANDSHAKE_FAILED" });
    expect(await shake("n1", sessionKey, 2)).toMatchObject({ code: "HANDSHAKE_FAILED" });
    expect(await shake("n1", sessionKey, 99)).toMatchObject({ code: "HANDSHAKE_FAILED" });
    expect(storedNonces()).toEqual([]);
    expect(await shake("n1")).toMatchObject({ kind: "ok" });
  });

  test("nonces are capped per session, and a used one is told first", async () => {
    expect(defaultSettings.noncesPerSessionMax).toBe(10_000);
    for (const nonce of ["n1", "n2", "n3"]) await shake(nonce);
    expect(await shake("n4")).toMatchObject({ code: "NONCES_EXHAUSTED" });
    expect(await shake("n1")).toMatchObject({ code: "NONCE_USED" });
    expect(storedNonces()).toHaveLength(3);
    const other = (await logInAs(fixture.identity, "ada")).sessionKey;
    expect(await shake("n4", other)).toMatchObject({ kind: "ok" });
  });

  test("nonces of 1 to 128 characters", async () => {
    expect(await shake("n")).toMatchObject({ kind: "ok" });
    expect(await shake("n".repeat(128))).toMatchObject({ kind: "ok" });
    expect(await shake("")).toMatchObject({ code: "FIELD_INVALID" });
    expect(await shake("n".repeat(129))).toMatchObject({ code: "FIELD_INVALID" });
  });

  test("what is no id or no hash is refused as such", async () => {
    const good = { userId: 1, nonce: "n1", hash: hashOf(1, "n1", sessionKey) };
    for (const userId of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
      expect(await fixture.identity.handshake({ ...good, userId })).toMatchObject({
        code: "FIELD_INVALID",
      });
    }
    for (const hash of ["", good.hash.slice(1), `${good.hash}0`, `${good.hash.slice(1)}g`]) {
      expect(await fixture.identity.handshake({ ...good, hash })).toMatchObject({
        code: "FIELD_INVALID",
      });
    }
    expect(await fixture.identity.handshake(good)).toMatchObject({ kind: "ok" });
  });
});

describe("housekeeping", () => {
  test("deletes every expired session with its nonces, over many slices, and no live one", async () => {
    const { identity, clock, database } = fixture;
    for (let count = 0; count < 45; count += 1) await logInAs(identity, "grace");
    await shake("n1");
    clock.ms += 86_400_000 - 1;
    const live = (await logInAs(identity, "ada")).sessionKey;
    await shake("n2", live);
    expect(await identity.deleteExpired()).toBe(0);
    clock.ms += 1;
    expect(await identity.deleteExpired()).toBe(46);
    expect(await identity.deleteExpired()).toBe(0);
    expect(storedNonces()).toEqual([{ nonce: "n2" }]);
    expect(database.query("SELECT user_id FROM sessions").all()).toEqual([{ user_id: 1 }]);
    expect(await identity.sessionOf(1, live)).toMatchObject({ kind: "ok" });
  });
});
