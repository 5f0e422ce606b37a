// Appends per second through the log's worker, one in flight at a time, for three batch sizes and
// three disks: this one as it is, and with 1 and 5 ms added to each sync.
// Usage: bun bench/log-append.ts [seconds per row, default 2]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppendResult } from "../src/log/log.ts";
import { openLog } from "../src/log/open-log.ts";

const LINE = new TextEncoder().encode(`${"x".repeat(99)}\n`);
const PAYLOAD_BYTES = [500, 50_000, 500_000];
const SYNC_DELAYS_MS = [0, 1, 5];

type Row = { appends: number; seconds: number; latenciesMs: number[] };

function payloadOf(bytes: number): Uint8Array {
  const payload = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += LINE.length) payload.set(LINE, at);
  return payload;
}

async function measure(path: string, bytes: number, syncDelayMs: number, ms: number): Promise<Row> {
  const log = await openLog(path, { syncDelayMs });
  const template = payloadOf(bytes);
  const count = bytes / LINE.length;
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  await new Promise<void>((resolve, reject) => {
    let sentMs = startedMs;
    const send = (): void => {
      sentMs = performance.now();
      const { seq, hash } = log.head();
      const batch = { firstSeq: seq + 1, count, timeMs: 1, payload: template.slice() };
      log.append(batch, hash, answered);
    };
    const answered = (result: AppendResult): void => {
      const nowMs = performance.now();
      latenciesMs.push(nowMs - sentMs);
      if (result.kind === "failed") reject(result.error);
      else if (nowMs - startedMs >= ms) resolve();
      else send();
    };
    send();
  });
  const seconds = (performance.now() - startedMs) / 1000;
  await log.close();
  return { appends: latenciesMs.length, seconds, latenciesMs };
}

function percentile(sorted: number[], share: number): string {
  return (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
}

const perRowMs = Number(process.argv[2] ?? 2) * 1000;
console.log("bytes    +sync ms  appends/s   MB/s   p50 ms  p99 ms  p99.9 ms  max ms");
for (const syncDelayMs of SYNC_DELAYS_MS)
  for (const bytes of PAYLOAD_BYTES) {
    const path = mkdtempSync(join(tmpdir(), "mutuel-bench-"));
    try {
      const { appends, seconds, latenciesMs } = await measure(path, bytes, syncDelayMs, perRowMs);
      const sorted = latenciesMs.sort((a, b) => a - b);
      const rate = appends / seconds;
      const cells = [
        String(bytes).padEnd(8),
        String(syncDelayMs).padStart(8),
        rate.toFixed(0).padStart(10),
        ((rate * bytes) / 1e6).toFixed(0).padStart(7),
        ...[0.5, 0.99, 0.999, 1].map((share) => percentile(sorted, share).padStart(8)),
      ];
      console.log(cells.join(" "));
    } finally {
      rmSync(path, { recursive: true });
    }
  }
