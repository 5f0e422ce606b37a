// Child processes of the demo: the server, and the audit afterwards, through the same entry as everybody's.
// Both are in process groups of their own, so that Ctrl-C reaches the demo alone, which then ends them.
import { fileURLToPath } from "node:url";
import type { Scheduler } from "../../ops/scheduler.ts";
import { untilAborted } from "../match/pause.ts";

type Child = Bun.Subprocess<"ignore", "pipe", "pipe">;

const ENTRY = fileURLToPath(new URL("../../main.ts", import.meta.url));
const STOP_TIMEOUT_MS = 20_000;
const KEPT_LINES = 20;

type Environment = Readonly<Record<string, string>>;

class Process {
  readonly child: Child;
  readonly #killer: () => void;

  constructor(command: string, args: readonly string[], environment: Environment = {}) {
    const child = Bun.spawn([process.execPath, ENTRY, command, ...args], {
      env: { ...process.env, ...environment },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      detached: true,
    });
    this.child = child;
    // Should the demo itself die, nothing must stay behind.
    this.#killer = () => child.kill("SIGKILL");
    process.on("exit", this.#killer);
  }

  async ended(): Promise<number> {
    const code = await this.child.exited;
    process.off("exit", this.#killer);
    return code;
  }
}

export class ServerProcess {
  readonly url: string;
  readonly #process: Process;
  readonly #errors: LastLines;
  #state: "up" | "stopping" = "up";

  private constructor(url: string, started: Process, errors: LastLines) {
    this.url = url;
    this.#process = started;
    this.#errors = errors;
  }

  /** Resolves when the server listens. */
  static async start(
    args: readonly string[],
    environment: Environment,
    signal: AbortSignal,
  ): Promise<ServerProcess> {
    const started = new Process("serve", args, environment);
    const { child } = started;
    const errors = new LastLines(child.stderr);
    const giveUp = (): void => child.kill("SIGTERM");
    signal.addEventListener("abort", giveUp, { once: true });
    const url = await listeningUrl(child.stdout);
    signal.removeEventListener("abort", giveUp);
    if (url !== null) return new ServerProcess(url, started, errors);
    const code = await started.ended();
    throw new Error(`the server did not start (exit code ${code}): ${await errors.text()}`);
  }

  /** Tells when the server ends without having been asked to; `stop` says why. */
  async watch(onDeath: (error: Error) => void): Promise<void> {
    await this.#process.child.exited;
    if (this.#state === "up") onDeath(new Error("the match could not go on"));
  }

  /** Asks the server to stop and waits for it. Answers what was wrong with that, or null. */
  async stop(scheduler: Scheduler): Promise<string | null> {
    this.#state = "stopping";
    const { child } = this.#process;
    const what = hasEnded(child) ? "ended by itself" : "did not stop cleanly";
    const cancel = scheduler.after(STOP_TIMEOUT_MS, () => child.kill("SIGKILL"));
    child.kill("SIGTERM");
    const code = await this.#process.ended();
    cancel();
    if (code === 0) return null;
    const why = child.signalCode ?? `exit code ${code}`;
    return `the server ${what} (${why}): ${await this.#errors.text()}`;
  }
}

export type AuditRun = {
  readonly code: number;
  /** What it printed, without blank lines at the end. */
  readonly text: string;
  /** Its last line. */
  readonly verdict: string;
};

export async function runAudit(dataPath: string, signal: AbortSignal): Promise<AuditRun> {
  const started = new Process("audit", ["--data", dataPath]);
  const { child } = started;
  const whole = Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    started.ended(),
  ]);
  try {
    const [out, errors, code] = await untilAborted(whole, signal);
    const text = (code === 0 ? out : `${errors}${out}`).trimEnd();
    return { code, text, verdict: text.split("\n").at(-1) ?? "" };
  } finally {
    child.kill("SIGTERM");
    await whole;
  }
}

function hasEnded({ exitCode, signalCode }: Child): boolean {
  return exitCode !== null || signalCode !== null;
}

async function listeningUrl(stdout: ReadableStream<Uint8Array>): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of stdout) {
    text += decoder.decode(part, { stream: true });
    const found = /^listening on (\S+)\n/m.exec(text);
    if (found !== null) return found[1] ?? null;
  }
  return null;
}

/** Reads a stream to its end and keeps only its last lines. */
class LastLines {
  readonly #lines: string[] = [];
  readonly #read: Promise<void>;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#read = this.#drain(stream);
  }

  async text(): Promise<string> {
    await this.#read;
    return this.#lines.join("\n").trim() || "it said nothing";
  }

  async #drain(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const part of stream) {
      const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      this.#lines.push(...lines);
      this.#lines.splice(0, this.#lines.length - KEPT_LINES);
    }
    if (rest !== "") this.#lines.push(rest);
  }
}
