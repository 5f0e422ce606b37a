// How the player page fares in a real browser: first paint, and input while 20 pools change ten times a
// second each. Server, bettors and browser share the machine.
// Prints a table; not part of CI, since it measures.
import type { Browser, CDPSession, Page } from "playwright-core";
import { handshakeQuery, signUp } from "../test/e2e/server-fixture.ts";
import { openBrowser } from "../test/pages/browser-fixture.ts";
import { MatchStage } from "../test/pages/match-stage.ts";

const POOLS = 20;
const EVERY_MS = 100;
const CLICK_EVERY_MS = 150;
const SECONDS = 10;
/** The first time that something moves, a browser without a graphics card takes a second to get going. */
const WARM_UP_MS = 2_500;
/** A middling phone is about four times slower than this. */
const SLOWDOWNS = [1, 4] as const;

type Figures = {
  readonly slowdown: number;
  readonly firstPaintMs: number;
  readonly poolsShownMs: number;
  readonly updatesPerSecond: number;
  readonly clicks: number;
  readonly counted: number;
  readonly inputP50Ms: number;
  readonly inputMaxMs: number;
  readonly framesPerSecond: number;
  readonly longTasks: number;
};

/** Runs in the page: what the browser itself measures. */
const WATCH = `
  window.watched = { inputs: [], frames: 0, longTasks: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === "click") watched.inputs.push(entry.duration);
    }
  }).observe({ type: "event", durationThreshold: 16 });
  new PerformanceObserver((list) => { watched.longTasks += list.getEntries().length; })
    .observe({ type: "longtask" });
  const frame = () => { watched.frames++; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);`;

type Watched = { inputs: number[]; frames: number; longTasks: number };

async function measure(browser: Browser, stage: MatchStage, slowdown: number): Promise<Figures> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  let updates = 0;
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => {
      if (String(payload).includes('"res":360')) updates++;
    });
  });
  await page.goto(stage.address);
  await page
    .locator(".pool")
    .nth(POOLS - 1)
    .waitFor();
  const shown = await paintTimes(page);
  await signUpAt(page, `vera-${slowdown}`);
  await page.locator(".target").first().click();
  const before = await clickFor(session, page, WARM_UP_MS);
  await page.evaluate(WATCH);
  const startedMs = performance.now();
  const updatesBefore = updates;
  const clicks = await clickFor(session, page, SECONDS * 1_000);
  const elapsedS = (performance.now() - startedMs) / 1_000;
  const watched = (await page.evaluate("watched")) as Watched;
  const counted = Number(await page.getByLabel("Stake").inputValue()) - before;
  const updatesPerSecond = (updates - updatesBefore) / elapsedS;
  await context.close();
  // Clicks quicker than 16 ms are not listed by the browser.
  const quick = Array.from({ length: Math.max(0, clicks - watched.inputs.length) }, () => 16);
  const inputs = [...quick, ...watched.inputs].sort((a, b) => a - b);
  return {
    slowdown,
    ...shown,
    updatesPerSecond,
    clicks,
    counted,
    inputP50Ms: inputs[Math.floor(inputs.length / 2)] ?? 0,
    inputMaxMs: inputs.at(-1) ?? 0,
    framesPerSecond: watched.frames / elapsedS,
    longTasks: watched.longTasks,
  };
}

async function paintTimes(page: Page): Promise<{ firstPaintMs: number; poolsShownMs: number }> {
  return (await page.evaluate(`({
    firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    poolsShownMs: performance.now(),
  })`)) as { firstPaintMs: number; poolsShownMs: number };
}

async function signUpAt(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(`${name}@example.org`);
  await dialog.getByLabel("Password").fill("correct horse");
  await dialog.getByRole("button", { name: "Sign up" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Presses +1 as a finger would, whether or not the page has answered to the last. How often. */
async function clickFor(session: CDPSession, page: Page, ms: number): Promise<number> {
  const box = await page.getByRole("button", { name: "+1", exact: true }).boundingBox();
  if (box === null) throw new Error("the slip has no chip +1");
  const at = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    button: "left",
    clickCount: 1,
  } as const;
  let clicks = 0;
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs) {
    const pressed = [
      session.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at }),
      session.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at }),
    ];
    clicks++;
    await Promise.all([...pressed, Bun.sleep(CLICK_EVERY_MS)]);
  }
  return clicks;
}

/** One bet in every pool each time round, by players who do not wait for answers. */
async function keepBetting(
  stage: MatchStage,
  poolIds: readonly string[],
  until: AbortSignal,
): Promise<void> {
  const sockets = await Promise.all(poolIds.map(() => bettorAt(stage)));
  let round = 0;
  while (!until.aborted) {
    const target = round++ % 3 === 0 ? "france" : "argentina";
    for (const [at, pool_id] of poolIds.entries()) {
      sockets[at]?.send(JSON.stringify({ op: 392, pool_id, target, amount: "0.10" }));
    }
    await Bun.sleep(EVERY_MS);
  }
  for (const socket of sockets) socket.close();
}

async function bettorAt({ server }: MatchStage): Promise<WebSocket> {
  const query = handshakeQuery(await signUp(server));
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/ws?${query}`);
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.addEventListener("open", () => resolve());
  await promise;
  return socket;
}

function print(rows: readonly Figures[]): void {
  const lines: [string, (row: Figures) => string][] = [
    ["first paint", (row) => `${row.firstPaintMs.toFixed(0)} ms`],
    [`all ${POOLS} pools shown`, (row) => `${row.poolsShownMs.toFixed(0)} ms`],
    ["distributions a second", (row) => row.updatesPerSecond.toFixed(0)],
    ["clicks, and those that counted", (row) => `${row.clicks}, ${row.counted}`],
    ["from click to next paint, p50", (row) => `${row.inputP50Ms.toFixed(0)} ms`],
    ["the longest", (row) => `${row.inputMaxMs.toFixed(0)} ms`],
    ["frames a second", (row) => row.framesPerSecond.toFixed(0)],
    ["tasks above 50 ms", (row) => String(row.longTasks)],
  ];
  const head = rows.map(({ slowdown }) =>
    slowdown === 1 ? "as it is" : `${slowdown} times slower`,
  );
  console.log(["".padEnd(32), ...head.map((text) => text.padStart(16))].join(""));
  for (const [name, text] of lines) {
    console.log([name.padEnd(32), ...rows.map((row) => text(row).padStart(16))].join(""));
  }
}

const stage = await MatchStage.open({
  limits: [{ name: "distributionIntervalMs", value: EVERY_MS }],
});
const browser = await openBrowser();
const ending = new AbortController();
const poolIds: string[] = [];
for (let at = 1; at <= POOLS; at++)
  poolIds.push(await stage.openPool({ description: `Pool ${at}` }));
const betting = keepBetting(stage, poolIds, ending.signal);
try {
  const rows: Figures[] = [];
  for (const slowdown of SLOWDOWNS) rows.push(await measure(browser, stage, slowdown));
  print(rows);
  process.exitCode = rows.every(({ clicks, counted }) => clicks === counted) ? 0 : 1;
} finally {
  ending.abort();
  await betting;
  await browser.close();
  await stage.close();
}
