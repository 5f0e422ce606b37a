// The browser that tests drive: from npm, but it needs a few libraries of the system's. Where one is
// missing, what needs the browser is skipped, and the reason is said once.
import { spawnSync } from "node:child_process";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

const executablePath = await chromium.executablePath();

/** Why the browser does not start on this machine; null where it does. */
export const noBrowser = whyNot();
if (noBrowser !== null) process.stdout.write(`skipped, what needs a browser: ${noBrowser}\n`);

/** These would let a page do more than it may for people, or end the browser with its first page. */
const UNWANTED = [
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--allow-running-insecure-content",
];

export function launchBrowser(): Promise<Browser> {
  const args = chromium.args.filter((arg) => !UNWANTED.includes(arg));
  return driver.launch({ executablePath, args, headless: true });
}

function whyNot(): string | null {
  const { status, stderr } = spawnSync(executablePath, ["--version"], { encoding: "utf8" });
  return status === 0 ? null : (stderr.split("\n")[0] ?? "it does not start");
}
