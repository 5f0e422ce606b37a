// The real command in a process of its own, on a directory of the test's.
import { join } from "node:path";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type ServerProcess = {
  readonly url: string;
  /** Sends the signal and waits for the end; the exit code. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number>;
};

const running = new Set<Bun.Subprocess>();

/** Ends what a failed test left running. */
export async function endLeftovers(): Promise<void> {
  for (const child of running) {
    child.kill("SIGKILL");
    await child.exited;
  }
}

function spawn(command: readonly string[]): Bun.Subprocess<"ignore", "pipe", "pipe"> {
  const child = Bun.spawn([...command], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, MUTUEL_ADMIN_KEY: undefined },
  });
  running.add(child);
  void child.exited.then(() => running.delete(child));
  return child;
}

/** Waits for the line that says where it listens. */
export async function serve(data: string, ...args: readonly string[]): Promise<ServerProcess> {
  const options = ["--port", "0", "--data", data, "--developers", "open", ...args];
  const child = spawn([process.execPath, MAIN, "serve", ...options]);
  const stderr = new Response(child.stderr).text();
  const reader = child.stdout.getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the server did not start: ${await stderr}`);
    text += new TextDecoder().decode(value);
  }
  const url = /^listening on (http:\/\/\S+)\n$/.exec(text)?.[1];
  if (url === undefined) throw new Error(`unexpected first line ${text}`);
  return {
    url,
    end: (signal) => {
      child.kill(signal);
      return child.exited;
    },
  };
}

/** Runs a command of ours to its end. */
export function runMutuel(...args: readonly string[]): Promise<Ended> {
  return runToEnd([process.execPath, MAIN, ...args]);
}

/** The same with every file of the process limited to so many KiB: its disk is full beyond it. */
export function runMutuelOnFullDisk(kib: number, ...args: readonly string[]): Promise<Ended> {
  // Without the trap the signal of the limit would end the process before it sees the error.
  const script = `trap "" XFSZ; ulimit -f ${kib}; exec "$@"`;
  return runToEnd(["bash", "-c", script, "bash", process.execPath, MAIN, ...args]);
}

async function runToEnd(command: readonly string[]): Promise<Ended> {
  const child = spawn(command);
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, stdout, stderr };
}
