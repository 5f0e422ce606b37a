// Bundled for Node by test/e2e/node.test.ts: writes a golden log's facts through the sequencer's queue
// and a log in memory, reads a request, and prints the hash of the state the facts come to.
import { readFileSync } from "node:fs";
import { evolve } from "../../src/engine/evolve.ts";
import { decodeFact } from "../../src/engine/fact-codec.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { newState } from "../../src/engine/state.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { readRequest } from "../../src/protocol/client-message.ts";
import { readEnvelope } from "../../src/protocol/envelope.ts";
import { answerQuery } from "../../src/protocol/query.ts";
import { BatchQueue } from "../../src/sequencer/batch-queue.ts";
import { replay } from "../../src/sequencer/replay.ts";

const lines = readFileSync(process.argv[2] ?? "", "utf8")
  .trimEnd()
  .split("\n");
const state = newState();
for (const line of lines) evolve(state, decodeFact(line));

const queue = new BatchQueue();
for (const line of lines) queue.push({ lines: `${line}\n`, count: 1, timeMs: 0, sinceMs: 0 });
const batch = queue.take(1);
if (batch === null) throw new Error("no batch");
const log = new MemoryLog((run) => run());
log.append(batch, log.head().hash, (result) => {
  if (result.kind === "failed") throw result.error;
});
const hash = stateHash(state);
if (stateHash(replay(log)) !== hash) throw new Error("the log comes to another state");

const envelope = readEnvelope('{"op":800}');
if (envelope.kind !== "envelope") throw new Error(envelope.text);
const request = readRequest(envelope, 0);
if (request.kind !== "query") throw new Error("800 is a query");
answerQuery(state, request.query, null, 0);
process.stdout.write(`${hash}\n`);
