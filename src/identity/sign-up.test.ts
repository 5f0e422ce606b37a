import { describe, expect, test } from "bun:test";
import { activeUser, identityFixture, somePassword } from "./identity-fixture.ts";
import type { SignUpRequest } from "./identity.ts";

const ada: SignUpRequest = { username: "Ada", email: "ada@example.org", password: somePassword };

describe("sign-up", () => {
  test("ids are dense from 1, whatever is refused or erased in between", async () => {
    const { identity } = await identityFixture();
    expect(await identity.highestUserId()).toBe(0);
    expect(await identity.signUp(ada)).toEqual({ kind: "pending", userId: 1, username: "Ada" });
    expect(await identity.signUp(ada)).toMatchObject({ kind: "refused" });
    expect(await activeUser(identity, "grace")).toBe(2);
    await identity.erase(2);
    expect(await activeUser(identity, "grace")).toBe(3);
    expect(await identity.highestUserId()).toBe(3);
  });

  test("ID-30 ids that accounts use already are not given out again", async () => {
    const { identity } = await identityFixture();
    expect(await activeUser(identity, "ada")).toBe(1);
    await identity.reserveUserIds(7);
    expect(await activeUser(identity, "grace")).toBe(8);
    await identity.reserveUserIds(3);
    expect(await activeUser(identity, "joan")).toBe(9);
    expect(await identity.userById(7)).toBeNull();
  });

  test("ID-9 a user is pending until activated; the country is kept", async () => {
    const { identity } = await identityFixture();
    await identity.signUp({ ...ada, country: "AR" });
    const user = { userId: 1, username: "Ada", email: "ada@example.org", country: "AR" };
    expect(await identity.pendingUsers()).toEqual([{ ...user, state: "pending" }]);
    expect(await identity.activate(1)).toEqual({ kind: "ok" });
    expect(await identity.activate(1)).toEqual({ kind: "ok" });
    expect(await identity.pendingUsers()).toEqual([]);
    expect(await identity.userById(1)).toEqual({ ...user, state: "active" });
    expect(await identity.activate(2)).toMatchObject({ code: "USER_UNKNOWN" });
  });

  const longestEmail = `${"a".repeat(242)}@example.org`;
  const accepted: [string, Partial<SignUpRequest>][] = [
    ["the shortest name", { username: "a-b" }],
    ["the longest name", { username: "a".repeat(32) }],
    ["every kind of character", { username: "Aa0_.-" }],
    ["the longest address", { email: longestEmail }],
    ["an address that is not ASCII", { email: "añ@exämple.org" }],
    ["the shortest password", { password: "12345678" }],
    ["the longest password", { password: "é".repeat(512) }],
    ["a country", { country: "GB" }],
  ];
  for (const [title, change] of accepted) {
    test(`${title} is accepted`, async () => {
      const { identity } = await identityFixture();
      expect(await identity.signUp({ ...ada, ...change })).toMatchObject({ kind: "pending" });
    });
  }

  const invalid: [string, keyof SignUpRequest, string, string][] = [
    ["a name of 2", "username", "ab", 'username is "ab"; 3 to 32'],
    ["a name of 33", "username", "a".repeat(33), "username is"],
    ["a blank in a name", "username", "user 7", "username is"],
    ["a letter that looks like another", "username", "\u0430da", "username is"],
    ["a line end after a name", "username", "ada\n", "username is"],
    ["an address without @", "email", "ada.example.org", 'email is "ada.example.org"'],
    ["an address with two", "email", "a@b@example.org", "email is"],
    ["an address without a dot", "email", "ada@example", "email is"],
    ["an empty label in an address", "email", "ada@example..org", "email is"],
    ["a blank in an address", "email", "a da@example.org", "email is"],
    ["an invisible character in an address", "email", "a\u200bda@example.org", "email is"],
    ["an address of 255 bytes", "email", `a${longestEmail}`, "at most 254 bytes"],
    ["a password of 7 bytes", "password", "1234567", "password has 7 bytes; 8 to 1024"],
    ["a password of 1,025 bytes", "password", `${"é".repeat(512)}x`, "password has 1025 bytes"],
    ["half a surrogate pair", "password", "12345678\ud800", "not well-formed"],
    ["a country nobody knows", "country", "XX", 'country is "XX"'],
    ["a country in lower case", "country", "gb", "two capital letters"],
    ["an empty country", "country", "", "country is"],
  ];
  for (const [title, field, value, text] of invalid) {
    test(`${title} is refused`, async () => {
      const { identity } = await identityFixture();
      expect(await identity.signUp({ ...ada, [field]: value })).toEqual({
        kind: "refused",
        code: "FIELD_INVALID",
        field,
        text: expect.stringContaining(text),
      });
      expect(await identity.highestUserId()).toBe(0);
    });
  }

  test("a text neither repeats a password nor grows with what was sent", async () => {
    const { identity } = await identityFixture();
    const short = await identity.signUp({ ...ada, password: "s3cret" });
    expect(JSON.stringify(short)).not.toContain("s3cret");
    const long = await identity.signUp({ ...ada, username: "a".repeat(100_000) });
    expect(JSON.stringify(long).length).toBeLessThan(400);
  });

  test("names and addresses are unique without regard to case, the name first", async () => {
    const { identity } = await identityFixture();
    await identity.signUp(ada);
    const same = { username: "aDA", email: "ADA@example.ORG", password: somePassword };
    expect(await identity.signUp(same)).toMatchObject({
      code: "USERNAME_TAKEN",
      field: "username",
    });
    expect(await identity.signUp({ ...same, username: "ada2" })).toMatchObject({
      code: "EMAIL_TAKEN",
      field: "email",
    });
  });

  test("of two at once for one name, one gets it and the other is refused", async () => {
    const { identity } = await identityFixture();
    const other = { ...ada, email: "other@example.org" };
    const results = await Promise.all([identity.signUp(ada), identity.signUp(other)]);
    expect(results).toMatchObject([{ kind: "pending", userId: 1 }, { code: "USERNAME_TAKEN" }]);
  });

  test("is BUSY when the queue for hashing is full, and then leaves no row", async () => {
    const { identity } = await identityFixture({ passwordQueueMax: 1 });
    const other = { ...ada, username: "grace", email: "grace@example.org" };
    const results = await Promise.all([identity.signUp(ada), identity.signUp(other)]);
    expect(results).toMatchObject([{ kind: "pending" }, { code: "BUSY" }]);
    expect(await identity.highestUserId()).toBe(1);
  });
});
