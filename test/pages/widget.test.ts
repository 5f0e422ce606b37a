// The widget inside a foreign page, launched there through the Open Games API.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { EmbedWorld, framed, originOf } from "../support/embed-world.ts";
import { axeFindings, openBrowser, visit, type Visit } from "./browser-fixture.ts";

type Heard = { readonly type: string; readonly origin: string; readonly [field: string]: unknown };

let browser: Browser;
let world: EmbedWorld;
const opened: Visit[] = [];
/** Directories of servers that were restarted. */
const kept: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await EmbedWorld.start();
});
afterEach(async () => {
  for (const { page } of opened.splice(0)) await page.context().close();
  await world.stop();
  for (const path of kept.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** The casino's page with the game in it, for a player with 1,000.00 EUR. */
async function launched(more = "", size?: readonly [number, number]): Promise<Launched> {
  const { src, userId } = await world.launch();
  await world.fund(userId);
  const { page, complaints } = await open(framed(world.casino, `${src}${more}`, size));
  return { page, frame: page.frameLocator("iframe"), complaints, src };
}

type Launched = Visit & { readonly frame: FrameLocator; readonly src: string };

async function open(url: string, options: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  const made = await visit(browser, options);
  opened.push(made);
  await made.page.goto(url);
  return made;
}

async function heard(page: Page, type: string): Promise<Heard[]> {
  const all = (await page.evaluate("heard")) as Heard[];
  return all.filter((message) => message.type === type);
}

/** The last message of a kind, once there is one of which that holds. */
async function heardLast(page: Page, type: string, holds = "true"): Promise<Heard> {
  await page.waitForFunction(
    `heard.some((message) => message.type === ${JSON.stringify(type)} && (${holds}))`,
  );
  const [last] = (await heard(page, type)).reverse();
  if (last === undefined) throw new Error(`no ${type}`);
  return last;
}

const target = (frame: FrameLocator, name: RegExp) => frame.getByRole("button", { name });

describe("a launched game in a foreign page", () => {
  test("WIDG-1, WIDG-2, WIDG-5 a bet inside, and what the page around is told of it", async () => {
    const poolId = await world.pool();
    const other = await world.bettor();
    await other.placeBet({ pool_id: poolId, target: "france", amount: "30" });
    const { page, frame, complaints } = await launched();
    await target(frame, /^Argentina/).click();
    await frame.getByRole("button", { name: "+10", exact: true }).click();
    await frame.getByText("pays 40.00 now").waitFor();
    await frame.getByRole("button", { name: "Bet 10.00" }).click();
    await frame.getByText("Your bet is in: 10.00 on Argentina.").waitFor();

    const own = { origin: world.server.url, version: 1, gameId: world.gameId };
    const bet = await heardLast(page, "mutuel:bet");
    expect(bet).toMatchObject({
      ...own,
      poolId,
      target: "argentina",
      amount: "10.00",
      currency: "EUR",
    });
    expect(await heardLast(page, "mutuel:balance", "message.available === '990.00'")).toMatchObject(
      {
        ...own,
        currency: "EUR",
        balance: "1000.00",
      },
    );
    const { pools_list: pools } = await other.listPools({ game_id: world.gameId });
    expect(pools[0]).toMatchObject({
      pool_id: poolId,
      money_at_stake: "40.00",
      people_involved: 2,
    });

    await frame.getByRole("button", { name: "Back to the pool" }).last().click();
    await frame.getByText("You: 10.00").waitFor();
    await world.goal("argentina:10");
    await frame.getByText("You won", { exact: true }).waitFor();
    await frame.getByText("Your 10.00 of 10.00 that won, out of 40.00").waitFor();
    expect(await heardLast(page, "mutuel:result")).toMatchObject({
      ...own,
      poolId,
      winner: "argentina",
      result: "won",
      amount: "40.00",
    });
    await heardLast(page, "mutuel:balance", "message.available === '1030.00'");
    await frame.getByRole("button", { name: "Next", exact: true }).click();
    await frame.getByText("No pool is open right now.").waitFor();
    expect(await heard(page, "mutuel:bet")).toHaveLength(1);
    expect(await heard(page, "mutuel:result")).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test("WIDG-1 from 300x250 on everything needed to bet is there; arrows, keys and swipes lead on", async () => {
    await world.pool();
    const long = "Which of all the players who came on as a substitute scores the next goal?";
    await world.pool({ description: long, targets: ["argentina:10", "argentina:11", "france:7"] });
    const { page, frame, complaints } = await launched();
    const first = frame.getByRole("heading", { name: "Next goal by team" });
    const second = frame.getByRole("heading", { name: long });
    await first.waitFor();
    await frame.getByRole("button", { name: "Next pool" }).click();
    await second.waitFor();
    await page.keyboard.press("ArrowRight");
    await first.waitFor();
    await page.keyboard.press("ArrowLeft");
    await second.waitFor();
    const finger = (clientX: number) => ({ pointerType: "touch", clientX, clientY: 100 });
    await second.dispatchEvent("pointerdown", finger(40));
    await second.dispatchEvent("pointerup", finger(200));
    await first.waitFor();
    await target(frame, /^Argentina/).click();
    await frame.getByRole("button", { name: "+1", exact: true }).click();
    const size = await frame.locator("html").evaluate((html) => ({
      over: html.scrollWidth - html.clientWidth,
      bottom: html.querySelector('button[type="submit"]')?.getBoundingClientRect().bottom ?? 999,
    }));
    expect(size.over).toBe(0);
    expect(size.bottom).toBeLessThanOrEqual(250);
    await page.keyboard.press("Escape");
    await target(frame, /^Argentina/)
      .and(frame.locator(":focus"))
      .waitFor();
    const small = await frame
      .getByRole("button")
      .evaluateAll((buttons) =>
        buttons
          .map((button) => button.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && (width < 44 || height < 44)),
      );
    expect(small).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("WIDG-5 the height told is that of all of it, whatever room it has", async () => {
    await world.pool({ targets: ["argentina:10", "argentina:11", "france:7", "france:10"] });
    const { page, frame } = await launched("", [300, 900]);
    await frame.getByText("None", { exact: true }).waitFor();
    const { height } = await heardLast(page, "mutuel:height", "message.height > 300");
    expect(Number(height)).toBeLessThan(420);
    await page.locator("iframe").evaluate((frame, height) => {
      frame.setAttribute("height", String(height));
    }, height);
    const hidden = await frame
      .locator("main")
      .evaluate((main) => main.scrollHeight - main.clientHeight);
    expect(hidden).toBe(0);
    expect(Number((await heardLast(page, "mutuel:height"))["height"])).toBe(Number(height));
  });

  test("WIDG-6 a page that listens late says hello and is told what stands", async () => {
    await world.pool();
    const { page, frame } = await launched();
    await heardLast(page, "mutuel:balance");
    await page.evaluate("heard.length = 0");
    // Nobody but the page around is answered.
    await frame.locator("html").evaluate(`postMessage({ type: "mutuel:hello" }, "*")`);
    await page.evaluate(
      `document.querySelector("iframe").contentWindow.postMessage({ type: "mutuel:hello" }, "*")`,
    );
    await page.waitForFunction("heard.length >= 3");
    const told = (await page.evaluate<Heard[]>("heard")).map(({ type }) => type).sort();
    expect(told).toEqual(["mutuel:balance", "mutuel:height", "mutuel:ready"]);
  });

  test("WIDG-7 a late bet comes back with its reason; a blocked pool locks at once", async () => {
    const poolId = await world.pool();
    const rival = await world.bettor();
    await rival.placeBet({ pool_id: poolId, target: "france", amount: "5" });
    const { page, frame, complaints } = await launched();
    await target(frame, /^Argentina/).waitFor();
    await world.desk.blockPool({ pool_id: poolId });
    await frame.getByText("Locked", { exact: true }).waitFor();
    expect(await target(frame, /^Argentina/).getAttribute("aria-disabled")).toBe("true");
    await world.desk.allowPool({ pool_id: poolId });
    await frame.getByText("Locked", { exact: true }).waitFor({ state: "detached" });
    const fellAtMs = world.desk.serverNowMs();
    await target(frame, /^Argentina/).click();
    await frame.getByLabel("Stake, EUR").fill("7.5");
    await page.keyboard.press("Enter");
    await frame.getByText("Your bet is in: 7.50 on Argentina.").waitFor();
    await frame.getByRole("button", { name: "Back to the pool" }).last().click();
    await world.goal("argentina:11", fellAtMs);
    await frame.getByText("Returned to you").waitFor();
    await frame.getByText("Placed after it had happened, so your stake came back.").waitFor();
    expect(await heardLast(page, "mutuel:result")).toMatchObject({
      result: "returned",
      amount: "7.50",
    });
    expect(complaints).toEqual([]);
  });

  test("WIDG-2 a restart of the server loses nothing of a launch", async () => {
    await world.stop();
    const path = mkdtempSync(join(tmpdir(), "mutuel-widget-"));
    kept.push(path);
    world = await EmbedWorld.start({ kind: "directory", path });
    await world.pool();
    const { page, frame } = await launched();
    await target(frame, /^Argentina/).waitFor();
    await world.restart(path, () => frame.getByText("Connection lost.").waitFor());
    await frame.getByText("Connection lost.").waitFor({ state: "detached" });
    await target(frame, /^Argentina/).click();
    await frame.getByRole("button", { name: "+10", exact: true }).click();
    await frame.getByRole("button", { name: "Bet 10.00" }).click();
    await frame.getByText("Your bet is in: 10.00 on Argentina.").waitFor();
    expect(await heard(page, "mutuel:session-over")).toEqual([]);
  });

  test("WIDG-8 the page around chooses its colours; nothing serious for those who do not see it", async () => {
    await world.pool();
    for (const theme of ["dark", "light"]) {
      const { src, userId } = await world.launch({ sessionId: `axe-${theme}` });
      await world.fund(userId);
      const { page } = await open(`${src}&theme=${theme}`, {
        viewport: { width: 300, height: 250 },
        colorScheme: theme === "dark" ? "light" : "dark",
      });
      await page.getByRole("heading", { name: "Next goal by team" }).waitFor();
      expect(await page.locator("html").getAttribute("data-theme")).toBe(theme);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole("button", { name: /^Argentina/ }).click();
      await page.getByRole("button", { name: "+5", exact: true }).click();
      expect(await axeFindings(page)).toEqual([]);
    }
  });
});

describe("without a session", () => {
  test("WIDG-3 one watches only, also with cookies of a player", async () => {
    const poolId = await world.pool();
    const { page, complaints } = await open(`${world.server.url}/embed/${world.gameId}`);
    await page.evaluate(
      `fetch("/r/signup/", { method: "POST", headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: "vera", email: "v@example.org", password: "correct horse" }) })`,
    );
    await page.reload();
    await page.getByText("You are watching.").first().waitFor();
    await page.getByRole("button", { name: /^Argentina/ }).click();
    await page.getByRole("region", { name: "Your bet" }).getByText("You are watching.").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    await page.getByRole("button", { name: "Back to the pool" }).click();
    const other = await world.bettor();
    await other.placeBet({ pool_id: poolId, target: "argentina", amount: "5" });
    await page.getByRole("button", { name: /^Argentina 100%/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test("WIDG-3 where a session is over it says so, tells the page, and goes on as a guest's", async () => {
    await world.pool();
    const { src } = await world.launch();
    const other = src.replace(/gameSession=[^&]{8}/, "gameSession=00000000");
    const { page, complaints } = await open(framed(world.casino, other));
    // Nobody knows that session, so no page but our own may show it.
    await page.waitForFunction("true");
    expect(complaints.join("\n")).toContain("frame-ancestors");
    const direct = await open(other);
    await direct.page.getByText("This was opened too long ago to bet.").waitFor();
    await direct.page.getByRole("button", { name: /^Argentina/ }).waitFor();
    await world.admin.disablePlatform({ id: "casino" });
    const after = await open(framed(world.casino, src));
    const frame = after.page.frameLocator("iframe");
    await frame.getByText("This was opened too long ago to bet.").waitFor();
    await heardLast(after.page, "mutuel:session-over");
    await frame.getByRole("button", { name: /^Argentina/ }).waitFor();
  });

  test("WIDG-3 a game nobody knows is said to be none", async () => {
    const { page } = await open(`${world.server.url}/embed/0190aaaa-bbbb-8ccc-8ddd-eeeeeeeeeeee`);
    await page.getByText("There is no such game.").waitFor();
  });
});

describe("who may show it", () => {
  test("WIDG-4 a page that is not the platform's is refused by the browser", async () => {
    await world.pool();
    const { src } = await world.launch();
    const { page, complaints } = await open(framed(world.stranger, src));
    await page.waitForFunction("document.querySelector('iframe').contentDocument === null");
    expect(complaints.join("\n")).toContain("frame-ancestors");
    expect(await page.evaluate("heard")).toEqual([]);
  });

  test("WIDG-4 the policy names the platform's origins, or those of the server, and is never kept", async () => {
    const ancestors = async (path: string): Promise<string | undefined> => {
      const answer = await fetch(`${world.server.url}${path}`);
      if (path.startsWith("/embed/")) expect(answer.headers.get("cache-control")).toBe("no-store");
      const policy = answer.headers.get("content-security-policy") ?? "";
      return policy.split("; ").find((rule) => rule.startsWith("frame-ancestors"));
    };
    const { src } = await world.launch();
    const { pathname, search } = new URL(src);
    const own = originOf(world.casino);
    expect(await ancestors(`${pathname}${search}`)).toBe(`frame-ancestors 'self' ${own}`);
    expect(await ancestors(pathname)).toBe("frame-ancestors 'self'");
    expect(await ancestors(`${pathname}?gameSession=x`)).toBe("frame-ancestors 'self'");
    const moved = "https://casino.example";
    await world.admin.setPlatformOrigins({ id: "casino", origins: [moved] });
    expect(await ancestors(`${pathname}${search}`)).toBe(`frame-ancestors 'self' ${moved}`);
    await world.admin.setPlatformOrigins({ id: "casino", origins: [] });
    expect(await ancestors(`${pathname}${search}`)).toBe("frame-ancestors 'self'");
    expect(await ancestors("/")).not.toContain(own);
  });
});
