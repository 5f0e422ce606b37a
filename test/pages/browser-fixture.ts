// A real browser on pages that were built once for the whole run. What a page complains of (errors, failed
// requests, breaches of its policy) is kept, and a test that asks for `complaints` must find none.
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { buildPages, type PageSize } from "../../scripts/web/build-pages.ts";
import { PAGE_NAMES, type PageName } from "../../src/gateway/http/page-names.ts";

export type BuiltPages = { readonly directory: string; readonly sizes: readonly PageSize[] };

const built = new Map<string, Promise<BuiltPages>>();

/** Made by the first who asks, gone with the run's scratch directory. Those of one page are there sooner. */
export function builtPages(...pages: PageName[]): Promise<BuiltPages> {
  const key = pages.join();
  const made = built.get(key) ?? buildOnce(pages.length === 0 ? PAGE_NAMES : pages);
  built.set(key, made);
  return made;
}

async function buildOnce(pages: readonly PageName[]): Promise<BuiltPages> {
  const directory = mkdtempSync(join(tmpdir(), "mutuel-built-"));
  return { directory, sizes: await buildPages(directory, pages) };
}

export { launchBrowser as openBrowser } from "../support/browser.ts";

const WAIT_MS = 15_000;

export type Visit = { readonly page: Page; readonly complaints: string[] };

/** A visitor of their own, with cookies of their own. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
  // Said by the driver, before the test runner would end the browser with the test.
  page.setDefaultTimeout(WAIT_MS);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    // Given up by the page itself, which has gone on to something else.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  return { page, complaints };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type AxeViolation = {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/** What axe-core finds serious or critical, in words. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Through the debugger, since the page's policy lets nothing else in.
  const found = (await page.evaluate(`${AXE}; axe.run()`)) as { violations: AxeViolation[] };
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
