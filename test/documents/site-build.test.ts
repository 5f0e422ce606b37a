// The built site: its links, what it asks for, and how it behaves in a browser, served as the server does.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import type { Browser, Page } from "playwright-core";
import { buildSite } from "../../scripts/docs/site/build-site.ts";
import { inlineScripts } from "../../scripts/built-list.ts";
import type { HttpEnvironment } from "../../src/gateway/http/http-parts.ts";
import { BUILT_LIST_NAME, type BuiltList } from "../../src/gateway/http/built-list.ts";
import { addSite } from "../../src/gateway/http/site.ts";
import { launchBrowser, noBrowser } from "../support/browser.ts";

const place = mkdtempSync(join(tmpdir(), "mutuel-docs-"));
const BUILD_MS = 60_000;
const read = (name: string): string => readFileSync(join(place, name), "utf8");

let files: readonly string[] = [];
let html: readonly string[] = [];

beforeAll(async () => {
  await buildSite(place);
  const list = JSON.parse(read(BUILT_LIST_NAME)) as BuiltList;
  files = Object.keys(list.files);
  html = files.filter((name) => name.endsWith(".html"));
}, BUILD_MS);

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe("SITE-6 links", () => {
  test("SITE-6 every link inside of the site leads to a file and an anchor that is there", () => {
    const pages = new Map(html.map((name) => [name, read(name)]));
    const broken: string[] = [];
    for (const [name, text] of pages) {
      for (const [, link = ""] of text.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)) {
        if (link === "#VPContent") continue;
        const url = new URL(link, `http://here.example/docs/${name}`);
        if (url.host !== "here.example") continue;
        const path = decodeURIComponent(url.pathname.replace(/^\/docs\//, ""));
        const target = path === "" || path.endsWith("/") ? `${path}index.html` : path;
        const anchor = decodeURIComponent(url.hash.slice(1));
        const found = pages.get(target);
        if (found === undefined) broken.push(`${name}: ${link} is no page`);
        else if (anchor !== "" && !found.includes(`id="${anchor}"`)) {
          broken.push(`${name}: ${link} has no such anchor`);
        }
      }
    }
    expect(pages.size).toBeGreaterThan(30);
    expect(broken).toEqual([]);
  });

  test("SITE-6 every page is in the navigation, and no code that a page shows is lost", () => {
    const index = read("index.html");
    const alone = html.filter((name) => name !== "404.html" && name !== "index.html");
    expect(
      alone.filter((name) => !index.includes(`href="/docs/${name.replace(/index\.html$/, "")}"`)),
    ).toEqual([]);
    expect(html.filter((name) => /Snippet path not found|@include/.test(read(name)))).toEqual([]);
  });
});

describe("SITE-4 nothing from elsewhere", () => {
  test("SITE-4 no page, script or style loads anything of another origin", () => {
    const loads =
      /(?:\bsrc|<link\b[^>]*\bhref)="(?:https?:)?\/\/|@import\s+url\(|url\(["']?(?:https?:)?\/\/|\bfetch\("https?:|import\("https?:/;
    const texts = files.filter((name) => /\.(html|css|js)$/.test(name));
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((name) => loads.test(read(name)))).toEqual([]);
  });

  test("SITE-4 every script inside of a page is on the list of hashes", () => {
    const list = JSON.parse(read(BUILT_LIST_NAME)) as BuiltList;
    const hashes = new Set(list.scripts);
    for (const name of html) {
      for (const script of inlineScripts(read(name))) {
        const hash = new Bun.CryptoHasher("sha256").update(script).digest("base64");
        expect(`${name} ${hashes.has(`'sha256-${hash}'`)}`).toBe(`${name} true`);
      }
      expect(read(name)).not.toMatch(/<\w+[^>]*\son(?:click|load|error)=/);
    }
  });
});

describe.skipIf(noBrowser !== null)("SITE-9 in a browser", () => {
  let browser: Browser | null = null;
  let server: ReturnType<typeof Bun.serve> | null = null;
  let origin = "";

  beforeAll(async () => {
    const app = new Hono<HttpEnvironment>({ strict: false });
    addSite(app, place);
    server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => app.fetch(request) });
    origin = `http://127.0.0.1:${server.port}`;
    browser = await launchBrowser();
  }, BUILD_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop(true);
  });

  /** What the page complains about, or asks of others, besides what is asked of it. */
  async function visit(width: number, look: (page: Page, complaints: string[]) => Promise<void>) {
    if (browser === null) throw new Error("there is no browser");
    const complaints: string[] = [];
    const page = await browser.newPage({ viewport: { width, height: 780 } });
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith("data:")) complaints.push(`asked for ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    try {
      await look(page, complaints);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  }

  test(
    "SITE-9 no page complains, asks elsewhere, or is wider than a phone",
    () =>
      visit(360, async (page, complaints) => {
        for (const name of html.filter((each) => each !== "404.html")) {
          await page.goto(`${origin}/docs/${name}`, { waitUntil: "load" });
          const width = await page.evaluate("document.documentElement.scrollWidth");
          if (Number(width) > 360) complaints.push(`${name} is ${String(width)} wide`);
        }
      }),
    BUILD_MS,
  );

  test(
    "SITE-9 the search finds a late bet and leads there",
    () =>
      visit(1280, async (page) => {
        await page.goto(`${origin}/docs/`);
        await page.getByRole("button", { name: "Search" }).first().click();
        await page.getByRole("searchbox").fill("late bet");
        const first = page.locator(".VPLocalSearchBox .result").first();
        await first.waitFor();
        expect((await first.textContent())?.toLowerCase()).toContain("late");
        await first.click();
        await page.waitForURL(/late|bets/);
        expect((await page.locator("main").textContent())?.toLowerCase()).toContain("late bet");
      }),
    BUILD_MS,
  );

  test(
    "SITE-9 light and dark, chosen by the reader and kept",
    () =>
      visit(1280, async (page) => {
        await page.emulateMedia({ colorScheme: "dark" });
        await page.goto(`${origin}/docs/settlement.html`);
        const isDark = (): Promise<unknown> =>
          page.evaluate("document.documentElement.classList.contains('dark')");
        expect(await isDark()).toBe(true);
        await page.locator(".VPNavBarAppearance button").click();
        expect(await isDark()).toBe(false);
        await page.reload();
        expect(await isDark()).toBe(false);
      }),
    BUILD_MS,
  );
});
