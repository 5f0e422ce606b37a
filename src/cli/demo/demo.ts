// One run of the demo: data directory, server, match, audit, verdict. Ends what it started, in reverse.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../ops/clock.ts";
import { systemScheduler } from "../../ops/scheduler.ts";
import { ServerProcess, runAudit } from "./child.ts";
import { FINAL_2022 } from "../match/final-2022.ts";
import type { DemoOptions } from "./options.ts";
import { Interrupted, untilAborted } from "../match/pause.ts";
import { Problems, messageOf } from "../match/problems.ts";
import { type Figures, reportJson, reportLines } from "./report.ts";
import type { Screen } from "../terminal/screen.ts";
import { Show } from "./show.ts";
import { type SignIn, type VisitorMatch, Visitors } from "./visitors.ts";

const OK = 0;
const FAILED = 1;
const INTERRUPTED = 130;
const ONE_KEY_MS = 500;

const LIFTED_LIMITS = [
  "signupsPerMinute",
  "loginsPerMinute",
  "handshakesPerMinute",
  "connectionsPerAddress",
];

/** All players come from one address at once; nothing else is made easier for them. */
const SERVER_OPTIONS = ["--port", "0", "--developers", "open", "--log-level", "warn"].concat(
  LIFTED_LIMITS.flatMap((name) => ["--limit", `${name}=0`]),
);

export class Demo {
  readonly #options: DemoOptions;
  readonly #screen: Screen;
  readonly #printJson: (text: string) => void;
  /** What is kept may be played on again. */
  readonly #nameSuffix: string;
  readonly #problems = new Problems();
  readonly #end = new AbortController();
  #interruptedAtMs = -Infinity;
  /** The newest one for visitors. */
  #match: VisitorMatch | null = null;
  #interruption: "none" | "wanted" = "none";
  /** Set while the server is only kept up for visitors: Ctrl-C goes on from there. */
  #goOn: (() => void) | null = null;

  constructor(options: DemoOptions, screen: Screen, printJson: (text: string) => void) {
    this.#options = options;
    this.#screen = screen;
    this.#printJson = printJson;
    const { dataPath } = options;
    this.#nameSuffix = dataPath === null ? "" : `-${systemClock.nowMs().toString(36)}`;
  }

  /** Ends everything; more than once is like once. */
  interrupt(): void {
    // A terminal's Ctrl-C reaches this process and the one that started it, which passes it on.
    const nowMs = systemClock.monotonicMs();
    if (nowMs - this.#interruptedAtMs < ONE_KEY_MS) return;
    this.#interruptedAtMs = nowMs;
    if (this.#goOn !== null) {
      this.#goOn();
      return;
    }
    this.#interruption = "wanted";
    this.#end.abort(new Interrupted());
  }

  /** The exit code. */
  async run(): Promise<number> {
    const { dataPath } = this.#options;
    const path = dataPath ?? (await mkdtemp(join(tmpdir(), "mutuel-demo-")));
    try {
      return await this.#runOn(path);
    } catch (error) {
      this.#screen.endStatus();
      if (this.#interruption === "wanted") {
        this.#screen.line("interrupted; everything is stopped");
        return INTERRUPTED;
      }
      this.#problems.add(messageOf(error));
      return this.#conclude(null, "not run");
    } finally {
      if (dataPath === null) await rm(path, { recursive: true, force: true });
    }
  }

  async #runOn(dataPath: string): Promise<number> {
    const { signal } = this.#end;
    const { afterwards } = this.#options;
    const screen = this.#screen;
    screen.line(screen.paint("bold", `${FINAL_2022.name}, ${FINAL_2022.occasion}`));
    screen.status("starting the server");
    const adminKey = randomBytes(24).toString("hex");
    const args = [...SERVER_OPTIONS, "--data", dataPath];
    const server = await ServerProcess.start(args, { MUTUEL_ADMIN_KEY: adminKey }, signal);
    let figures: Figures;
    let visitors: Visitors | null = null;
    try {
      signal.throwIfAborted();
      void server.watch((error) => this.#end.abort(error));
      this.#introduce(server.url, dataPath);
      if (afterwards === "keep") visitors = await this.#invite(server.url, adminKey);
      figures = await this.#show(server.url).run();
      this.#showFigures(figures);
      if (visitors !== null) await this.#keep(server.url, visitors.operator);
    } finally {
      await visitors?.close();
      const problem = await server.stop(systemScheduler);
      if (problem !== null) this.#problems.addCause(problem);
    }
    return this.#conclude(figures, await this.#audit(dataPath));
  }

  #introduce(url: string, dataPath: string): void {
    const { players, seed, speed } = this.#options;
    this.#screen.endStatus();
    this.#screen.line(`server ${url}, data in ${dataPath}`);
    this.#screen.line(`${players} players, seed ${seed}, speed ${speed}`);
    this.#screen.line();
  }

