// The console in a real browser on a real server: whoever sits at it, and those who bet meanwhile.
import type { Browser, Locator, Page } from "playwright-core";
import type { RunningServer } from "../../src/compose.ts";
import {
  asAdmin,
  type Player,
  post,
  type ServerChanges,
  signUp,
  startTestServer,
  TestClient,
} from "../e2e/server-fixture.ts";
import { builtPages, type Visit, visit } from "./browser-fixture.ts";

export const PASSWORD = "correct horse";

export type Role = "developer" | "admin";

export async function startConsoleServer(changes: ServerChanges = {}): Promise<RunningServer> {
  const { directory } = await builtPages("console");
  const overrides = { ...changes.overrides, pagesDirectory: directory };
  return startTestServer({ ...changes, overrides });
}

export async function withRoles(
  server: RunningServer,
  name: string,
  roles: readonly Role[],
): Promise<Player> {
  const player = await signUp(server, name);
  for (const role of roles) {
    await post(server, `/admin/users/${player.id}/roles`, { role, grant: true }, asAdmin());
  }
  return player;
}

export type SentMessage = {
  readonly op: number;
  readonly header: { readonly preview?: boolean };
  readonly [field: string]: unknown;
};
export type Sitting = Visit & { readonly sent: readonly SentMessage[] };

/** At the console, as that user. `sent` is what the page has asked the server for. */
export async function sitDown(
  browser: Browser,
  server: RunningServer,
  name: string,
  path = "/console",
): Promise<Sitting> {
  const visitor = await visit(browser, { viewport: { width: 1280, height: 900 } });
  const { page } = visitor;
  const sent: SentMessage[] = [];
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      sent.push(JSON.parse(String(payload)) as SentMessage);
    });
  });
  await page.goto(`${server.url}${path}`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("navigation").waitFor();
  return { ...visitor, sent };
}

/** The sheet that asks before something is done. */
export function sheet(page: Page): Locator {
  return page.getByRole("dialog");
}

export async function confirm(page: Page, button: string | RegExp): Promise<void> {
  const send = sheet(page).locator(".review__send", { hasText: button });
  await sheet(page).locator('.review__send:not([aria-disabled="true"])').waitFor();
  await send.click();
  await sheet(page).waitFor({ state: "detached" });
}

/** What is told at the end of something. */
export async function told(page: Page, text: string | RegExp): Promise<void> {
  await page.locator(".toast", { hasText: text }).last().waitFor();
}

export function pool(page: Page, question: string): Locator {
  return page.getByRole("article", { name: question });
}

export class Bettor {
  readonly id: number;
  readonly #client: TestClient;

  private constructor(id: number, client: TestClient) {
    this.id = id;
    this.#client = client;
  }

  static async at(server: RunningServer, name: string): Promise<Bettor> {
    const player = await signUp(server, name);
    return new Bettor(player.id, await TestClient.as(server, player));
  }

  /** 356, or the code of the refusal. */
  async bet(poolId: string, target: string, amount: string): Promise<string | number> {
    const answer = await this.#client.ask({ op: 392, pool_id: poolId, target, amount });
    return answer.res === 666 ? String(answer["code"]) : answer.res;
  }

  async pools(gameId: string): Promise<ReadonlyMap<string, string>> {
    const answer = await this.#client.ask({ op: 387, game_id: gameId });
    const pools = answer["pools_list"] as Record<string, { description: string }>;
    return new Map(Object.entries(pools).map(([id, { description }]) => [description, id]));
  }
}
