// `mutuel audit` as it is called: on directories written by the real log, by a running server, and on
// what is no log at all.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fact } from "../../src/engine/fact.ts";
import { run } from "../../src/cli/audit.ts";
import { audit } from "../../src/audit/audit.ts";
import { FactWorld, memoryLogOf, smallMatch, writeTo } from "../../src/audit/audit-fixture.ts";
import { engineReplica } from "../../src/cli/audit.ts";
import { FileLog } from "../../src/log/file-log.ts";
import { seededRandom } from "../../src/log/log-fixture.ts";
import { NodeDisk } from "../../src/log/node-disk.ts";
import { openLog } from "../../src/log/open-log.ts";
import { Script } from "../simulation/script.ts";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-audit-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function openFile(): FileLog {
  const newLogId = "00112233445566778899aabbccddeeff";
  const options = { newLogId, nowMs: () => 0, segmentBytes: 65_536 };
  return FileLog.open(new NodeDisk(directory), options);
}

async function written(batches: readonly Fact[][]): Promise<void> {
  const log = openFile();
  await writeTo(log, batches);
  await log.close();
}

type Said = { code: number; out: string; err: string };

async function audited(...args: string[]): Promise<Said> {
  const said: Said = { code: -1, out: "", err: "" };
  said.code = await run(["--data", directory, ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return said;
}

/** Every file with its bytes: an audit leaves all of it alone. */
function contents(): string[] {
  return readdirSync(directory)
    .sort()
    .map((name) => `${name} ${readFileSync(join(directory, name)).toString("base64")}`);
}

function segmentPath(): string {
  const name = readdirSync(directory).find((it) => it.endsWith(".segment"));
  if (name === undefined) throw new Error("there is no segment");
  return join(directory, name);
}

describe("mutuel audit", () => {
  test("passes a sound log, says what it checked, and changes nothing", async () => {
    await written(smallMatch().commands);
    const before = contents();
    const { code, out, err } = await audited();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.endsWith("\naudit: OK\n")).toBe(true);
    expect(out).toMatch(/^facts +\d+, 7 of them bets$/m);
    expect(out).toMatch(/^head hash +[0-9a-f]{64}$/m);
    expect(out).toMatch(/^state hash +[0-9a-f]{64}$/m);
    expect(out).toContain("staked 151.91 = paid 41.24");
    expect(contents()).toEqual(before);
  });

  test("--json says the same to programs", async () => {
    await written(smallMatch().commands);
    const { code, out } = await audited("--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: "OK",
      bets: 7,
      money: { DON: { stakedMinor: "15191", takeoutMinor: "217", sumMinor: "0" } },
      findings: [],
    });
  });

  test("INV-3 fails a log whose settlement is off by one, and says where", async () => {
    const world = smallMatch();
    const seq = 1 + world.commands.flat().findIndex((fact) => fact.kind === "PoolSettled");
    const change = (fact: Fact): Fact =>
      fact.kind === "PoolSettled"
        ? { ...fact, takeoutMinor: fact.takeoutMinor + 1, netMinor: fact.netMinor - 1 }
        : fact;
    await written(world.commands.map((facts) => facts.map(change)));
    const { code, out } = await audited();
    expect(code).toBe(1);
    expect(out).toContain(`seq ${seq}, pool `);
    expect(out).toContain("takeoutMinor: expected 217, found 218");
    expect(out.endsWith("\naudit: FAILED\n")).toBe(true);
  });

  test("shows the first 50 of many differences", async () => {
    const facts = smallMatch().commands;
    const bet = facts.flat().findLast((fact) => fact.kind === "BetPlaced");
    const last = facts.flat().at(-1);
    if (bet?.kind !== "BetPlaced" || last === undefined) throw new Error("no bet");
    const more = Array.from({ length: 60 }, () => ({ ...bet, timeMs: last.timeMs, stakeMinor: 0 }));
    await written([...facts, more]);
    const { out } = await audited();
    expect(out).toMatch(/^\d+ differences, the first 50:$/m);
    expect(out.match(/^ {2}(seq|at the end)/gm)?.length).toBe(50);
  });

  test("looks beside a running writer without disturbing it", async () => {
    const log = await openLog(directory);
    const { commands } = smallMatch();
    await writeTo(log, commands.slice(0, 8));
    const { code, out } = await audited();
    expect(code).toBe(0);
    expect(out).toContain(`in use by a server (process ${process.pid})`);
    await writeTo(log, commands.slice(8));
    expect((await audited()).out).toContain(`seq ${log.head().seq}, batch ${log.head().batch}`);
    await log.close();
    expect((await audited()).out).not.toContain("in use by");
  });

  test("leaves a torn last batch as it is and says so", async () => {
    const log = openFile();
    await writeTo(log, smallMatch().commands);
    const bytes = readFileSync(segmentPath());
    bytes.write("MTL", Math.ceil((bytes.findLastIndex((it) => it !== 0) + 1) / 512) * 512);
    writeFileSync(segmentPath(), bytes);
    const before = contents();
    const { code, out } = await audited();
    expect(code).toBe(0);
    expect(out).toContain("an unfinished append of 512 bytes follows the head");
    expect(contents()).toEqual(before);
  });
});

