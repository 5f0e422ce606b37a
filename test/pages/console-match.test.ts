// A match run from the console, from opening its source to closing it, in a real browser.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import type { RunningServer } from "../../src/compose.ts";
import { axeFindings, openBrowser } from "./browser-fixture.ts";
import {
  Bettor,
  confirm,
  pool,
  type Sitting,
  sheet,
  sitDown,
  startConsoleServer,
  told,
  withRoles,
} from "./console-stage.ts";

let browser: Browser;
let server: RunningServer;
let visitor: Sitting;
let page: Page;
let anna: Bettor;
let bela: Bettor;
let gameId = "";
/** The server's clock runs behind, and is put forward; the browser goes by the server's. */
let aheadMs = -600_000;

function pass(seconds: number): void {
  aheadMs += seconds * 1_000;
}

const findings: string[] = [];

async function look(): Promise<void> {
  findings.push(...(await axeFindings(page)));
}

beforeAll(async () => {
  browser = await openBrowser();
  const nowMs = (): number => Date.now() + aheadMs;
  const clock = { nowMs, monotonicMs: nowMs };
  server = await startConsoleServer({ overrides: { clock } });
  await withRoles(server, "the-desk", ["developer", "admin"]);
  anna = await Bettor.at(server, "anna");
  bela = await Bettor.at(server, "bela");
  visitor = await sitDown(browser, server, "the-desk");
  page = visitor.page;
  page.setDefaultTimeout(10_000);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function openPool(question: string, fill?: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Open a pool" }).first().click();
  await sheet(page).getByLabel("Question").fill(question);
  await fill?.();
  await sheet(page).getByRole("button", { name: "Open the pool" }).click();
  await pool(page, question).waitFor();
}

/** Those that were meant, not only looked at. */
async function eventsSent(): Promise<number> {
  // What the page sent by now has been heard of.
  await page.evaluate("0");
  return visitor.sent.filter(({ op, header }) => op === 395 && header.preview !== true).length;
}

async function poolId(question: string): Promise<string> {
  return (await anna.pools(gameId)).get(question) ?? `no pool ${question}`;
}

describe("a match from the console", () => {
  test("CONS-8 a source is opened, its secret is told once, and a game is created in it", async () => {
    await page.getByText("There is no game yet.").waitFor();
    await page.getByRole("button", { name: "Open a source" }).click();
    await sheet(page).getByLabel("Name").fill("World Cup");
    await sheet(page).getByRole("button", { name: "Open the source" }).click();
    await sheet(page).getByText("This is shown once").waitFor();
    await look();
    expect(await sheet(page).locator(".secret").innerText()).toMatch(/^\S{32,}$/);
    await sheet(page).getByRole("button", { name: "I have kept it" }).click();
    await page.getByRole("button", { name: "Create a game" }).click();
    await look();
    await sheet(page).getByLabel("Name").fill("Argentina - France");
    await sheet(page)
      .getByLabel("Whom it can happen to")
      .fill("Argentina:10 Messi\nFrance:10 Mbappé\nFrance:9 Giroud");
    await sheet(page).getByRole("button", { name: "Create the game" }).click();
    await page.getByRole("heading", { name: "Argentina - France" }).waitFor();
    await page.getByRole("heading", { name: "What happened?" }).waitFor();
    gameId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  });

  test("CONS-8 pools of each kind are opened, and their money moves as it is bet", async () => {
    await page.getByText("No pool is open.").waitFor();
    await openPool("Who scores next?", async () => {
      await sheet(page).getByLabel("House keeps (%)").fill("10");
      await sheet(page).getByLabel("Open it again").check();
    });
    await openPool("A penalty?", async () => {
      await sheet(page).getByLabel("Kind").selectOption("3");
    });
    await openPool("A goal in ten minutes?", async () => {
      await sheet(page).getByLabel("Kind").selectOption("2");
      await sheet(page).getByLabel("Ends after (minutes)").fill("10");
    });
    pass(10);
    expect(await anna.bet(await poolId("Who scores next?"), "argentina", "30")).toBe(356);
    expect(await bela.bet(await poolId("Who scores next?"), "france", "10")).toBe(356);
    expect(await bela.bet(await poolId("A penalty?"), "yes", "4.50")).toBe(356);
    const next = pool(page, "Who scores next?");
    await next.getByText("40.00").waitFor();
    await next.getByText("×3.60").waitFor();
    await look();
  });

  test("CONS-5 one key locks a pool, and the same key allows it again", async () => {
    await page.keyboard.press("w");
    await pool(page, "A penalty?").getByText("Locked").waitFor();
    expect(await bela.bet(await poolId("A penalty?"), "no", "1")).toBe("POOL_BLOCKED");
    await page.keyboard.press("w");
    await pool(page, "A penalty?").getByText("Takes bets").waitFor();
    expect(await bela.bet(await poolId("A penalty?"), "no", "1")).toBe(356);
  });

  test("CONS-5 an action is locked with all its pools, or everything at once; typing locks nothing", async () => {
    await page.keyboard.press("Shift+1");
    await pool(page, "Who scores next?").getByText("Locked").waitFor();
    await pool(page, "A goal in ten minutes?").getByText("Locked").waitFor();
    await pool(page, "A penalty?").getByText("Takes bets").waitFor();
    await page.keyboard.press("0");
    await pool(page, "A penalty?").getByText("Locked").waitFor();
    await page.keyboard.press("0");
    await page.getByRole("button", { name: "Lock everything" }).waitFor();
    for (const question of ["Who scores next?", "A penalty?", "A goal in ten minutes?"]) {
      await pool(page, question).getByText("Takes bets").waitFor();
    }
    await page.getByRole("button", { name: "Open a pool" }).first().click();
    await sheet(page).getByLabel("Question").waitFor();
    await page.keyboard.type("qwe 0");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keys on" }).click();
    await page.keyboard.press("q");
    await page.getByRole("button", { name: "Keys off" }).click();
    await page.keyboard.press("w");
    await pool(page, "A penalty?").getByText("Locked").waitFor();
    expect(await pool(page, "Who scores next?").getByText("Takes bets").count()).toBe(1);
    await page.keyboard.press("w");
    await pool(page, "A penalty?").getByText("Takes bets").waitFor();
  });

  test("CONS-3, CONS-4, CONS-7 a goal is looked at before it counts: moved back, one bet is late", async () => {
    pass(20);
    expect(await bela.bet(await poolId("Who scores next?"), "argentina", "5")).toBe(356);
    await pool(page, "Who scores next?").getByText("45.00").waitFor();
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "Goal 10 Messi" }).click();
    const paid = sheet(page).locator(".sums__one", { hasText: "Paid out" });
    await paid.getByText("40.50").waitFor();
    await look();
    const before = server.state.seq;
    for (let step = 0; step < 15; step++) await page.keyboard.press("-");
    await sheet(page)
      .getByText(/1\d s ago/)
      .waitFor();
    await paid.getByText("36.00").waitFor();
    await sheet(page).getByText("1 late bet goes back: 5.00").waitFor();
    await sheet(page).getByText(`user ${bela.id}: 5.00 on Argentina`).waitFor();
    await sheet(page).locator(".sums__one", { hasText: "House keeps" }).getByText("4.00").waitFor();
    await sheet(page).getByText("36.00 to stakes of 30.00 · 1.20 for 1").waitFor();
    await sheet(page).getByText("Who scores next? opens again.").waitFor();
    expect(server.state.seq).toBe(before);
    // As somebody does who presses twice.
    await page.evaluate(`for (const form of document.querySelectorAll(".review")) {
      form.requestSubmit();
      form.requestSubmit();
    }`);
    await told(page, "Goal – 10 Messi is registered.");
    expect(await eventsSent()).toBe(1);
    await page.locator(".desk-head__score", { hasText: "1–0" }).waitFor();
    await page.locator(".feed__row", { hasText: "Goal – 10 Messi" }).waitFor();
    const event = server.state.games.get(gameId as never)?.events.at(-1);
    const afterMs = Date.now() + aheadMs - (event?.happenedAtMs ?? 0);
    expect(afterMs).toBeGreaterThanOrEqual(15_000);
  });

  test("CONS-3 what the server refuses in advance can't be sent, and says why", async () => {
    await page.keyboard.press("1");
    for (let step = 0; step < 10; step++) {
      await page.getByRole("button", { name: "−5 s" }).click();
    }
    await page.getByRole("button", { name: "Goal 9 Giroud" }).click();
    await sheet(page).getByText("before the game opened").waitFor();
    await page.keyboard.press("Enter");
    // Nor does any key act under the sheet.
    await page.keyboard.press("r");
    await page.keyboard.press("w");
    await page.keyboard.press("0");
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    expect(await eventsSent()).toBe(1);
    expect(await page.locator(".pool--locked").count()).toBe(0);
  });

  test("CONS-8 a question is resolved, another pool is void with its reason", async () => {
    const penalty = pool(page, "A penalty?");
    await penalty.getByRole("button", { name: "It is Yes" }).click();
    await sheet(page).getByText("5.50 to stakes of 4.50").waitFor();
    await confirm(page, "It is Yes");
    await told(page, "A penalty?: Yes. It is settled.");
    await penalty.waitFor({ state: "detached" });
    await page.locator(".feed__row", { hasText: "A penalty?" }).getByText("Yes").waitFor();
    expect(await anna.bet(await poolId("Who scores next?"), "france", "7")).toBe(356);
    const next = pool(page, "Who scores next?");
    await next.getByText("7.00").first().waitFor();
    await next.getByRole("button", { name: "Void" }).click();
    await sheet(page).locator(".sums__one", { hasText: "Goes back" }).getByText("7.00").waitFor();
    await look();
    await sheet(page).getByLabel("Reason").fill("The wrong question");
    await confirm(page, "Void");
    await told(page, "All stakes went back");
    await next.waitFor({ state: "detached" });
  });

  test("CONS-8 betting in the game is suspended and resumed, and everybody reads why", async () => {
    await openPool("Another penalty?", async () => {
      await sheet(page).getByLabel("Kind").selectOption("3");
    });
    await page.getByRole("button", { name: "Suspend betting" }).click();
    await sheet(page).getByText("1 open pool takes no more bets.").waitFor();
    await sheet(page).getByLabel("Reason").fill("The picture is gone");
    await confirm(page, "Suspend betting");
    await page.getByText("Betting is suspended: The picture is gone").waitFor();
    expect(await anna.bet(await poolId("Another penalty?"), "no", "2")).toBe("BETTING_SUSPENDED");
    await page.getByRole("button", { name: "Resume betting" }).click();
    await confirm(page, "Resume betting");
    await page
      .getByText("Betting is suspended: The picture is gone")
      .waitFor({ state: "detached" });
    expect(await anna.bet(await poolId("Another penalty?"), "no", "2")).toBe(356);
  });

  test("CONS-8 closing names what needs a decision first, and ends when that is made", async () => {
    await page.getByRole("button", { name: "Close the game" }).click();
    await sheet(page).locator(".review__awaiting", { hasText: "Another penalty?" }).waitFor();
    await look();
    await confirm(page, "Close the game");
    await told(page, "The game is closing.");
    await page.locator(".desk-head").getByText("Closing").waitFor();
    await pool(page, "Another penalty?").getByRole("button", { name: "It is No" }).click();
    await confirm(page, "It is No");
    await page.getByText("No pool is open.").waitFor();
    await page.getByRole("button", { name: "Close the game" }).click();
    await sheet(page).getByText("The game is closed for good.").waitFor();
    await confirm(page, "Close the game");
    await page.getByText("The game is over. Everything is settled.").waitFor();
    expect(server.state.games.get(gameId as never)?.status.kind).toBe("closed");
  });

  test("CONS-8 the source is closed, after what that does was shown", async () => {
    await page.getByRole("link", { name: "All games" }).click();
    await page.getByRole("button", { name: "Close the source World Cup" }).click();
    await sheet(page)
      .getByText(/source is closed for good|one after the other/)
      .first()
      .waitFor();
    await confirm(page, "Close");
    await told(page, "World Cup is closing");
    await page.locator(".game-row", { hasText: "World Cup" }).getByText("closed").waitFor();
  });

  test("CONS-13 nobody is left out, and the browser has nothing to complain of", () => {
    expect(findings).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});
