// `npm run screenshots`: makes docs/pictures, which the README shows, from a match that is played for it.
// Look at them before they are committed.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { Camera } from "./screenshots/camera.ts";
import { OPERATOR, PASSWORD, PicturedMatch, VERA } from "./screenshots/pictured-match.ts";
import { ForeignPage } from "./screenshots/foreign-page.ts";
import { buildPages } from "./web/build-pages.ts";

const ROOT = join(import.meta.dir, "..");
const PICTURES = process.argv[2] ?? join(ROOT, "docs/pictures");
const BYTES_MAX = 150_000;

const vera = { username: VERA, password: PASSWORD };
const operator = { username: OPERATOR, password: PASSWORD };

async function takeAll(match: PicturedMatch, camera: Camera): Promise<void> {
  const game = `${match.url}/play/${match.gameId}`;

  const desktop = await camera.page({ width: 1280, height: 860, theme: "light", user: vera });
  await desktop.goto(game);
  await chooseIn(desktop, "Next goal by team", /^France/, "5");
  await shoot(desktop, "player");

  const phone = await camera.page({ width: 390, height: 844, theme: "dark", user: vera });
  await phone.goto(game);
  await phone.getByRole("heading", { name: "Next goal by team" }).first().waitFor();
  await shoot(phone, "player-phone");

  const casino = ForeignPage.open();
  try {
    const src = await match.launch([casino.origin]);
    const widget = await camera.page({ width: 700, height: 340, theme: "light" });
    await widget.goto(casino.around([`${src}&theme=light`, `${src}&theme=dark`]));
    const [left, right] = [0, 1].map((at) => widget.frameLocator("iframe").nth(at));
    await left?.getByText("You: 12.50").waitFor();
    await right?.getByRole("button", { name: /^France/ }).click();
    await right?.getByRole("button", { name: "+5", exact: true }).click();
    await right?.getByText("pays").waitFor();
    await shoot(widget, "widget");
  } finally {
    await casino.close();
  }

  const desk = await camera.page({ width: 1280, height: 860, theme: "light", user: operator });
  await desk.goto(`${match.url}/console/games/${match.gameId}`);
  await desk.getByRole("button", { name: "Goal", exact: true }).first().click();
  await desk.getByText("Next goal by player").first().waitFor();
  await shoot(desk, "console-desk");
  await desk.goto(`${match.url}/console/log`);
  await desk.getByRole("combobox").selectOption("PoolSettled");
  await desk.getByRole("search").getByRole("button").click();
  await desk.locator("summary").first().click();
  await shoot(desk, "console-log");
  await desk.setViewportSize({ width: 1280, height: 640 });
  await desk.goto(`${match.url}/console/ledger`);
  await desk.getByText("EUR").first().waitFor();
  await shoot(desk, "console-ledger");
}

async function chooseIn(page: Page, pool: string, target: RegExp, stake: string): Promise<void> {
  const card = page.getByRole("article", { name: pool });
  await card.getByRole("button", { name: target }).click();
  await page.getByLabel("Stake").fill(stake);
}

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(PICTURES, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  const shown = `${relative(process.cwd(), path)}: ${(size / 1_000).toFixed(0)} kB`;
  if (size > BYTES_MAX) throw new Error(`${shown}; at most ${BYTES_MAX / 1_000} kB`);
  process.stdout.write(`${shown}\n`);
}

const built = mkdtempSync(join(tmpdir(), "mutuel-pictures-"));
mkdirSync(PICTURES, { recursive: true });
try {
  await buildPages(built);
  const match = await PicturedMatch.start(built);
  const camera = await Camera.open(match.url, match.nowMs);
  try {
    await takeAll(match, camera);
  } finally {
    await camera.close();
    await match.stop();
  }
} finally {
  rmSync(built, { recursive: true, force: true });
}
