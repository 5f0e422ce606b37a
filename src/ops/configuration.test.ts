import { describe, expect, test } from "bun:test";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { LIMIT_NAMES, LIMITS } from "./limits.ts";

function read(args: string[], adminKey?: string): Configuration {
  const reading = readConfiguration(args, { MUTUEL_ADMIN_KEY: adminKey });
  if (reading.kind !== "configuration") throw new Error(reading.text);
  return reading.configuration;
}

function problem(args: string[], adminKey?: string): string {
  const reading = readConfiguration(args, { MUTUEL_ADMIN_KEY: adminKey });
  return reading.kind === "invalid" ? reading.text : "";
}

describe("serve's options", () => {
  test("without any: the defaults of the table", () => {
    const { limits, ...rest } = read([]);
    expect(rest).toEqual({
      port: 8080,
      host: "127.0.0.1",
      data: { kind: "directory", path: "./data" },
      rules: { developers: "approved", welcomeDonMinor: 100_000, takeoutBps: 0, resultDelayMs: 0 },
      providerSilenceMs: 0,
      syncDelayMs: 0,
      snapshotEvery: 1_000_000,
      keepClosedMs: 3_600_000,
      origins: [],
      embedOrigins: [],
      allowPrivateLaunchHosts: false,
      logLevel: "info",
      adminKey: null,
    });
    for (const name of LIMIT_NAMES) expect(limits[name]).toBe(LIMITS[name].value);
  });

  test("both ways of writing a value, lists, and limits taken away", () => {
    const args = "--port=0 --data memory --developers open --takeout-bps 250 --welcome-don 5";
    const lists =
      "--origin https://a.example --origin=http://b.example:81 --limit connections=0 --embed-origin https://c.example --embed-origin any";
    const configuration = read(`${args} ${lists} --limit queueCount=7`.split(" "));
    expect(configuration).toMatchObject({
      port: 0,
      data: { kind: "memory" },
      rules: { developers: "open", takeoutBps: 250, welcomeDonMinor: 500 },
      origins: ["https://a.example", "http://b.example:81"],
      embedOrigins: ["https://c.example", "*"],
    });
    expect(configuration.limits.connections).toBe(Infinity);
    expect(configuration.limits.queueCount).toBe(7);
  });

  const wrong: [string[], string][] = [
    [["--nonsense"], '"--nonsense"'],
    [["serve"], '"serve"'],
    [["--port"], "--port needs a value"],
    [["--port", "65536"], "0 to 65535"],
    [["--port", "1e3"], '"1e3"'],
    [["--port", "-1"], '"-1"'],
    [["--port", "1", "--port", "2"], "twice"],
    [["--takeout-bps", "5001"], "5000"],
    [["--developers", "all"], "open, approved"],
    [["--origin", "example.org"], "https://example.org"],
    [["--origin", "https://a.example/"], "https://a.example/"],
    [["--limit", "connections"], "NAME=VALUE"],
    [["--limit", "connections=-1"], "NAME=VALUE"],
    [["--limit", "__proto__=1"], "messagesPerSecond"],
    [["--data", ""], "memory"],
  ];
  for (const [args, text] of wrong) {
    test(`${JSON.stringify(args)} is refused with ${text}`, () => {
      expect(problem(args)).toContain(text);
    });
  }

  test("the admin key comes from the environment: none, or 32 characters and more", () => {
    expect(read([], "").adminKey).toBeNull();
    expect(read([], "k".repeat(32)).adminKey).toBe("k".repeat(32));
    expect(problem([], "k".repeat(31))).toContain("32 or more");
  });

  test("--help names every option and every limit", () => {
    const reading = readConfiguration(["--port", "1", "--help"], {});
    expect(reading.kind).toBe("help");
    const text = reading.kind === "help" ? reading.text : "";
    for (const name of [...LIMIT_NAMES, "--result-delay-ms", "--log-level", "MUTUEL_ADMIN_KEY"]) {
      expect(text).toContain(name);
    }
  });
});