describe("what can't be audited", () => {
  const cases: [string, () => void | Promise<void>, string][] = [
    ["a directory that is not there", () => rmSync(directory, { recursive: true }), "not exist"],
    ["an empty directory", () => {}, "it is no log"],
    [
      "a foreign directory",
      () => writeFileSync(join(directory, "log.json"), '{"some":"thing"}'),
      "not the log.json of a Mutuel log",
    ],
    [
      "a log of a later release",
      () => writeFileSync(join(directory, "log.json"), '{"kind":"mutuel-log","format":99}'),
      "has format 99",
    ],
    [
      "a file",
      () => {
        rmSync(directory, { recursive: true });
        writeFileSync(directory, "");
      },
      "is no directory",
    ],
    ["a log with a bit flipped", flipped, "is damaged at offset"],
    ["a log cut back since it was noted", cutBack, "the log lost facts"],
    ["a log that lacks its segment", lackingSegment, "the log lost facts"],
  ];
  test.each(cases)("%s: exit 1 and why", async (_, prepare, why) => {
    await prepare();
    const { code, out, err } = await audited();
    expect(code).toBe(1);
    expect(err).toStartWith("mutuel audit: ");
    expect(err).toContain(why);
    expect(out).toBe("audit: FAILED\n");
    expect(JSON.parse((await audited("--json")).out)).toMatchObject({ verdict: "FAILED" });
  });

  async function flipped(): Promise<void> {
    await written(smallMatch().commands);
    const bytes = readFileSync(segmentPath());
    bytes[1_200] = (bytes[1_200] ?? 0) ^ 1;
    writeFileSync(segmentPath(), bytes);
  }

  async function cutBack(): Promise<void> {
    const { commands } = smallMatch();
    await written(commands);
    const line = `2026-01-01T00:00:00.000Z batch 999 seq 99999 hash ${"a".repeat(64)}\n`;
    writeFileSync(join(directory, "heads.txt"), line);
  }

  async function lackingSegment(): Promise<void> {
    await written(smallMatch().commands);
    rmSync(segmentPath());
  }

  test("options it does not know", async () => {
    const { code, err } = await audited("--fast");
    expect(code).toBe(2);
    expect(err).toContain('unknown option "--fast"; known are --data, --json and --help');
    expect((await audited("--data")).code).toBe(2);
    expect((await audited("--help")).out).toContain("--data DIR");
  });
});

describe("as a command", () => {
  test("the process ends with the verdict's code", async () => {
    await written(smallMatch().commands);
    const command = (data: string): string[] => [process.execPath, MAIN, "audit", "--data", data];
    const good = Bun.spawnSync(command(directory));
    expect(good.stdout.toString()).toEndWith("audit: OK\n");
    expect(good.exitCode).toBe(0);
    const empty = join(directory, "empty");
    mkdirSync(empty);
    expect(Bun.spawnSync(command(empty)).exitCode).toBe(1);
  });
});

describe("seeded matches", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "INV-1 whatever the engine decides passes, seed %d",
    async (seed) => {
      const world = new FactWorld({ takeoutBps: 250, resultDelayMs: seed % 2 === 0 ? 0 : 700 });
      const random = seededRandom(seed);
      const script = new Script(seededRandom(seed ^ 0x5eed));
      for (const ask of script.opening(world.state)) world.ask(ask.command, ask.actor);
      for (let step = 0; step < 600; step++) {
        world.nowMs += random() % 5 === 0 ? random() % 2_000 : random() % 3;
        const again = random() % 5 === 0 ? script.again() : null;
        const { command, actor } = again ?? script.next(world.state, world.nowMs);
        world.ask(command, actor);
      }
      const result = audit(await memoryLogOf(world.commands), engineReplica());
      expect(result.findings.shown).toEqual([]);
      expect(result.ledger.counts.settled).toBeGreaterThan(5);
    },
  );
});
