import { describe, expect, test } from "bun:test";
import { addressGroup } from "./address.ts";
import { readBearer } from "./bearer.ts";
import { loginCookies, readCookies } from "./cookie.ts";
import { MinuteLimit } from "../../ops/minute-limit.ts";
import { OriginRule } from "./origin-rule.ts";

test("addresses: IPv4 as it is, IPv6 by its first half", () => {
  expect(addressGroup("192.0.2.7")).toBe("192.0.2.7");
  expect(addressGroup("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(addressGroup("2001:DB8::1")).toBe("2001:db8:0:0::/64");
  expect(addressGroup("2001:db8:0:0:ffff:1:2:3")).toBe("2001:db8:0:0::/64");
  expect(addressGroup("2001:0db8:0001:0002:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(addressGroup("::1")).toBe("0:0:0:0::/64");
  expect(addressGroup("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});

test("so many a minute for each address, then afresh", () => {
  let nowMs = 0;
  const limit = new MinuteLimit(2, { nowMs: () => nowMs, monotonicMs: () => nowMs });
  const take = (address: string): string => limit.take(address).kind;
  expect([take("a"), take("a"), take("a"), take("b")]).toEqual([
    "taken",
    "taken",
    "refused",
    "taken",
  ]);
  nowMs = 59_000;
  expect(limit.take("a")).toEqual({ kind: "refused", retryAfterS: 1 });
  nowMs = 60_000;
  expect(take("a")).toBe("taken");
});

describe("Origin", () => {
  const rule = new OriginRule(["https://bets.example"]);
  const cases: [string | null, string | null, string][] = [
    [null, "localhost:8080", "absent"],
    ["https://bets.example", "localhost:8080", "allowed"],
    ["http://bets.example", "localhost:8080", "forbidden"],
    ["https://bets.example.evil", "localhost:8080", "forbidden"],
    ["http://localhost:8080", "localhost:8080", "allowed"],
    ["https://LOCALHOST:8080", "localhost:8080", "allowed"],
    ["http://localhost", "localhost:8080", "forbidden"],
    ["null", "localhost:8080", "forbidden"],
    ["file://localhost:8080", "localhost:8080", "forbidden"],
    ["", "localhost:8080", "forbidden"],
  ];
  for (const [origin, host, verdict] of cases) {
    test(`${JSON.stringify(origin)} is ${verdict}`, () => {
      expect(rule.judge(origin, host) as string).toBe(verdict);
    });
  }
});

test("cookies are read back as written; half a pair fits nobody", () => {
  const written = loginCookies({ userId: 7, sessionKey: "abc" }, 60);
  const header = written.map((cookie) => cookie.split(";")[0]).join("; ");
  expect(readCookies(header)).toEqual({ userId: 7, sessionKey: "abc" });
  expect(readCookies("im_user=7")).toEqual({ userId: 7, sessionKey: "" });
  expect(readCookies("im_user=x; user_session_key=k")).toEqual({ userId: 0, sessionKey: "k" });
  expect(readCookies("theme=dark")).toBeNull();
  expect(readCookies(null)).toBeNull();
});

test("Authorization: a bearer token, or what can fit no key", () => {
  expect(readBearer("Bearer mk_1")).toBe("mk_1");
  expect(readBearer("bearer  mk_1")).toBe("mk_1");
  expect(readBearer("Basic eDp5")).toBe("");
  expect(readBearer(null)).toBeNull();
});
