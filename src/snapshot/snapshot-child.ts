// Starts `mutuel snapshot` in a process of its own, through the same entry as everybody's.
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { LogHead } from "../log/log.ts";

export type ChildEnd = { kind: "made"; text: string } | { kind: "failed"; text: string };

export interface SnapshotChild {
  readonly ended: Promise<ChildEnd>;
  /** At once; what it had written so far is cleared away by the next one. */
  kill(): void;
}

export type SpawnSnapshot = (head: LogHead) => SnapshotChild;

const ENTRY = join(import.meta.dirname, "..", "main.ts");
const TEXT_CHARS_MAX = 2_000;

export function spawnSnapshot(dataDirectory: string, { batch, seq, hash }: LogHead): SnapshotChild {
  const head = `${batch}:${seq}:${hash}`;
  const parent = String(process.pid);
  const args = ["--data", dataDirectory, "--head", head, "--parent", parent];
  // It needs no secret of ours.
  const env = { ...process.env, MUTUEL_ADMIN_KEY: undefined };
  const child = spawn(process.execPath, [ENTRY, "snapshot", ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = (): void => void child.kill("SIGKILL");
  // However this process ends, as long as it can still do anything; otherwise the child notices.
  process.once("exit", kill);
  let text = "";
  const keep = (part: Buffer): void => {
    text = `${text}${part.toString()}`.slice(-TEXT_CHARS_MAX);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once("error", (error) => resolve({ kind: "failed", text: error.message }));
    child.once("close", (code, signal) => {
      process.off("exit", kill);
      const said = text.trimEnd();
      if (code === 0) resolve({ kind: "made", text: said });
      else resolve({ kind: "failed", text: `${signal ?? `exit code ${code}`}: ${said}` });
    });
  });
  return { ended, kill };
}
