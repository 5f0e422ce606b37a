import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  activeUser,
  cheapCost,
  logInAs,
  ManualClock,
  rejection,
  somePassword,
} from "./identity-fixture.ts";
import type { Identity } from "./identity.ts";
import { openIdentity, type IdentityOptions } from "./open-identity.ts";

let path = "";
let fatal: Error[] = [];
let opened: Identity[] = [];

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "mutuel-identity-"));
  fatal = [];
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((identity) => identity.close()));
  rmSync(path, { recursive: true });
});

async function open(change: Partial<IdentityOptions> = {}): Promise<Identity> {
  const identity = await openIdentity({
    store: { kind: "directory", path },
    clock: new ManualClock(),
    onFatal: (error) => fatal.push(error),
    settings: { passwordCost: cheapCost },
    ...change,
  });
  opened.push(identity);
  return identity;
}

/** Every byte of every file of the directory. */
function filesOf(directory: string): Buffer {
  return Buffer.concat(readdirSync(directory).map((file) => readFileSync(join(directory, file))));
}

describe("identity in its worker", () => {
  test("ID-5 users, sessions, keys, secrets and used nonces outlive a restart", async () => {
    const first = await open();
    await activeUser(first, "ada");
    const { sessionKey } = await logInAs(first, "ada");
    const created = await first.createApiKey(1, "bot");
    const secret = await first.deriveSecret("source:6a1c:1");
    const hash = createHash("sha256").update(`1n1${sessionKey}`).digest("hex");
    const shake = { userId: 1, nonce: "n1", hash };
    expect(await first.handshake(shake)).toMatchObject({ kind: "ok" });
    await first.close();

    const second = await open();
    expect(await second.handshake(shake)).toMatchObject({ code: "NONCE_USED" });
    expect(await second.sessionOf(1, sessionKey)).toMatchObject({ kind: "ok" });
    expect(await second.deriveSecret("source:6a1c:1")).toBe(secret);
    expect(await second.userOfApiKey(created.kind === "ok" ? created.apiKey : "")).toMatchObject({
      userId: 1,
    });
    expect(await second.highestUserId()).toBe(1);
    expect(fatal).toEqual([]);
  });

  test("ID-5 a used nonce is in the files before the answer, without a close", async () => {
    const identity = await open();
    await activeUser(identity, "ada");
    const { sessionKey } = await logInAs(identity, "ada");
    const hash = createHash("sha256").update(`1n1${sessionKey}`).digest("hex");
    await identity.handshake({ userId: 1, nonce: "n1", hash });
    const reader = new Database(join(path, "identity.sqlite"), { readonly: true });
    expect(reader.query("SELECT nonce FROM nonces").all()).toEqual([{ nonce: "n1" }]);
    reader.close();
  });

  test("ID-4 hashes with argon2id, 19 MiB and two passes unless told otherwise", async () => {
    const identity = await open({ settings: {} });
    await activeUser(identity, "ada");
    const reader = new Database(join(path, "identity.sqlite"), { readonly: true });
    expect(reader.query("SELECT password_hash FROM users").get()).toEqual({
      password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
    reader.close();
  });

  test("ID-10 an erased user is in no byte of any file", async () => {
    const identity = await open();
    const email = "unmistakable@example.org";
    await identity.signUp({ username: "Unmistakable-1", email, password: somePassword });
    await identity.activate(1);
    const row = /unmistakable/i;
    expect(row.test(filesOf(path).toString("latin1"))).toBe(true);
    await identity.erase(1);
    const bytes = filesOf(path).toString("latin1");
    expect(row.test(bytes)).toBe(false);
    expect(bytes).not.toContain("$argon2id$");
  });

  test("memory keeps nothing, and two of them know nothing of each other", async () => {
    const one = await open({ store: { kind: "memory" } });
    const two = await open({ store: { kind: "memory" } });
    await activeUser(one, "ada");
    expect(await two.highestUserId()).toBe(0);
    expect(await one.deriveSecret("source:1")).not.toBe(await two.deriveSecret("source:1"));
    expect(readdirSync(path)).toEqual([]);
  });

  test("close lets calls under way finish, refuses later ones, and may be called twice", async () => {
    const identity = await open();
    const request = { username: "ada", email: "ada@example.org", password: somePassword };
    const signingUp = identity.signUp(request);
    const closing = identity.close();
    expect(await rejection(identity.highestUserId())).toContain("identity is closed");
    expect(await signingUp).toMatchObject({ kind: "pending", userId: 1 });
    await closing;
    await identity.close();
    expect(fatal).toEqual([]);
  });

  test("a bug rejects its call, is reported once, and ends it all", async () => {
    const identity = await open();
    expect(await rejection(identity.deriveSecret("session:1"))).toContain(
      "must not be empty or begin",
    );
    expect(await rejection(identity.highestUserId())).toContain("deriveSecret threw");
    expect(fatal.map((error) => error.message)).toEqual([
      expect.stringContaining("deriveSecret threw"),
    ]);
  });

  test("a start with a readable key or a newer file is refused, and is not fatal", async () => {
    await (await open()).close();
    chmodSync(join(path, "server.key"), 0o644);
    expect(await rejection(open())).toContain("mode 0644 lets others at the server key");
    chmodSync(join(path, "server.key"), 0o600);
    const newer = new Database(join(path, "identity.sqlite"));
    newer.run("PRAGMA user_version = 99");
    newer.close();
    expect(await rejection(open())).toContain("newer release (version 99)");
    expect(fatal).toEqual([]);
  });
});
