import { beforeEach, describe, expect, test } from "bun:test";
import type { HubCall } from "./call.ts";
import { HubSecrets } from "./hub-secrets.ts";
import { SIGN_AGE_MAX_MS, SIGN_AHEAD_MAX_MS } from "./replay-guard.ts";
import { hmacSign, md5Sign } from "./signature.ts";
import { SignatureCheck, type Signer } from "./signature-check.ts";

const START_MS = 1_795_000_000_000;
const BODY = Buffer.from('{"a":1}');
const HMAC: Signer = { signing: "hmac-sha256", secretLabel: "source:1:1" };
const MD5: Signer = { signing: "md5", secretLabel: "source:1:1" };

let nowMs = 0;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
const secrets = new HubSecrets({ deriveSecret: (label) => Promise.resolve(`secret of ${label}`) });
let check: SignatureCheck;
beforeEach(() => {
  nowMs = START_MS;
  check = new SignatureCheck(secrets, clock);
  nowMs = START_MS + 60_000;
});

function signedAt(timestampMs: number, secret = "secret of source:1:1"): HubCall {
  const signTimestamp = String(timestampMs);
  return {
    query: "",
    signed: BODY,
    sign: hmacSign(BODY, signTimestamp, secret),
    signTimestamp,
  };
}

async function verdictOn(call: HubCall, signer: Signer | null): Promise<string> {
  return (await check.check(call, () => signer)).kind;
}

describe("a timed signature", () => {
  test("SIGN-4 is good for five minutes and once", async () => {
    const call = signedAt(nowMs);
    expect(await verdictOn(call, HMAC)).toBe("signed");
    expect(await verdictOn(call, HMAC)).toBe("wrong");
    nowMs += SIGN_AGE_MAX_MS;
    expect(await verdictOn(call, HMAC)).toBe("wrong");
    expect(await verdictOn(signedAt(nowMs - SIGN_AGE_MAX_MS + 1), HMAC)).toBe("signed");
    expect(await verdictOn(signedAt(nowMs - SIGN_AGE_MAX_MS - 1), HMAC)).toBe("wrong");
    expect(await verdictOn(signedAt(nowMs + SIGN_AHEAD_MAX_MS), HMAC)).toBe("signed");
    expect(await verdictOn(signedAt(nowMs + SIGN_AHEAD_MAX_MS + 1), HMAC)).toBe("wrong");
  });

  test("SIGN-4 is remembered for as long as its time would be accepted", async () => {
    const call = signedAt(nowMs + SIGN_AHEAD_MAX_MS);
    expect(await verdictOn(call, HMAC)).toBe("signed");
    for (let step = 0; step < 31; step++) {
      nowMs += 10_000;
      expect(await verdictOn(call, HMAC)).toBe("wrong");
      expect(await verdictOn(signedAt(nowMs), HMAC)).toBe("signed");
    }
  });

  test("SIGN-5 a restart opens no window: what could have been used before it is not taken", async () => {
    nowMs = START_MS;
    // Dated as far ahead as is taken, and used right before the end.
    const used = signedAt(nowMs + SIGN_AHEAD_MAX_MS - 1);
    expect(await verdictOn(used, HMAC)).toBe("again");
    nowMs += SIGN_AHEAD_MAX_MS;
    expect(await verdictOn(used, HMAC)).toBe("again");
    expect(await verdictOn(signedAt(nowMs), HMAC)).toBe("signed");
  });

  test("SIGN-3 is wrong without its time, or where md5 is sent instead", async () => {
    const { sign, ...rest } = signedAt(nowMs);
    expect(await verdictOn({ ...rest, sign, signTimestamp: null }, HMAC)).toBe("wrong");
    const md5 = md5Sign(BODY, "secret of source:1:1");
    expect(await verdictOn({ ...rest, sign: md5 }, HMAC)).toBe("wrong");
    expect(await verdictOn({ ...rest, sign: md5 }, MD5)).toBe("signed");
    expect(await verdictOn({ ...rest, sign }, MD5)).toBe("wrong");
  });
});

test("SIGN-6 a missing Sign, somebody unknown and a wrong Sign are told apart", async () => {
  expect(await verdictOn({ ...signedAt(nowMs), sign: null }, MD5)).toBe("not-signed");
  expect(await verdictOn(signedAt(nowMs), null)).toBe("wrong");
  expect(await verdictOn(signedAt(nowMs, "another"), HMAC)).toBe("wrong");
});

test("SIGN-6 a secret that was rotated meanwhile does not sign any more", async () => {
  const sign = md5Sign(BODY, "secret of source:1:1");
  const call: HubCall = { query: "", signed: BODY, sign, signTimestamp: null };
  let asked = 0;
  const verdict = await check.check(call, () => {
    asked++;
    return asked === 1 ? MD5 : { ...MD5, secretLabel: "source:1:2" };
  });
  expect(verdict.kind).toBe("wrong");
});
