// The server under measurement: `mutuel serve` in a process of its own, on a free port, with a data
// directory that is removed afterwards.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type ServerFigures = {
  readonly headSeq: number;
  readonly facts: number;
  readonly batches: number;
  readonly syncSeconds: number;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
};

const MAIN = join(import.meta.dir, "..", "src", "main.ts");
/** Of the runtime, to look into the server: BENCH_SERVER_FLAGS="--cpu-prof --cpu-prof-md" */
const FLAGS = process.env["BENCH_SERVER_FLAGS"]?.split(" ") ?? [];
const LISTENING = /listening on (http:\/\/\S+)/;
/** Measuring is what limits are against. */
const LIMITS_OFF = ["messagesPerSecond", "signupsPerMinute", "handshakesPerMinute"];

export class MutuelServer {
  readonly url: string;
  readonly adminKey: string;
  readonly pid: number;
  readonly #process: Bun.Subprocess;

  private constructor(process: Bun.Subprocess, url: string, adminKey: string) {
    this.#process = process;
    this.url = url;
    this.adminKey = adminKey;
    this.pid = process.pid;
  }

  static async start(
    directory: string,
    syncDelayMs: number,
    more: readonly string[] = [],
  ): Promise<MutuelServer> {
    const adminKey = randomBytes(24).toString("hex");
    const options = ["--port", "0", "--data", directory, "--developers", "open"];
    options.push("--log-level", "warn", "--sync-delay-ms", String(syncDelayMs));
    options.push(...more);
    for (const name of LIMITS_OFF) options.push("--limit", `${name}=0`);
    const child = Bun.spawn([process.execPath, ...FLAGS, MAIN, "serve", ...options], {
      env: { ...process.env, MUTUEL_ADMIN_KEY: adminKey },
      stdio: ["ignore", "pipe", "inherit"],
    });
    // First of all that is done at the end: its files are removed after it.
    process.prependListener("exit", () => child.kill("SIGKILL"));
    let output = "";
    for await (const chunk of child.stdout) {
      output += new TextDecoder().decode(chunk);
      const url = LISTENING.exec(output)?.[1];
      if (url !== undefined) return new MutuelServer(child, url, adminKey);
    }
    throw new Error(`the server ended with exit code ${await child.exited}`);
  }

  async figures(): Promise<ServerFigures> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const of = (name: string): number =>
      Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
    const { cpuSeconds, residentBytes } = processFigures(this.pid);
    return {
      headSeq: of("mutuel_head_seq"),
      facts: of("mutuel_batch_facts_sum"),
      batches: of("mutuel_batch_facts_count"),
      syncSeconds: of("mutuel_sync_seconds_sum"),
      cpuSeconds,
      residentBytes,
    };
  }

  async stop(): Promise<void> {
    this.#process.kill("SIGTERM");
    const code = await this.#process.exited;
    if (code !== 0) throw new Error(`the server ended with exit code ${code}`);
  }
}

/** From /proc; NaN where there is none. */
function processFigures(pid: number): { cpuSeconds: number; residentBytes: number } {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return { cpuSeconds: Number.NaN, residentBytes: Number.NaN };
  // Behind the name in brackets, which may hold anything: field 3 and on.
  const fields = readFileSync(path, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number);
  return { cpuSeconds: ((user ?? 0) + (system ?? 0)) / 100, residentBytes: (pages ?? 0) * 4096 };
}
