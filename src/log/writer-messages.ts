// What the log and its worker say to each other.
import type { LogErrorCode } from "./log-error.ts";
import type { LogHead, NewBatch, StoredBatch } from "./log.ts";

export type OpenRequest = {
  path: string;
  newLogId: string;
  segmentBytes?: number;
  expectedSeqAtLeast?: number;
  /** Blocks the worker that long after each sync. */
  syncDelayMs?: number;
};

export type ToWriter =
  | { kind: "open"; request: OpenRequest }
  | { kind: "append"; batch: NewBatch; previousHash: string }
  | { kind: "close" };

export type FromWriter =
  | { kind: "opened"; head: LogHead; logId: string }
  | { kind: "durable"; stored: StoredBatch; syncMs: number }
  /** Also unasked, when preparing space failed. */
  | { kind: "failed"; code: LogErrorCode; message: string }
  | { kind: "closed" };

/** The worker as its log sees it. `broken`: it threw; `gone`: it has ended, told once. */
export type WriterPort = { post(message: ToWriter, transfer: ArrayBuffer[]): void };
export type WriterEvents = {
  message(message: FromWriter): void;
  broken(reason: string): void;
  gone(): void;
};
export type SpawnWriter = (events: WriterEvents) => WriterPort;
