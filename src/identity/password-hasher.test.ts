import { afterEach, describe, expect, spyOn, test } from "bun:test";
import { cheapCost, rejection } from "./identity-fixture.ts";
import { Argon2Hasher } from "./password-hasher.ts";
import { defaultSettings } from "./settings.ts";

const spies: { mockRestore(): void }[] = [];
afterEach(() => {
  for (const spy of spies.splice(0)) spy.mockRestore();
});

describe("password hasher", () => {
  test("ID-4 the default is argon2id, 19 MiB, two passes, one lane", async () => {
    const hasher = new Argon2Hasher(defaultSettings.passwordCost, 1);
    const hashed = await hasher.hash("correct horse");
    expect(hashed).toMatchObject({
      hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
  });

  test("verifies the right password and no other", async () => {
    const hasher = new Argon2Hasher(cheapCost, 4);
    const hashed = await hasher.hash("correct horse");
    if (hashed.kind !== "hashed") throw new Error("busy");
    expect(await hasher.verify("correct horse", hashed.hash)).toEqual({
      kind: "verified",
      matches: true,
    });
    expect(await hasher.verify("correct hors", hashed.hash)).toMatchObject({ matches: false });
  });

  test("computes one at a time, in order, and refuses what the queue can't hold", async () => {
    const turns: { password: string; finish: () => void }[] = [];
    const spy = spyOn(Bun.password, "hash").mockImplementation(
      (password) =>
        new Promise((resolve) => {
          const text = typeof password === "string" ? password : "bytes";
          turns.push({
            password: text,
            finish: () => resolve(`hash of ${text}`),
          });
        }),
    );
    spies.push(spy);
    const hasher = new Argon2Hasher(cheapCost, 2);
    const first = hasher.hash("first");
    const second = hasher.hash("second");
    expect(await hasher.hash("third")).toEqual({ kind: "busy" });
    expect(await hasher.verify("third", "any")).toEqual({ kind: "busy" });
    expect(turns.map((turn) => turn.password)).toEqual(["first"]);
    turns[0]?.finish();
    expect(await first).toEqual({ kind: "hashed", hash: "hash of first" });
    expect(turns.map((turn) => turn.password)).toEqual(["first", "second"]);
    turns[1]?.finish();
    await second;
    const fourth = hasher.hash("fourth");
    await Promise.resolve();
    turns[2]?.finish();
    expect(await fourth).toMatchObject({ kind: "hashed" });
  });

  test("a failure is its caller's alone", async () => {
    const hasher = new Argon2Hasher(cheapCost, 4);
    const failing = hasher.verify("correct horse", "not a hash");
    const next = hasher.hash("correct horse");
    expect(await rejection(failing)).toContain("Password verification failed");
    expect(await next).toMatchObject({ kind: "hashed" });
  });
});
