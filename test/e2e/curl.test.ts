// What a provider does with curl alone: the script of the protocol's document, and the README's section,
// command by command.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningServer } from "../../src/compose.ts";
import { ADMIN_KEY, startTestServer } from "./server-fixture.ts";
import { OpenGamesWorld } from "../support/open-games-world.ts";

const TOOLS = ["bash", "curl", "md5sum", "sed", "awk"];
const missing = TOOLS.filter((tool) => Bun.which(tool) === null);
if (missing.length > 0) process.stdout.write(`skipped: there is no ${missing.join(", ")} here\n`);

/** As the document has it, with the comma that it lacks. */
const SCRIPT = `#!/bin/bash

# Set Variable Values
endpointUrl="ENDPOINT"
secret="YOUR_SECRET"
REQ='{
  "contentProviderId": "YOUR_PROVIDER_ID",
  "accounts": [
    {
      "accountId": 0,
      "gameEmbedUrl": "https://myawesomesite.com/client/launch.html?gameSession=&game_id=&currency=&lang=",
      "pendingGamesUrl": "",
      "gameLaunchMethod": {
        "launchMethod": "GLM_API",
        "providerGameLaunchApiUrl": "https://goapi.example/7c82d104-6a59-4b37-a1cc-a7731e21d303/game-launch-url"
      },
      "royaltyPercent": 100,
      "currenciesAvailable": [
        "USD"
      ],
      "countriesAvailable": [],
      "countriesDisabled": [
        "US"
      ]
    }
  ],
  "clientId": "YOUR_CLIENT_ID"
}'

# Generate signature
if hash md5 2>/dev/null; then
  MD5=md5
else
  MD5="md5sum"
fi

SIGN=\`echo -n "$REQ$secret" | $MD5 | awk '{ print $1 }'\`

echo running POST request to host $endpointUrl with sign = $SIGN and request = $REQ

# Send POST query
curl -v \\
  -H "Sign:$SIGN" \\
  -H "Content-Type: application/json" \\
  --request POST --max-time 30 \\
  --data "$REQ" $endpointUrl
`;

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-curl-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function run(script: string, environment: Record<string, string> = {}): Promise<string> {
  const child = Bun.spawn(["bash", "-c", script], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) throw new Error(`${stdout}\n${stderr}`);
  return stdout;
}

describe.skipIf(missing.length > 0)("with curl alone", () => {
  test("OGA-60 the script of the document makes an account, once", async () => {
    const world = await OpenGamesWorld.start();
    const script = SCRIPT.replace("ENDPOINT", `${world.wire.url}/open-api-games/v1/accounts`)
      .replace("YOUR_SECRET", world.providerSecret)
      .replace("YOUR_PROVIDER_ID", world.sourceId)
      .replace("YOUR_CLIENT_ID", "casino");
    for (let time = 0; time < 2; time++) {
      const said = await run(script);
      const answer = JSON.parse(said.trimEnd().split("\n").at(-1) ?? "") as Record<string, unknown>;
      expect(answer).toMatchObject({ isSuccess: true, errorMessage: "", error: "NO_ERROR" });
      expect(answer["accounts"]).toEqual([
        expect.objectContaining({ accountId: "1", clientId: "casino", royaltyPercent: 100 }),
      ]);
    }
    const wrong = await run(script.replace(world.providerSecret, "another"));
    expect(wrong).toContain('"error":"INVALID_SIGN"');
    expect(world.wire.server.state.hub.accounts.size).toBe(1);
    await world.stop();
  });

  test("OGA-60 every command of the README's section works", async () => {
    const server: RunningServer = await startTestServer({
      configuration: {
        rules: {
          developers: "approved",
          welcomeDonMinor: 100_000,
          takeoutBps: 0,
          resultDelayMs: 0,
        },
      },
    });
    const readme = readFileSync(join(import.meta.dir, "../../README.md"), "utf8");
    const section = /^## Offer your games on a platform\n([\s\S]*?)^## /m.exec(readme)?.[1] ?? "";
    const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
    expect(blocks.length).toBeGreaterThan(3);
    const commands = blocks.join("\n").replace("http://localhost:8080", server.url);
    const said = await run(`set -euo pipefail\n${commands}`, { MUTUEL_ADMIN_KEY: ADMIN_KEY });
    const answers = said
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const failed = answers.filter(
      (answer) => "isSuccess" in answer && answer["isSuccess"] !== true,
    );
    expect(failed).toEqual([]);
    const [role, games, providers, launched, balance, credit, debit, back, royalties] = answers;
    expect(role).toMatchObject({ role: "developer" });
    expect(games).toMatchObject({ games: [{ id: "dice", isNew: true }] });
    expect(JSON.stringify(providers)).toContain('"id":"dice"');
    expect(launched).toMatchObject({ data: { isSetLocation: false } });
    const amounts = [balance, credit, debit, back].map((answer) => answer?.["data"]);
    expect(amounts).toMatchObject([
      { amount: 0 },
      { amount: 250 },
      { amount: 150 },
      { amount: 250 },
    ]);
    expect(royalties).toHaveProperty("as_of_seq");
    await server.stop();
  });
});
