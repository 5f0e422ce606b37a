// The thread that hashes, writes and syncs, one for the life of the process. It answers in the
// order it was asked, and ends by itself after "close".
import { assertNever } from "../engine/assert-never.ts";
import { asLogError } from "./log-error.ts";
import { NodeDisk } from "./node-disk.ts";
import { SegmentLog } from "./segment-log.ts";
import type { FromWriter, ToWriter } from "./writer-messages.ts";

declare const self: Worker;

let log: SegmentLog | null = null;

self.onmessage = ({ data }: MessageEvent<ToWriter>): void => {
  try {
    handle(data);
  } catch (error) {
    const { code, message } = asLogError(error, "writing the log");
    answer({ kind: "failed", code, message });
  }
  if (data.kind === "close") process.exit(0);
};

function handle(message: ToWriter): void {
  switch (message.kind) {
    case "open": {
      const { path, syncDelayMs, ...options } = message.request;
      const disk = new NodeDisk(path, syncDelayMs);
      log = SegmentLog.open(disk, { ...options, nowMs: () => performance.now() });
      answer({ kind: "opened", head: log.head(), logId: log.superblock.logId });
      return;
    }
    case "append": {
      if (log === null) throw new Error("append before open");
      const { stored, syncMs } = log.append(message.batch, message.previousHash);
      answer({ kind: "durable", stored, syncMs }, stored.payload);
      log.prepareAhead();
      return;
    }
    case "close":
      log?.close();
      answer({ kind: "closed" });
      return;
    default:
      assertNever(message);
  }
}

/** The payload goes back to the followers' thread the way it came: moved, not copied. */
function answer(message: FromWriter, payload?: Uint8Array): void {
  self.postMessage(message, payload === undefined ? [] : [payload.buffer as ArrayBuffer]);
}
