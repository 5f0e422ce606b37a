// heads.txt: one line a day with the log's head, beside the log. A log that was cut back or rewritten
// since then shows at the next start; a copy kept elsewhere shows it to anybody.
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { asLogError, LogError } from "./log-error.ts";
import type { LogHead, StoredBatch } from "./log.ts";

export const DIARY_NAME = "heads.txt";

const LINE = /^(\d{4}-\d{2}-\d{2})\S* batch (\d+) seq (\d+) hash ([0-9a-f]{64})$/;

type Entry = { day: string; head: LogHead };

export class HeadDiary {
  readonly #path: string;
  readonly #entries: Entry[];
  #lastDay: string;

  /** Reads what is there; a last line that was not written to its end is passed over. */
  constructor(directory: string) {
    this.#path = join(directory, DIARY_NAME);
    this.#entries = readEntries(this.#path);
    this.#lastDay = this.#entries.at(-1)?.day ?? "";
  }

  /** The highest seq it knows to be durable; 0 where it knows none. */
  get knownSeq(): number {
    return this.#entries.reduce((seq, { head }) => Math.max(seq, head.seq), 0);
  }

  /** Throws CORRUPT where a batch is not the one noted on some day. */
  check(batch: StoredBatch): void {
    const noted = this.#entries.find(({ head }) => head.batch === batch.batch);
    if (noted === undefined || noted.head.hash === batch.hash) return;
    throw new LogError(
      "CORRUPT",
      `${this.#path} knows batch ${batch.batch} of ${noted.day} as ${noted.head.hash}, the log has ${batch.hash}: another history. Restore the log from a backup`,
    );
  }

  /** Notes the head, once a day (UTC). Throws where the disk refuses. */
  note(head: LogHead, nowMs: number): void {
    const time = new Date(nowMs).toISOString();
    const day = time.slice(0, 10);
    if (day === this.#lastDay) return;
    this.#lastDay = day;
    const line = `${time} batch ${head.batch} seq ${head.seq} hash ${head.hash}\n`;
    try {
      const file = openSync(this.#path, "a", 0o600);
      try {
        writeSync(file, line);
        fdatasyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw asLogError(error, `noting the day's head in ${this.#path}`);
    }
  }
}

function readEntries(path: string): Entry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw asLogError(error, `reading ${path}`);
  }
  return text.split("\n").flatMap((line) => {
    const [, day = "", batch, seq, hash = ""] = LINE.exec(line) ?? [];
    return batch === undefined
      ? []
      : [{ day, head: { batch: Number(batch), seq: Number(seq), hash } }];
  });
}
