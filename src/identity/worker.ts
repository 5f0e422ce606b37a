// The worker that owns identity.sqlite, the server key and all hashing, so that neither a sync nor
// argon2 ever holds up the main loop. One for the life of the process; it ends by itself when closed.
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { assertNever } from "../engine/assert-never.ts";
import { openFileDatabase, openMemoryDatabase } from "./database.ts";
import { identityHandlers } from "./identity-handlers.ts";
import type { IdentityCalls } from "./identity.ts";
import { Argon2Hasher } from "./password-hasher.ts";
import { answer, type Handlers } from "./rpc.ts";
import { newServerKey, openServerKey } from "./server-key.ts";
import type { IdentitySettings } from "./settings.ts";
import type { IdentityStore, OwnerMessage, WorkerMessage } from "./worker-message.ts";

declare const self: Worker;

interface Opened {
  readonly database: Database;
  readonly handlers: Handlers<IdentityCalls>;
}

let opened: Opened | null = null;

self.onmessage = (event: MessageEvent<OwnerMessage>) => {
  // A rejection in here ends the worker, which its owner reports.
  void take(event.data);
};

async function take(message: OwnerMessage): Promise<void> {
  switch (message.kind) {
    case "open":
      await open(message.store, message.settings);
      return;
    case "call":
      if (opened === null) throw new Error("identity: called before it was opened");
      post({ kind: "answer", answer: await answer(opened.handlers, message.call) });
      return;
    case "close":
      opened?.database.close();
      end();
      return;
    default:
      assertNever(message);
  }
}

async function open(store: IdentityStore, settings: IdentitySettings): Promise<void> {
  let database: Database | null = null;
  try {
    const { passwordCost, passwordQueueMax } = settings;
    const hasher = new Argon2Hasher(passwordCost, passwordQueueMax);
    const dummy = await hasher.hash(randomUUID());
    if (dummy.kind === "busy") throw new Error("passwordQueueMax is 0; 1 or more is accepted");
    const serverKey = openKey(store);
    database = store.kind === "memory" ? openMemoryDatabase() : openFileDatabase(store.path);
    const parts = { database, hasher, dummyHash: dummy.hash, serverKey, settings };
    opened = { database, handlers: identityHandlers(parts) };
    post({ kind: "opened" });
  } catch (error) {
    database?.close();
    post({ kind: "failed", text: error instanceof Error ? error.message : String(error) });
    end();
  }
}

function openKey(store: IdentityStore): Uint8Array {
  if (store.kind === "memory") return newServerKey();
  mkdirSync(store.path, { recursive: true, mode: 0o700 });
  return openServerKey(store.path);
}

function post(message: WorkerMessage): void {
  self.postMessage(message);
}

// Without a listener nothing keeps the worker alive.
function end(): void {
  self.onmessage = null;
}
