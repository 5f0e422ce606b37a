// Takes pictures of pages: a browser whose date stands where the server's does, and which moves nothing.
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver, type Page } from "playwright-core";

export type Scene = {
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
  /** Logged in by the cookies of this user. */
  readonly user?: { readonly username: string; readonly password: string };
};

export class Camera {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #nowMs: number;

  private constructor(browser: Browser, url: string, nowMs: number) {
    this.#browser = browser;
    this.#url = url;
    this.#nowMs = nowMs;
  }

  static async open(url: string, nowMs: number): Promise<Camera> {
    const executablePath = await chromium.executablePath();
    const args = chromium.args.filter((arg) => arg !== "--single-process");
    return new Camera(await driver.launch({ executablePath, args, headless: true }), url, nowMs);
  }

  /** A page before anything is loaded. */
  async page({ width, height, theme, user }: Scene): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "UTC",
      hasTouch: width < 600,
      isMobile: width < 600,
    });
    await context.clock.setFixedTime(this.#nowMs);
    if (user !== undefined) {
      const answer = await context.request.post(`${this.#url}/r/login/`, { data: user });
      if (!answer.ok()) throw new Error(`log-in of ${user.username}: ${await answer.text()}`);
    }
    return context.newPage();
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