  /** Visitors need not wait for the end of the demo's own match: theirs is open before it begins. */
  async #invite(url: string, adminKey: string): Promise<Visitors> {
    const screen = this.#screen;
    screen.line("For visitors, until Ctrl-C:");
    const visitors = await Visitors.open({
      url,
      adminKey,
      seed: this.#options.seed,
      nameSuffix: this.#nameSuffix,
      clock: systemClock,
      scheduler: systemScheduler,
      onFailure: (error) => this.#end.abort(error),
      onMatch: (match) => {
        this.#match = match;
        this.#showMatch(match);
      },
    });
    this.#showConsole(url, visitors.operator);
    return visitors;
  }

  #showMatch({ name, player, widget }: VisitorMatch): void {
    this.#screen.line(`  ${name}`);
    this.#screen.line(`    player   ${player}`);
    this.#screen.line(`    widget   ${widget}`);
  }

  #showConsole(url: string, { username, password }: SignIn): void {
    this.#screen.line(`  console    ${url}/console`);
    this.#screen.line(`    log in as ${username} with the password ${password}`);
    this.#screen.line();
  }

  #show(serverUrl: string): Show {
    const { speed, players, seed } = this.#options;
    return new Show({
      serverUrl,
      script: FINAL_2022,
      speed,
      players,
      seed,
      nameSuffix: this.#nameSuffix,
      screen: this.#screen,
      problems: this.#problems,
      clock: systemClock,
      scheduler: systemScheduler,
      signal: this.#end.signal,
      onFailure: (error) => this.#end.abort(error),
    });
  }

  #showFigures(figures: Figures): void {
    const { score, shootOut } = figures;
    const screen = this.#screen;
    screen.line();
    screen.line(screen.paint("bold", `${score}, ${shootOut} on penalties`));
    screen.line();
    for (const line of reportLines(figures, FINAL_2022)) screen.line(line);
    screen.line();
  }

  /** Where to join is told again: by now it has scrolled away. */
  async #keep(url: string, operator: SignIn): Promise<void> {
    const screen = this.#screen;
    const goOn = Promise.withResolvers<void>();
    this.#goOn = goOn.resolve;
    screen.line(`The server stays up for visitors, whose match goes on: ${url}`);
    if (this.#match !== null) this.#showMatch(this.#match);
    this.#showConsole(url, operator);
    screen.line(`WebSocket: ${url.replace(/^http/, "ws")}/ws   metrics: ${url}/metrics`);
    screen.line("Ctrl-C stops it; the audit follows.");
    try {
      await untilAborted(goOn.promise, this.#end.signal);
    } finally {
      this.#goOn = null;
    }
    screen.line();
  }

  async #audit(dataPath: string): Promise<string> {
    const screen = this.#screen;
    screen.status("auditing the log");
    const { code, text, verdict } = await runAudit(dataPath, this.#end.signal);
    screen.endStatus();
    screen.line(text);
    if (code !== 0) this.#problems.add(`the audit failed with exit code ${code}: ${verdict}`);
    return verdict;
  }

  #conclude(figures: Figures | null, audit: string): number {
    const screen = this.#screen;
    const { count } = this.#problems;
    const problems = this.#problems.lines();
    if (count > 0) {
      screen.line();
      const number = count === 1 ? "1 problem" : `${count} problems`;
      screen.line(screen.paint("red", `demo: FAILED, ${number}`));
      for (const problem of problems) screen.line(`  ${problem}`);
    } else {
      screen.line(screen.paint("green", "demo: OK, every balance as the players reckoned it"));
    }
    if (this.#options.format === "json") {
      const report =
        figures === null
          ? { ok: false, audit, problems }
          : reportJson(figures, { audit, problems });
      this.#printJson(`${JSON.stringify(report, null, 2)}\n`);
    }
    return count === 0 ? OK : FAILED;
  }
}
