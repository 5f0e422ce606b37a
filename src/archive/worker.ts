// The worker that owns archive.sqlite, so that neither a sync nor a long query ever holds up the main
// loop. One for the life of the process; it ends by itself when closed, and at its first failure.
import type { Database } from "bun:sqlite";
import { assertNever } from "../engine/assert-never.ts";
import { openArchiveDatabase } from "./archive-database.ts";
import { gamesOf, resolvedPools } from "./archive-queries.ts";
import { ArchiveTables } from "./archive-tables.ts";
import { report } from "./report-queries.ts";
import { royalties } from "./royalty-queries.ts";
import type { ArchiveCall, OwnerMessage, WorkerMessage } from "./worker-message.ts";

declare const self: Worker;

type Opened = { readonly database: Database; readonly tables: ArchiveTables };

let opened: Opened | null = null;

self.onmessage = (event: MessageEvent<OwnerMessage>) => {
  try {
    take(event.data);
  } catch (error) {
    post({ kind: "failed", text: error instanceof Error ? error.message : String(error) });
    end();
  }
};

function take(message: OwnerMessage): void {
  switch (message.kind) {
    case "open": {
      const database = openArchiveDatabase(message.store);
      const tables = new ArchiveTables(database);
      opened = { database, tables };
      post({ kind: "opened", found: { ...tables.cursor(), deploymentId: tables.deploymentId() } });
      return;
    }
    case "call": {
      if (opened === null) throw new Error("the archive was called before it was opened");
      const answer = answerTo(opened, message.call);
      post({ kind: "answer", callId: message.callId, answer });
      return;
    }
    case "close":
      end();
      return;
    default:
      assertNever(message);
  }
}

function answerTo({ database, tables }: Opened, call: ArchiveCall): unknown {
  switch (call.kind) {
    case "enter":
      return tables.enter(call.writes);
    case "resolved-pools":
      return asOf(tables, resolvedPools(database, call.gameId, call.userId));
    case "games-of":
      return asOf(tables, gamesOf(database, call.userId));
    case "report":
      return asOf(tables, report(database, call.scope));
    case "royalties":
      return asOf(tables, royalties(database, call.scope));
    default:
      return assertNever(call);
  }
}

function asOf(tables: ArchiveTables, answer: unknown): { asOfSeq: number; answer: unknown } {
  return { asOfSeq: tables.cursor().asOfSeq, answer };
}

function post(message: WorkerMessage): void {
  self.postMessage(message);
}

// Without a listener nothing keeps the worker alive.
function end(): void {
  self.onmessage = null;
  opened?.database.close();
  opened = null;
}
