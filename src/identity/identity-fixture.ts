// For tests only: identity without a worker on a fresh database in memory, a clock that stands still,
// and argon2 at its lowest cost.
import type { Database } from "bun:sqlite";
import type { Clock } from "../ops/clock.ts";
import { openMemoryDatabase } from "./database.ts";
import { identityCallsOver } from "./identity-calls.ts";
import { identityHandlers, type IdentityParts } from "./identity-handlers.ts";
import type { IdentityCalls, LoggedIn } from "./identity.ts";
import { Argon2Hasher } from "./password-hasher.ts";
import { answer, CallTable } from "./rpc.ts";
import { defaultSettings, type IdentitySettings, type PasswordCost } from "./settings.ts";

export const cheapCost: PasswordCost = { memoryCostKiB: 8, timeCost: 1 };
export const somePassword = "correct horse";
/** A tick past 2026-11-20: any time does. */
export const startMs = 1_795_000_000_000;

export class ManualClock implements Clock {
  ms = startMs;
  nowMs(): number {
    return this.ms;
  }
  monotonicMs(): number {
    return this.ms;
  }
}

export interface IdentityFixture {
  readonly identity: IdentityCalls;
  readonly clock: ManualClock;
  readonly database: Database;
  readonly serverKey: Uint8Array;
}

export async function identityFixture(
  settings: Partial<IdentitySettings> = {},
  parts: Partial<IdentityParts> = {},
): Promise<IdentityFixture> {
  const clock = new ManualClock();
  const hasher = new Argon2Hasher(cheapCost, settings.passwordQueueMax ?? 64);
  const dummyHash = await Bun.password.hash("dummy", {
    algorithm: "argon2id",
    memoryCost: cheapCost.memoryCostKiB,
    timeCost: cheapCost.timeCost,
  });
  const database = openMemoryDatabase();
  const serverKey = new Uint8Array(32).fill(7);
  const handlers = identityHandlers({
    database,
    hasher,
    dummyHash,
    serverKey,
    settings: { ...defaultSettings, ...settings },
    ...parts,
  });
  const calls: CallTable<IdentityCalls> = new CallTable(
    (message) => void answer(handlers, message).then((reply) => calls.settle(reply)),
    () => clock.nowMs(),
  );
  return { identity: identityCallsOver(calls.call), clock, database, serverKey };
}

/** Signs up and activates; answers the id. */
export async function activeUser(identity: IdentityCalls, username: string): Promise<number> {
  const request = { username, email: `${username}@example.org`, password: somePassword };
  const result = await identity.signUp(request);
  if (result.kind !== "pending") throw new Error(`${username} refused: ${result.text}`);
  await identity.activate(result.userId);
  return result.userId;
}

export async function logInAs(identity: IdentityCalls, username: string): Promise<LoggedIn> {
  const result = await identity.logIn({ username, password: somePassword });
  if (result.kind !== "ok") throw new Error(`${username} refused: ${result.text}`);
  return result;
}

/**
 * What a promise rejects with. Not `expect().rejects`: in Bun 1.4.5 it blocks the loop while it waits,
 * and the answer of a worker then never comes.
 */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return String(error);
  }
  throw new Error("was expected to reject");
}
