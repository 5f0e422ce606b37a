// What /metrics shows of the log, the writer and the archive.
import type { Metrics } from "./metrics.ts";

/** As far as they are looked at here. */
type Head = { readonly batch: number; readonly seq: number; readonly hash: string };
type Writing = {
  readonly decidedSeq: number;
  readonly queuedFacts: number;
  readonly waitMs: number;
  readonly clockDriftMs: number;
};
type Archive = {
  readonly asOfSeq: number;
  readonly waiting: number;
  readonly status: "working" | "failed";
};
type Batch = { readonly facts: number; readonly bytes: number; readonly syncMs: number };

const FACT_BOUNDS = [1, 4, 16, 64, 256, 1024, 4096];
const BYTE_BOUNDS = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576];
const SYNC_BOUNDS_S = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5];

export function showHead(metrics: Metrics, head: () => Head): void {
  metrics.gauge("mutuel_head_seq", "Seq of the last durable fact", () => head().seq);
  metrics.gauge("mutuel_head_batch", "Number of the last durable batch", () => head().batch);
  metrics.info("mutuel_head_info", "Hash of the last durable batch", () => ({ hash: head().hash }));
}

export function showWriting(metrics: Metrics, writing: Writing): void {
  metrics.gauge("mutuel_decided_seq", "Seq of the last fact decided", () => writing.decidedSeq);
  metrics.gauge("mutuel_queue_facts", "Facts not durable yet", () => writing.queuedFacts);
  metrics.gauge(
    "mutuel_queue_wait_seconds",
    "Wait of the oldest of them",
    () => writing.waitMs / 1000,
  );
  metrics.gauge(
    "mutuel_clock_drift_seconds",
    "Jump of the wall clock that stops betting; 0 while it is trusted",
    () => writing.clockDriftMs / 1000,
  );
}

export function showArchive(metrics: Metrics, archive: Archive): void {
  metrics.gauge("mutuel_archive_up", "1 while the archive follows the log", () =>
    archive.status === "working" ? 1 : 0,
  );
  metrics.gauge("mutuel_archive_seq", "Seq up to which it knows all", () => archive.asOfSeq);
  metrics.gauge("mutuel_archive_waiting", "Facts not in it yet", () => archive.waiting);
}

/** To be called for each batch that became durable. */
export function countBatches(metrics: Metrics): (batch: Batch) => void {
  const facts = metrics.histogram("mutuel_batch_facts", "Facts per batch", FACT_BOUNDS);
  const bytes = metrics.histogram("mutuel_batch_bytes", "Bytes per batch", BYTE_BOUNDS);
  const sync = metrics.histogram("mutuel_sync_seconds", "Time of a write and sync", SYNC_BOUNDS_S);
  return (batch) => {
    facts.observe(batch.facts);
    bytes.observe(batch.bytes);
    sync.observe(batch.syncMs / 1000);
  };
}
