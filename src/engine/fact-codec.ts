// Facts as lines of the log: compact JSON, one line a fact, readable with ordinary tools. Bets are
// short tuples because nearly all lines are bets. Old versions are brought up to date on reading;
// what was written is never changed.
import type { BetPlaced, Fact, FactKind } from "./fact.ts";
import type { PoolIndex, ProviderAccountId, UserId } from "./ids.ts";

type Plain = Record<string, unknown>;
/** Turns version n of a kind into version n + 1; the list's place is n - 1. */
type Upcaster = (old: Plain) => Plain;

/** Every kind with the upcasters from its first version on; its current version is one more. */
const UPCASTERS: Record<FactKind, readonly Upcaster[]> = {
  BetPlaced: [],
  DeploymentStarted: [],
  ServerStarted: [],
  ClockConfirmed: [],
  AccountOpened: [],
  RoleSet: [],
  Transferred: [],
  SourceOpened: [],
  SourceClosing: [],
  SourceClosed: [],
  SourceSecretRotated: [],
  GameCreated: [],
  GameArmed: [],
  GameOpened: [],
  GameUpdated: [],
  GameAdminAdded: [],
  GameClosing: [],
  GameClosed: [],
  GameArchived: [],
  EventRegistered: [],
  PoolCreated: [],
  PoolSettled: [],
  PoolVoided: [],
  PoolStopped: [],
  PoolFinished: [],
  PoolBlocked: [],
  PoolAllowed: [],
  PoolBlockScheduled: [],
  PoolAllowScheduled: [],
  ActionBlocked: [],
  ActionAllowed: [],
  ActionBlockScheduled: [],
  ActionAllowScheduled: [],
  BettingSuspended: [],
  BettingResumed: [],
  StakesLimited: [],
  PlatformRegistered: [],
  PlatformSecretRotated: [],
  PlatformSigningSet: [],
  PlatformOriginsSet: [],
  PlatformStatusSet: [],
  SourceSigningSet: [],
  ProviderAccountCreated: [],
  ProviderAccountUpdated: [],
  AccountGamesListed: [],
  GameSessionOpened: [],
  GameLaunched: [],
  TransactionBooked: [],
  RollbackRemembered: [],
  RoundCompleted: [],
  PoolCorrected: [],
};

const BET = "bet";
/** Without and with the account it counts under: most have none, and theirs is the shorter line. */
const BET_VERSION = 1;
const ROYALTY_BET_VERSION = 2;

export function isFactKind(text: string): text is FactKind {
  return Object.hasOwn(UPCASTERS, text);
}

/** One line without its line end. */
export function encodeFact(fact: Fact): string {
  if (fact.kind === "BetPlaced") return encodeBet(fact);
  const { kind, ...rest } = fact;
  return JSON.stringify({ kind, v: UPCASTERS[kind].length + 1, ...rest });
}

function encodeBet(bet: BetPlaced): string {
  const { timeMs, userId, pool, target, stakeMinor, clientBetId, royalty } = bet;
  const id = clientBetId === null ? "" : `,${JSON.stringify(clientBetId)}`;
  const what = `${timeMs},${userId},${pool},${target},${stakeMinor}`;
  if (royalty === null) return `["${BET}",${BET_VERSION},${what}${id}]`;
  const under = `${royalty.accountId},${royalty.royaltyBps}`;
  return `["${BET}",${ROYALTY_BET_VERSION},${what},${under}${id}]`;
}

/** Reads a line of any release up to this one. Throws where it was written by a later one. */
export function decodeFact(line: string): Fact {
  const value: unknown = JSON.parse(line);
  return Array.isArray(value) ? decodeBet(value) : decodeObject(value, UPCASTERS);
}

function decodeBet(tuple: unknown[]): BetPlaced {
  const [kind, version, timeMs, userId, pool, target, stakeMinor, ...rest] = tuple;
  if (kind !== BET || (version !== BET_VERSION && version !== ROYALTY_BET_VERSION)) {
    throw unknownFact(`${String(kind)} ${String(version)}`);
  }
  const royalty =
    version === BET_VERSION
      ? null
      : { accountId: Number(rest[0]) as ProviderAccountId, royaltyBps: Number(rest[1]) };
  const clientBetId = royalty === null ? rest[0] : rest[2];
  return {
    kind: "BetPlaced",
    timeMs: Number(timeMs),
    userId: userId as UserId,
    pool: pool as PoolIndex,
    target: Number(target),
    stakeMinor: Number(stakeMinor),
    clientBetId: typeof clientBetId === "string" ? clientBetId : null,
    royalty,
  };
}

/** For tests: the same with other upcasters. */
export function decodeObject(
  value: unknown,
  upcasters: Readonly<Record<string, readonly Upcaster[]>>,
): Fact {
  const { kind, v: version, ...fields } = value as Plain;
  const casts = typeof kind === "string" && Object.hasOwn(upcasters, kind) ? upcasters[kind] : null;
  if (casts === null || casts === undefined || typeof version !== "number") {
    throw unknownFact(String(kind));
  }
  if (version < 1 || version > casts.length + 1) {
    throw unknownFact(`${String(kind)} version ${version}`);
  }
  const upToDate = casts.slice(version - 1).reduce((old, cast) => cast(old), fields);
  return { kind, ...upToDate } as Fact;
}

function unknownFact(what: string): Error {
  return new Error(
    `the log holds a fact this release does not know: ${what}; use the newer release`,
  );
}
