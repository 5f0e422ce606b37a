// What backup and restore say while they work, and how they end.
import { systemClock } from "../../ops/clock.ts";

export const OK = 0;
export const FAILED = 1;
export const USAGE = 2;

const PROGRESS_EVERY_MS = 2_000;

/** A line on standard error every other second. */
export class Progress {
  readonly #command: string;
  #toldMs = systemClock.monotonicMs();

  constructor(command: string) {
    this.#command = command;
  }

  tell(text: () => string): void {
    const nowMs = systemClock.monotonicMs();
    if (nowMs - this.#toldMs < PROGRESS_EVERY_MS) return;
    this.#toldMs = nowMs;
    process.stderr.write(`mutuel ${this.#command}: ${text()}\n`);
  }
}

export function percentOf(done: number, whole: number): string {
  return `${Math.floor((100 * done) / Math.max(1, whole))} %`;
}

export function usageProblem(command: string, text: string): number {
  process.stderr.write(
    `mutuel ${command}: ${text}\n(mutuel ${command} --help lists the options)\n`,
  );
  return USAGE;
}

/** `after`: what is left behind and what to do with it. */
export function failure(command: string, error: unknown, after: string | null): number {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`mutuel ${command}: ${text}\n`);
  if (after !== null) process.stderr.write(`mutuel ${command}: ${after}\n`);
  return FAILED;
}

/** Names and values in two columns. */
export function printColumns(rows: readonly (readonly [string, string | number])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  process.stdout.write(rows.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join(""));
}
