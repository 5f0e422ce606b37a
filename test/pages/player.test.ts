// The player page in a real browser, against a real server: what the issue of a match looks like to
// somebody who plays.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { axeFindings, builtPages, openBrowser, type Visit, visit } from "./browser-fixture.ts";
import { MatchStage } from "./match-stage.ts";

const ROOT = join(import.meta.dir, "../..");

let browser: Browser;
let stage: MatchStage;
let visitor: Visit;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  stage = await MatchStage.open();
  visitor = await visit(browser, { viewport: { width: 1280, height: 900 } });
  page = visitor.page;
});

afterEach(async () => {
  await page.context().close();
  await stage.close();
});

async function signUpAs(name: string): Promise<void> {
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(`${name}@example.org`);
  await dialog.getByLabel("Password").fill("correct horse");
  await dialog.getByRole("button", { name: "Sign up" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** `Argentina`, of the pool with that question. */
function outcome(target: string, question = "Who scores next?") {
  const pool = page.getByRole("article", { name: question });
  return pool.getByRole("button", { name: new RegExp(`^${target}`) });
}

async function bet(target: string, amount: string, question?: string): Promise<void> {
  await outcome(target, question).click();
  await page.getByLabel("Stake").fill(amount);
  await page.getByRole("button", { name: /^Bet / }).click();
  await page.getByText("Your bet is in").waitFor();
}

function balance() {
  return page.getByLabel(/^Balance: /);
}

async function balanceIs(amount: string): Promise<void> {
  await page.getByLabel(`Balance: ${amount} DON`).waitFor();
}

function settledItem(question = "Who scores next?") {
  return page.locator("details", { hasText: question }).first();
}

async function complaints(): Promise<string[]> {
  // What was said by now has been heard.
  await page.evaluate("0");
  return visitor.complaints;
}

describe("PAGE-4 what there is to play", () => {
  test("PAGE-4 live and upcoming games by themselves, without loading the page again", async () => {
    await page.goto(`${stage.server.url}/`);
    const live = page.getByRole("region", { name: "Live now" });
    await live.getByRole("link", { name: /Argentina - France/ }).waitFor();
    await stage.ask({
      op: 3701,
      source_id: stage.sourceId,
      game_name: "Croatia - Morocco",
      type: "football",
      actions: ["Goal"],
      targets: ["Croatia", "Morocco"],
      live_start_at: Date.now() + 3_600_000,
    });
    const upcoming = page.getByRole("region", { name: "Coming up" });
    await upcoming.getByRole("link", { name: /Croatia - Morocco/ }).waitFor();
    await live.getByRole("link", { name: /Argentina - France/ }).click();
    await page.getByRole("heading", { name: "Argentina - France" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/play/${stage.gameId}`);
    await page.goBack();
    await live.waitFor();
    expect(await complaints()).toEqual([]);
  });

  test("PAGE-4 a game that is not there is said so", async () => {
    await page.goto(`${stage.server.url}/play/00000000-0000-8000-8000-000000000000`);
    await page.getByText("There is no such game.").waitFor();
    expect(await complaints()).toEqual([]);
  });
});

describe("PAGE-5 guests and players", () => {
  test("PAGE-5 a guest watches, signs up in one step without leaving, and is still there later", async () => {
    await stage.openPool();
    await page.goto(stage.address);
    await outcome("Argentina").click();
    await page.getByText("Guests watch.").waitFor();
    await signUpAs("vera");
    await balanceIs("1000.00");
    await page.getByLabel("Stake").waitFor();
    await page.reload();
    await balanceIs("1000.00");
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByRole("button", { name: "Log in" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("vera");
    await dialog.getByLabel("Password").fill("correct horse");
    await dialog.getByRole("button", { name: "Log in" }).click();
    await balanceIs("1000.00");
    expect(await complaints()).toEqual([]);
  });

  test("PAGE-5 what is wrong with a sign-up stands at its field", async () => {
    await page.goto(`${stage.server.url}/`);
    await page.getByRole("button", { name: "Sign up", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("the-desk");
    await dialog.getByLabel("E-mail").fill("new@example.org");
    await dialog.getByLabel("Password").fill("correct horse");
    await dialog.getByRole("button", { name: "Sign up" }).click();
    await dialog.getByText("Somebody else has this name.").waitFor();
    expect(await dialog.getByLabel("Name").getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("PAGE-5 with cookies of a session that is over one is a guest again", async () => {
    await page.context().addCookies([
      { name: "im_user", value: "1", url: stage.server.url },
      { name: "user_session_key", value: "0".repeat(64), url: stage.server.url },
    ]);
    await page.goto(stage.address);
    await page.getByRole("button", { name: "Sign up", exact: true }).waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual([]);
  });

  test("PAGE-5 a log-out in another tab is one here too", async () => {
    await page.goto(stage.address);
    await signUpAs("vera");
    await balanceIs("1000.00");
    await page.request.post(`${stage.server.url}/r/logout/`, { data: {} });
    await page.getByRole("button", { name: "Sign up", exact: true }).waitFor();
    await balance().waitFor({ state: "detached" });
  });
});

describe("PAGE-6 a bet", () => {
  test("PAGE-6 what it would pay now is what it is paid when its target wins next", async () => {
    const poolId = await stage.openPool();
    const other = await stage.bettor();
    await other.bet(poolId, "france", "75.00");
    await other.bet(poolId, "argentina", "25.00");
    await page.goto(stage.address);
    await signUpAs("vera");
    await outcome("Argentina").click();
    await page.getByRole("button", { name: "+10" }).click();
    await page.getByText("29.86").waitFor();
    await page.getByText("Final odds are set when betting stops.").waitFor();
    await page.getByText("Broadcasts are delayed").waitFor();
    await page.getByText("The house keeps 5% of the pool.").waitFor();
    await page.getByRole("button", { name: "Bet 10.00 DON" }).click();
    await page.getByText("Your bet is in: 10.00 on Argentina.").waitFor();
    await balanceIs("990.00");
    await outcome("Argentina.*You: 10.00").waitFor();
    await stage.goal("argentina:10-messi", Date.now());
    await balanceIs("1019.86");
    expect(await complaints()).toEqual([]);
  });

  test("PAGE-6 odds move while one looks", async () => {
    const poolId = await stage.openPool();
    const other = await stage.bettor();
    await other.bet(poolId, "france", "50.00");
    await other.bet(poolId, "argentina", "50.00");
    await page.goto(stage.address);
    await outcome("Argentina.*50%.*1.90×").waitFor();
    await other.bet(poolId, "france", "100.00");
    await outcome("Argentina.*25%.*3.80×").waitFor();
    await outcome("France.*75%.*1.26×").waitFor();
  });

  test("PAGE-6 an amount that is none, or more than one has, is said so and not sent", async () => {
    await stage.openPool();
    await page.goto(stage.address);
    await signUpAs("vera");
    await outcome("France").click();
    await page.getByLabel("Stake").fill("1.005");
    await page.getByText("A number with at most 2 decimals").waitFor();
    const place = page.getByRole("button", { name: "Choose a stake" });
    expect(await place.getAttribute("aria-disabled")).toBe("true");
    await page.getByLabel("Stake").fill("1000.01");
    await page.getByText("That is more than you have.").waitFor();
    await page.getByRole("button", { name: /^Bet / }).click();
    await page.getByText("You do not have that much.").waitFor();
    expect(await balance().getAttribute("aria-label")).toBe("Balance: 1000.00 DON");
  });
});

test("PAGE-7 a blocked pool locks as it is blocked, the choice stays, and it opens again", async () => {
  const poolId = await stage.openPool();
  await page.goto(stage.address);
  await signUpAs("vera");
  await outcome("Argentina").click();
  await page.getByLabel("Stake").fill("5");
  await stage.ask({ op: 397, pool_id: poolId });
  const pool = page.getByRole("article", { name: "Who scores next?" });
  await pool.getByText("Locked").waitFor();
  await page.getByText("Locked: no bets are taken right now.").waitFor();
  expect(await outcome("France").getAttribute("aria-disabled")).toBe("true");
  const place = page.getByRole("button", { name: "Bet 5.00 DON" });
  expect(await place.getAttribute("aria-disabled")).toBe("true");
  await stage.ask({ op: 398, pool_id: poolId });
  await pool.getByText("Locked").waitFor({ state: "detached" });
  await place.click();
  await page.getByText("Your bet is in").waitFor();
  expect(await complaints()).toEqual([]);
});

describe("PAGE-8 settled bets say what came of them, and why", () => {
  test("PAGE-8 won with its sums; what came too late beside it went back", async () => {
    const poolId = await stage.openPool();
    const other = await stage.bettor();
    await other.bet(poolId, "france", "75.00");
    await other.bet(poolId, "argentina", "15.00");
    await page.goto(stage.address);
    await signUpAs("vera");
    await bet("Argentina", "10");
    const fellAtMs = Date.now();
    await page.waitForFunction(`Date.now() > ${fellAtMs}`);
    await page.getByRole("button", { name: "Bet again" }).click();
    await bet("France", "4");
    await stage.goal("argentina:10-messi", fellAtMs);
    await page.getByRole("status").getByText("You won 38.00").waitFor();
    await page.getByText("1 : 0", { exact: false }).or(page.getByText("1 to 0")).first().waitFor();
    await settledItem().locator("summary").click();
    const sums = await settledItem().locator("tr").allInnerTexts();
    expect(sums.map((row) => row.replace(/\s+/g, " ").trim())).toEqual([
      "In the pool 100.00",
      "House keeps −5.00",
      "Shared by winners 95.00",
      "Stakes that won 25.00",
      "Your part of them 10.00",
      "You were paid 38.00",
    ]);
    await settledItem().getByText("4.00 more came too late and went back to you.").waitFor();
    await balanceIs("1028.00");
    expect(await complaints()).toEqual([]);
  });

  test("PAGE-8 lost, too late, nobody on the winner, called off", async () => {
    const questions = ["First", "Second", "Third"];
    const pools = [];
    for (const description of questions) {
      const targets = description === "Third" ? { action: "corner-kick" } : {};
      pools.push(await stage.openPool({ description, ...targets }));
    }
    await page.goto(stage.address);
    await signUpAs("vera");
    const other = await stage.bettor();
    await other.bet(pools[0] ?? "", "argentina", "5.00");
    await bet("France", "3", "First");
    const fellAtMs = Date.now();
    await page.waitForFunction(`Date.now() > ${fellAtMs}`);
    await bet("Argentina", "2", "Second");
    await bet("France", "6", "Third");
    await stage.goal("argentina:10-messi", fellAtMs);
    await page.getByRole("status").getByText("It was Argentina: your stake is gone").waitFor();
    await page.getByRole("status").getByText("2.00 came back to you").waitFor();
    await settledItem("Second").locator("summary").click();
    await page.getByText("Placed after it had happened, so your stake came back.").waitFor();
    await stage.ask({ op: 5001, pool_id: pools[2], reason: "the ball was lost" });
    await settledItem("Third").locator("summary").click();
    await page.getByText("The pool was called off, so every stake came back.").waitFor();
    const fourth = await stage.openPool({ description: "Fourth" });
    await bet("France", "1", "Fourth");
    await stage.goal("argentina:11-di-maría", Date.now());
    await settledItem("Fourth").locator("summary").click();
    await page.getByText("Nobody had bet on the winner, so every stake came back.").waitFor();
    expect(fourth).not.toBe("");
    await balanceIs("997.00");
    expect(await complaints()).toEqual([]);
  });
});

test("PAGE-9 odds over time are drawn when they are asked for", async () => {
  const poolId = await stage.openPool();
  const other = await stage.bettor();
  await other.bet(poolId, "france", "10.00");
  await other.bet(poolId, "argentina", "30.00");
  await page.goto(stage.address);
  const pool = page.getByRole("article", { name: "Who scores next?" });
  await pool.getByRole("button", { name: "Odds over time" }).click();
  await pool.getByRole("img", { name: "Multipliers over time: Who scores next?" }).waitFor();
  await pool.locator("canvas").waitFor();
  expect(await pool.locator("figcaption").innerText()).toContain("Argentina");
  expect(await axeFindings(page)).toEqual([]);
  expect(await complaints()).toEqual([]);
});

describe("PAGE-11 for everybody", () => {
  test("PAGE-11 axe finds nothing serious in light and dark: games, sign-up, slip, locked, settled", async () => {
    const poolId = await stage.openPool({ recreate_on_end: true });
    const locked = await stage.openPool({ description: "Next corner", action: "corner-kick" });
    await stage.ask({ op: 397, pool_id: locked });
    const other = await stage.bettor();
    await other.bet(poolId, "france", "30.00");
    await page.goto(`${stage.server.url}/`);
    await page.getByRole("link", { name: /Argentina - France/ }).click();
    await page.getByRole("button", { name: "Sign up", exact: true }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await signUpAs("vera");
    await bet("Argentina", "10");
    await stage.goal("argentina:10-messi", Date.now());
    await settledItem().locator("summary").click();
    await outcome("Argentina").click();
    await page.getByRole("button", { name: "+5", exact: true }).click();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.goto(`${stage.server.url}/`);
    await page.getByRole("link", { name: /Argentina - France/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await complaints()).toEqual([]);
  });

  test("PAGE-11 a bet by keyboard alone; Escape leads back to where one was", async () => {
    await stage.openPool();
    await page.goto(stage.address);
    await signUpAs("vera");
    await outcome("France").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(`document.activeElement.textContent.includes("France")`);
    await page.keyboard.press("Escape");
    await page.waitForFunction(`document.activeElement.matches(".target")`);
    await page.keyboard.press("Enter");
    await page.waitForFunction(`document.activeElement.matches("h2")`);
    // The heading, the cross, the stake.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2.5");
    await page.keyboard.press("Enter");
    await page.getByText("Your bet is in: 2.50 on France.").waitFor();
  });

  test("PAGE-11 360 pixels are enough, also for long names and large multipliers", async () => {
    const longName = "Certainly as anybody who has seen him before will tell you";
    const poolId = await stage.openPool({
      description: "Will the referee, after all that has been said, let this go on without a card?",
      pool_type: 3,
      targets: [longName, "no"],
    });
    const other = await stage.bettor();
    await other.bet(poolId, "no", "0.10");
    await other.bet(poolId, longName, "900.00");
    await page.setViewportSize({ width: 360, height: 740 });
    for (const address of [`${stage.server.url}/`, stage.address]) {
      await page.goto(address);
      await page.getByText("Argentina").first().waitFor();
      const width = await page.evaluate("document.documentElement.scrollWidth");
      expect(width).toBe(360);
      const small = await page.evaluate(`
        [...document.querySelectorAll("button, a, input, summary")]
          .filter((element) => element.getClientRects().length > 0 && !element.matches(".skip"))
          .filter((element) => element.getBoundingClientRect().height < 44)
          .map((element) => element.outerHTML.slice(0, 120))`);
      expect(small).toEqual([]);
    }
  });
});

test("PAGE-13 in German where that is asked for, and where the browser is set to it", async () => {
  await stage.openPool();
  await page.goto(`${stage.address}?lang=de`);
  await page.getByRole("heading", { name: "Offene Fragen" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("de");
  await page.getByRole("link", { name: "Alle Spiele" }).click();
  await page.getByRole("heading", { name: "Jetzt live" }).waitFor();
  expect(new URL(page.url()).search).toBe("?lang=de");
  const german = await visit(browser, { locale: "de-DE" });
  await german.page.goto(stage.address);
  await german.page.getByRole("heading", { name: "Offene Fragen" }).waitFor();
  await german.page.context().close();
});

describe("PAGE-12 light and strict", () => {
  test("PAGE-12 under 120 kB gzipped, all that is loaded later counted in", async () => {
    // Beside the others, with which it shares files.
    const { sizes } = await builtPages();
    const own = sizes.find(({ page: name }) => name === "player");
    expect(own).toBeDefined();
    expect((own?.firstBytes ?? 0) + (own?.laterBytes ?? 0)).toBeLessThan(120_000);
  });

  test("PAGE-12 the pages import no code of the server", () => {
    const all = [...new Bun.Glob("web/**/*.{ts,tsx}").scanSync(ROOT)];
    const files = all.filter((file) => !file.endsWith(".test.ts"));
    const reaching = files.filter((file) =>
      /from "(\.\.\/)+src\//.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(reaching).toEqual([]);
  });

  test("PAGE-12 the page asks nobody but its server", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    page.on("websocket", (socket) => asked.push(new URL(socket.url()).host));
    await stage.openPool();
    await page.goto(stage.address);
    await signUpAs("vera");
    await bet("France", "2");
    expect([...new Set(asked)]).toEqual([new URL(stage.server.url).host]);
    expect(await complaints()).toEqual([]);
  });
});
