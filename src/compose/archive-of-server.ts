// The archive of a server, tied to its log and its writer.
import { type ArchiveService, startArchive } from "../archive/start-archive.ts";
import { LogError } from "../log/log-error.ts";
import type { Log } from "../log/log.ts";
import type { Metrics } from "../ops/metrics.ts";
import { showArchive } from "../ops/writer-metrics.ts";
import { factsSince } from "../sequencer/facts-since.ts";
import type { Sequencer } from "../sequencer/sequencer.ts";
import type { SnapshotMaker } from "../snapshot/snapshot-maker.ts";
import type { Foundation } from "./foundation.ts";

/** Follows the log from here on. Where it can't, that is told and the rest of the server goes on. */
export async function archiveOf(
  { configuration, scheduler, serverLog }: Foundation,
  parts: {
    log: Log;
    sequencer: Sequencer;
    snapshots: SnapshotMaker | null;
    metrics: Metrics;
  },
): Promise<ArchiveService> {
  const { log, sequencer, snapshots, metrics } = parts;
  const archive = await startArchive({
    store: configuration.data,
    state: sequencer.state,
    scheduler,
    nowMs: () => sequencer.nowMs(),
    keepClosedMs: configuration.keepClosedMs,
    whenDurable: (run) => sequencer.release(run),
    isPastSnapshot: (seq) => snapshots === null || snapshots.madeSeq >= seq,
    letGo: (gameId) => {
      const command = { kind: "archive-game", gameId } as const;
      const outcome = sequencer.submit(command, { kind: "system" }, null);
      return outcome.kind === "accepted" ? "gone" : "later";
    },
    factsSince: (fromSeq) => factsSince(log, fromSeq),
    onFailed: (error) =>
      serverLog.error({ err: error }, "the archive stands still; betting goes on without it"),
  });
  const { seq } = log.head();
  if (archive.asOfSeq > seq) {
    await archive.stop();
    throw new LogError(
      "LOST_FACTS",
      `the archive knows of seq ${archive.asOfSeq}, the log ends at ${seq}: the log lost facts, or belongs to other users. Restore both from one backup`,
    );
  }
  sequencer.observe(archive);
  showArchive(metrics, archive);
  return archive;
}
