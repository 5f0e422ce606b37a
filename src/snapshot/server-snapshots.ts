// What a server does with snapshots: begins with one where it can, and has new ones made.
import type { HeadDiary } from "../log/head-diary.ts";
import type { Log } from "../log/log.ts";
import type { Configuration } from "../ops/configuration.ts";
import type { ServerLog } from "../ops/server-log.ts";
import { type Recovery, recover } from "./recover.ts";
import { shelfToRead } from "./shelf.ts";
import { spawnSnapshot } from "./snapshot-child.ts";
import { SnapshotMaker } from "./snapshot-maker.ts";

/** What the log's facts add up to, by way of the newest snapshot that fits. Throws as recover does. */
export function recoverServer(
  log: Log,
  diary: HeadDiary | null,
  { data }: Configuration,
  serverLog: ServerLog,
): Recovery {
  const shelf = data.kind === "memory" ? null : shelfToRead(data.path);
  const recovery = recover(log, shelf, {
    onBatch: (_, batch) => diary?.check(batch),
    onIgnored: (snapshot, why) =>
      serverLog.warn({ snapshot, why }, "a snapshot can't be used; the start takes longer"),
  });
  if (recovery.from !== null && diary !== null) {
    // Batches before the snapshot were not read; the last noted one stands for all before it.
    for (const batch of log.read(diary.knownSeq)) {
      diary.check(batch);
      break;
    }
  }
  return recovery;
}

/** Null where none are made. */
export function snapshotMakerOf(
  { data, snapshotEvery }: Configuration,
  from: Recovery["from"],
  serverLog: ServerLog,
): SnapshotMaker | null {
  if (data.kind === "memory" || snapshotEvery === 0) return null;
  return new SnapshotMaker({
    everyFacts: snapshotEvery,
    lastSeq: from?.seq ?? 0,
    spawn: (head) => spawnSnapshot(data.path, head),
    onMade: (text) => serverLog.info({ snapshot: text }, "a snapshot was made"),
    onFailed: (text) =>
      serverLog.warn({ why: text }, "no snapshot was made; the next start takes longer"),
  });
}
