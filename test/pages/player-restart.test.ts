// The player page over a restart of its server on the same log and port.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { signUp, TestClient } from "../e2e/server-fixture.ts";
import { openBrowser, visit } from "./browser-fixture.ts";
import { MatchStage, startServerWithPages } from "./match-stage.ts";

let browser: Browser;
let data = "";

beforeAll(async () => {
  browser = await openBrowser();
  data = mkdtempSync(join(tmpdir(), "mutuel-pages-data-"));
});

afterAll(async () => {
  await browser.close();
  rmSync(data, { recursive: true, force: true });
});

test("PAGE-10 a lost connection is said, and when it is back nothing is missing", async () => {
  const place = { kind: "directory", path: data } as const;
  const stage = await MatchStage.open({ configuration: { data: place } });
  const poolId = await stage.openPool();
  const { page, complaints } = await visit(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(stage.address);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("vera");
  await dialog.getByLabel("E-mail").fill("vera@example.org");
  await dialog.getByLabel("Password").fill("correct horse");
  await dialog.getByRole("button", { name: "Sign up" }).click();
  await dialog.waitFor({ state: "detached" });
  const pool = page.getByRole("article", { name: "Who scores next?" });
  await pool.getByRole("button", { name: /^Argentina/ }).click();
  await page.getByLabel("Stake").fill("10");
  await page.getByRole("button", { name: "Bet 10.00 DON" }).click();
  await page.getByText("Your bet is in").waitFor();
  expect(complaints).toEqual([]);
  const { port } = stage.server;

  await stage.server.stop();
  await page.getByRole("status").getByText("Connection lost.").waitFor();
  await pool.getByText("You: 10.00").waitFor();
  // Placed while there is no connection: it waits for one, and is placed once.
  await pool.getByRole("button", { name: /^France/ }).click();
  await page.getByLabel("Stake").fill("2");
  await page.getByRole("button", { name: "Bet 2.00 DON" }).click();
  await page.getByRole("button", { name: "Placing…" }).waitFor();

  await page.getByRole("button", { name: "Try now" }).waitFor();

  const server = await startServerWithPages({ configuration: { data: place, port } });
  try {
    // Meanwhile, before the page is back or after: it must not matter.
    const other = await TestClient.as(server, await signUp(server, "otto"));
    await other.ask({ op: 392, pool_id: poolId, target: "france", amount: "28.00" });
    await page.getByText("Your bet is in: 2.00 on France.").waitFor();
    await pool.getByText("You: 2.00").waitFor();
    await page.getByLabel("Balance: 988.00 DON").waitFor();
    await page.getByText("Connection lost.").waitFor({ state: "detached" });
    // Sent again after the cut, and counted once.
    await pool.getByText("40.00").waitFor();
    await other.close();
    const desk = await TestClient.as(server, stage.desk);
    await desk.ask({
      op: 395,
      game_id: stage.gameId,
      action: "goal",
      target: "argentina:10-messi",
    });
    await page.getByRole("status").getByText("You won 38.00").waitFor();
    await page.getByLabel("Balance: 1026.00 DON").waitFor();
    await page.context().close();
  } finally {
    await server.stop();
  }
});
