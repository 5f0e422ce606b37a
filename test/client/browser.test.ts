// The client in a page of the server: by cookies, without being told where the server is.
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleOf } from "../../scripts/client/bundle.ts";
import { launchBrowser, noBrowser } from "../support/browser.ts";
import { startTestServer } from "../e2e/server-fixture.ts";

const SOURCES = join(import.meta.dir, "../../client/src");

/** What is done in the page. */
const SCRIPT = `
import { connect } from ${JSON.stringify(join(SOURCES, "index.ts"))};
import { connectHttp } from ${JSON.stringify(join(SOURCES, "http.ts"))};

const guest = connect();
await guest.ping();
const before = guest.status.current;
guest.close();
const account = { username: "anna", email: "anna@example.org", password: "correct horse" };
await connectHttp().signUp(account);
const client = connect();
const { current_balance } = await client.getCurrentBalance();
const after = client.status.current;
client.close();
const byKey = connect({ apiKey: "no" });
const refused = await byKey.ping().catch((error) => error.text);
const launched = connect({ session: "of-yesterday" });
const over = await launched.ping().catch(({ code, text }) => ({ code, text }));
const here = connect();
await here.ping();
const ended = new Promise((resolve) => here.status.subscribe(resolve));
await connectHttp().logOut({ id: "0", user_session_key: "in the cookies" });
const { state, error } = await ended;
const loggedOut = { state, code: error.code, text: error.text };
globalThis.found = { before, after, current_balance, refused, over, loggedOut };
`;

test.skipIf(noBrowser !== null)(
  "CLNT-3 in a page: a guest, then the user of its cookies; an API key can't be sent from there; it learns why it is refused",
  async () => {
    const server = await startTestServer();
    const home = mkdtempSync(join(tmpdir(), "mutuel-page-"));
    const browser = await launchBrowser();
    try {
      const entry = join(home, "page.ts");
      writeFileSync(entry, SCRIPT);
      const page = await browser.newPage({ bypassCSP: true });
      await page.goto(`${server.url}/healthz`);
      await page.addScriptTag({ content: await bundleOf(entry, "browser"), type: "module" });
      await page.waitForFunction(() => "found" in globalThis);
      const found: unknown = await page.evaluate(() => (globalThis as { found?: unknown }).found);
      expect(found).toEqual({
        before: { state: "open", user: null },
        after: { state: "open", user: { id: 1, name: "anna" } },
        current_balance: "1000.00",
        refused: expect.stringContaining("use credentials") as unknown,
        over: {
          code: "GAME_SESSION_NOT_FOUND",
          text: expect.stringContaining("no token of a launched game") as unknown,
        },
        loggedOut: { state: "closed", code: "SESSION_UNKNOWN", text: "logged out" },
      });
    } finally {
      await browser.close();
      rmSync(home, { recursive: true });
      await server.stop();
    }
  },
  60_000,
);
