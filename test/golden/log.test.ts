// What any release wrote means the same for ever.
import { describe, expect, test } from "bun:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BetRows } from "../../src/engine/bet-rows.ts";
import type { FactKind } from "../../src/engine/fact.ts";
import { evolve } from "../../src/engine/evolve.ts";
import { decodeFact } from "../../src/engine/fact-codec.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { newState } from "../../src/engine/state.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { kindsIn } from "../support/engine-match.ts";

const DIRECTORY = join(import.meta.dir, "log");
const FACTS = ".facts.jsonl";
const releases = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith(FACTS))
  .map((file) => file.slice(0, -FACTS.length));

function linesOf(release: string): string[] {
  return readFileSync(join(DIRECTORY, `${release}${FACTS}`), "utf8").trimEnd().split("\n");
}

/** Of this release. A new kind belongs here and into the next release's golden log. */
const KINDS: Record<Exclude<FactKind, "PoolCorrected">, true> = {
  BetPlaced: true,
  PlatformRegistered: true,
  PlatformSecretRotated: true,
  PlatformSigningSet: true,
  PlatformOriginsSet: true,
  PlatformStatusSet: true,
  SourceSigningSet: true,
  ProviderAccountCreated: true,
  ProviderAccountUpdated: true,
  AccountGamesListed: true,
  GameSessionOpened: true,
  GameLaunched: true,
  TransactionBooked: true,
  RollbackRemembered: true,
  RoundCompleted: true,
  DeploymentStarted: true,
  ServerStarted: true,
  ClockConfirmed: true,
  AccountOpened: true,
  RoleSet: true,
  Transferred: true,
  SourceOpened: true,
  SourceClosing: true,
  SourceClosed: true,
  SourceSecretRotated: true,
  GameCreated: true,
  GameArmed: true,
  GameOpened: true,
  GameUpdated: true,
  GameAdminAdded: true,
  GameClosing: true,
  GameClosed: true,
  GameArchived: true,
  EventRegistered: true,
  PoolCreated: true,
  PoolSettled: true,
  PoolVoided: true,
  PoolStopped: true,
  PoolFinished: true,
  PoolBlocked: true,
  PoolAllowed: true,
  PoolBlockScheduled: true,
  PoolAllowScheduled: true,
  ActionBlocked: true,
  ActionAllowed: true,
  ActionBlockScheduled: true,
  ActionAllowScheduled: true,
  BettingSuspended: true,
  BettingResumed: true,
  StakesLimited: true,
};

describe("golden logs", () => {
  for (const release of releases) {
    test(`LOG-11 the log of release ${release} comes to the state it came to then`, () => {
      const recorded = readFileSync(join(DIRECTORY, `${release}.state-hash.txt`), "utf8").trim();
      for (const state of [newState(), newState(() => new BetRows())]) {
        for (const line of linesOf(release)) evolve(state, decodeFact(line));
        expect(stateHash(state)).toBe(recorded);
        expect(brokenInvariants(state)).toEqual([]);
      }
    });
  }

  test("LOG-11 the golden logs together hold every kind of fact", () => {
    const found = kindsIn(releases.flatMap(linesOf));
    expect(Object.keys(KINDS).filter((kind) => !found.has(kind as FactKind))).toEqual([]);
  });
});
