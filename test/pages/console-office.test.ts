// The console's office in a real browser: who gets in, users and their money, the ledger, platforms, the
// log and the server's health.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import type { RunningServer } from "../../src/compose.ts";
import { ADMIN_KEY, openGame, openPool, type Stage } from "../e2e/server-fixture.ts";
import { axeFindings, openBrowser, type Visit, visit } from "./browser-fixture.ts";
import {
  Bettor,
  confirm,
  sheet,
  sitDown,
  startConsoleServer,
  told,
  withRoles,
} from "./console-stage.ts";

let browser: Browser;
let server: RunningServer;
let stage: Stage;
let poolId = "";
let anna: Bettor;
let visitor: Visit;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  server = await startConsoleServer();
  stage = await openGame(server);
  poolId = await openPool(stage);
  await withRoles(server, "the-boss", ["admin"]);
  anna = await Bettor.at(server, "anna");
  await anna.bet(poolId, "france", "12.50");
});

afterEach(() => page.context().close());

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function arrive(name: string, path = "/console"): Promise<void> {
  visitor = await sitDown(browser, server, name, path);
  page = visitor.page;
  page.setDefaultTimeout(15_000);
}

/** Nothing that the page or its reader would complain of. */
async function isSound(): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
}

describe("CONS-1, CONS-2 who gets in", () => {
  test("CONS-1 guests see the way in and nothing else, and are told why they do not get in", async () => {
    visitor = await visit(browser, { viewport: { width: 360, height: 740 } });
    page = visitor.page;
    await page.goto(`${server.url}/console/users`);
    await page.getByRole("heading", { name: "Operator console" }).waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
    await isSound();
    await page.getByLabel("Name").fill("anna");
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("alert").getByText("LOGIN_FAILED").waitFor();
    await page.getByLabel("Operator's key").fill("not the key of this server");
    await page.getByRole("button", { name: "Use the key" }).click();
    await page.getByRole("alert").getByText("API_KEY_UNKNOWN").waitFor();
  });

  test("CONS-1 the operator's key opens the operator's parts, and is gone with the page", async () => {
    visitor = await visit(browser);
    page = visitor.page;
    await page.goto(`${server.url}/console/ledger`);
    await page.getByLabel("Operator's key").fill(ADMIN_KEY);
    await page.getByRole("button", { name: "Use the key" }).click();
    await page.getByText("adds up to zero").first().waitFor();
    const kept = await page.evaluate(
      "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])",
    );
    expect(kept).not.toContain(ADMIN_KEY);
    await page.reload();
    await page.getByRole("heading", { name: "Operator console" }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  test("CONS-2 without the admin role there are no operator's parts, whatever the address", async () => {
    await withRoles(server, "a-player", []);
    await arrive("a-player", "/console/users");
    await page.getByText("This part is for operators").waitFor();
    expect(await page.getByRole("navigation").getByRole("link").allInnerTexts()).toEqual(["Games"]);
    await page.getByRole("link", { name: "Games" }).click();
    await page.getByRole("link", { name: /Argentina - France/ }).click();
    await page.getByText("only admins of this game act in it").waitFor();
    await page.getByRole("article", { name: "Next goal" }).waitFor();
    expect(await page.getByRole("button", { name: /Lock|Void|Close|Suspend/ }).count()).toBe(0);
    await isSound();
  });

  test("CONS-2 what is asked for without the right is refused in the server's words", async () => {
    const rules = { welcomeDonMinor: 0, takeoutBps: 0, resultDelayMs: 0 };
    const closed = await startConsoleServer({
      configuration: { rules: { ...rules, developers: "approved" } },
    });
    await withRoles(closed, "no-developer", []);
    visitor = await sitDown(browser, closed, "no-developer");
    page = visitor.page;
    await page.getByRole("button", { name: "Open a source" }).click();
    await sheet(page).getByLabel("Name").fill("my league");
    await sheet(page).getByRole("button", { name: "Open the source" }).click();
    await sheet(page).getByRole("alert").getByText("NO_PRIVILEGE").waitFor();
    expect(closed.state.sources.size).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await closed.stop();
  });

  test("CONS-2 who owns the source takes the desk of its game by one button", async () => {
    const { provider, sourceId, developer } = stage;
    const game = { op: 370, source_id: sourceId, game_name: "Croatia - Morocco", type: "football" };
    await provider.ask({ ...game, actions: ["goal"], targets: ["croatia", "morocco"] });
    await arrive(developer.username);
    await page.getByRole("link", { name: /Croatia - Morocco/ }).click();
    await page.getByRole("button", { name: "Take the desk" }).click();
    await page.getByRole("heading", { name: "What happened?" }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});

describe("CONS-11 users and money", () => {
  test("CONS-11 a deposit shows what there would be afterwards, and a reference counts once", async () => {
    await arrive("the-boss", "/console/users");
    await page.getByLabel("Find by the beginning of the name").fill("ann");
    await page.getByRole("link", { name: "the-boss" }).waitFor({ state: "detached" });
    await isSound();
    await page.getByRole("link", { name: "anna" }).click();
    const don = page.getByRole("row", { name: /DON/ });
    await don.getByText("987.50").waitFor();
    for (const expected of ["are booked", "was booked before"]) {
      await page.getByRole("button", { name: "Deposit" }).click();
      await sheet(page).getByLabel("Amount").fill("25.25");
      await sheet(page).getByLabel("Reference").fill("wire-1");
      const after = sheet(page).locator(".sums__one", { hasText: "afterwards" });
      await after.getByText(expected === "are booked" ? "1 012.75" : /1.038\.00/).waitFor();
      await confirm(page, "Deposit");
      await told(page, expected);
      await don.getByText(/1.012\.75/).waitFor();
    }
    await isSound();
  });

  test("CONS-11 more than there is can't be withdrawn, and the server says so", async () => {
    await arrive("the-boss", `/console/users/${anna.id}`);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await sheet(page).getByLabel("Amount").fill("5000");
    await sheet(page).getByText("That is more than is available.").waitFor();
    await sheet(page).getByLabel("Reference").fill("out-1");
    await sheet(page).locator(".review__send").click();
    await sheet(page).getByRole("alert").getByText("INSUFFICIENT_FUNDS").waitFor();
  });

  test("CONS-11 a role is given and taken, a player suspended and let go", async () => {
    await arrive("the-boss", `/console/users/${anna.id}`);
    await page.getByRole("button", { name: "Give: Developer" }).click();
    await confirm(page, "Give");
    await page.getByRole("button", { name: "Take: Developer" }).waitFor();
    expect(server.state.accounts.get(anna.id as never)?.roles.has("developer")).toBe(true);
    await page.getByRole("button", { name: "Suspend betting" }).click();
    await sheet(page).getByLabel("Reason").fill("a break");
    await confirm(page, "Suspend betting");
    await page.getByText("Betting is suspended: a break").waitFor();
    expect(await anna.bet(poolId, "france", "1")).toBe("BETTING_SUSPENDED");
    await page.getByRole("button", { name: "Resume betting" }).click();
    await confirm(page, "Resume betting");
    await page.getByRole("button", { name: "Suspend betting" }).waitFor();
    expect(await anna.bet(poolId, "france", "1")).toBe(356);
    expect(visitor.complaints).toEqual([]);
  });

  test("CONS-11 all betting is stopped and let go; each line of the ledger adds up to zero", async () => {
    await arrive("the-boss");
    await page.getByRole("button", { name: "Suspend all betting" }).click();
    await sheet(page).getByLabel("Reason").fill("a fire");
    await confirm(page, "Suspend all betting");
    await page.getByText("All betting is suspended").waitFor();
    expect(await anna.bet(poolId, "france", "1")).toBe("BETTING_SUSPENDED");
    await page.getByRole("button", { name: "Resume" }).click();
    await confirm(page, "Resume");
    await page.getByRole("button", { name: "Suspend all betting" }).waitFor();
    await page.getByRole("link", { name: "Ledger" }).click();
    const don = page.locator(".panel", { has: page.getByRole("heading", { name: "DON" }) });
    await don.getByText("adds up to zero").waitFor();
    await don.locator(".ledger__line", { hasText: "in pools" }).getByText("13.50").waitFor();
    await isSound();
  });
});

describe("CONS-9, CONS-10, CONS-12 platforms, the log and health", () => {
  test("CONS-12 a platform is registered, its secret told once; it is disabled and let in again", async () => {
    await arrive("the-boss", "/console/platforms");
    await page.getByText("No platform is registered.").waitFor();
    await page.getByRole("button", { name: "Register a platform" }).click();
    await sheet(page).getByLabel("Name").fill("Casino Royal");
    await sheet(page).getByLabel("Id").fill("casino-1");
    await sheet(page).getByLabel("Its pages").fill("https://casino.example");
    await sheet(page).getByRole("button", { name: "Register a platform" }).click();
    await sheet(page).locator(".secret").waitFor();
    await sheet(page).getByRole("button", { name: "I have kept it" }).click();
    const row = page.getByRole("row", { name: /Casino Royal/ });
    await row.getByText("https://casino.example").waitFor();
    await isSound();
    await row.getByRole("button", { name: "Disable" }).click();
    await sheet(page).getByText("sessions it has launched are refused").waitFor();
    await confirm(page, "Disable");
    await row.getByText("disabled", { exact: true }).waitFor();
    await row.getByRole("button", { name: "Enable" }).click();
    await confirm(page, "Enable");
    await row.getByText("active", { exact: true }).waitFor();
    await row.getByRole("combobox").selectOption("unsigned");
    await sheet(page).getByText("Whoever knows its id").waitFor();
    await page.keyboard.press("Escape");
    expect(await row.getByRole("combobox").inputValue()).toBe("hmac-sha256");
    await page.getByText("No source has an account").waitFor();
    await page.getByText("No royalties have been booked.").waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  test("CONS-9 the log is searched and followed, and a fact opens to what it did and its hash", async () => {
    await arrive("the-boss", "/console/log");
    await page.getByLabel("Kind").selectOption("PoolCreated");
    await page.getByRole("button", { name: "Search" }).click();
    const created = page.locator(".fact", { hasText: "A pool was opened" }).first();
    const others = page.locator(".fact__what strong", { hasNotText: "A pool was opened" });
    await others.first().waitFor({ state: "detached" });
    await created.locator("summary").click();
    await created.locator(".fact__effects").getByText("Next goal").first().waitFor();
    expect(await created.locator("p.code").innerText()).toMatch(/^[0-9a-f]{64}$/);
    await isSound();
    await page.getByLabel("Kind").selectOption("BetPlaced");
    await page.getByRole("button", { name: "Search" }).click();
    const bets = page.locator(".fact", { hasText: "A bet was placed" });
    await bets.getByText("Next goal · france · 12.50 DON").waitFor();
    await anna.bet(poolId, "argentina", "3.75");
    await bets.getByText("Next goal · argentina · 3.75 DON").waitFor();
    await page.getByLabel("Part of a fact").fill("no fact says this");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("No such fact").waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  test("CONS-10 health is drawn as it happens", async () => {
    await arrive("the-boss", "/console/health");
    await page.getByText("Takes bets").waitFor();
    await page.locator(".chart canvas").nth(7).waitFor();
    await page.getByText(String(server.state.seq), { exact: true }).waitFor();
    await anna.bet(poolId, "argentina", "1");
    await page.getByText(String(server.state.seq), { exact: true }).waitFor();
    await isSound();
  });
});
