// The commands of the quick starts and of "Offer your games on a platform", run as they stand against a
// real server.
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WireServer } from "../support/wire-server.ts";

const TOOLS = ["bash", "curl", "jq", "md5sum"];
const missing = TOOLS.filter((tool) => Bun.which(tool) === null);
if (missing.length > 0) process.stdout.write(`skipped: there is no ${missing.join(", ")} here\n`);

const ROOT = join(import.meta.dir, "..", "..");
const ADMIN_KEY = "an-operator-key-of-forty-characters-0000";

function commandsOf(page: string): string[] {
  const text = readFileSync(join(ROOT, "docs/site", page), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = ""]) => block);
}

async function run(commands: string, environment: Readonly<Record<string, string>>) {
  const child = Bun.spawn(["bash", "-eu", "-o", "pipefail", "-c", commands], {
    env: { PATH: process.env["PATH"] ?? "", MUTUEL_ADMIN_KEY: ADMIN_KEY, ...environment },
    stderr: "pipe",
  });
  const [told, problem] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  expect(`${await child.exited} ${problem}`).toBe("0 ");
  const answers = told.split("\n").filter((line) => line.startsWith("{"));
  return answers.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test.skipIf(missing.length > 0)(
  "SITE-10 the story of the Open Games API runs with curl as it is told",
  async () => {
    const server = await WireServer.start({ adminKey: ADMIN_KEY });
    try {
      const provider = await server.newcomer("provider");
      const { source_id } = await provider.ask({ op: 365, source_name: "games.example" });
      const environment = { BASE: server.url, SOURCE: String(source_id) };
      const parsed = await run(commandsOf("build/open-games.md").join("\n"), environment);
      const [games, offered, launch, deposit, debit, credit, royalties] = parsed;
      expect(parsed).toHaveLength(7);
      expect(games).toMatchObject({ isSuccess: true, games: [{ id: "slots" }] });
      expect(JSON.stringify(offered)).toContain('"slots"');
      expect(launch).toMatchObject({ isSuccess: true, data: { isSetLocation: false } });
      expect(deposit).toMatchObject({ currency: "EUR" });
      expect(debit).toMatchObject({ isSuccess: true, data: { amount: 1500 } });
      expect(credit).toMatchObject({ isSuccess: true, data: { amount: 2700 } });
      expect(royalties).toMatchObject({ rows: [{ currency: "EUR" }] });
      await provider.close();
    } finally {
      await server.stop();
    }
  },
);

test.skipIf(missing.length > 0)(
  "SITE-10 the calls of the quick starts work in their order",
  async () => {
    const server = await WireServer.start({ adminKey: ADMIN_KEY });
    try {
      const pages = ["start/player.md", "start/provider.md", "start/operator.md"];
      const calls = pages.flatMap(commandsOf).filter((block) => block.startsWith("curl"));
      const answers = await run(calls.join("\n").replaceAll("localhost:8080", server.url), {});
      expect(calls).toHaveLength(4);
      expect(answers).toMatchObject([
        { username: "anna", id: 1 },
        { role: "developer" },
        { role: "developer", user_id: 1 },
        { currency: "EUR", amount: "20.00" },
      ]);
    } finally {
      await server.stop();
    }
  },
);

test("SITE-2 the server has the site under /docs, or says there how to build it", async () => {
  const server = await WireServer.start();
  try {
    const answer = await fetch(`${server.url}/docs/`);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await answer.text()).toMatch(/<title>[^<]*Mutuel/);
  } finally {
    await server.stop();
  }
});
