// What one fact means to the archive. The same for the live server, its restart and a rebuild, so that
// all three come to the same rows: it may read of the state only what no later fact can change.
import type { Fact } from "../engine/fact.ts";
import { type State, poolOf } from "../engine/state.ts";
import type { ArchiveWrite, NotedFact } from "./archive-write.ts";
import { poolWrites } from "./pool-writes.ts";
import { transactionWrite } from "./transaction-write.ts";

const NOTED: Readonly<Record<NotedFact["kind"], true>> = {
  DeploymentStarted: true,
  AccountOpened: true,
  Transferred: true,
  SourceOpened: true,
  SourceClosed: true,
  GameCreated: true,
  GameClosed: true,
  EventRegistered: true,
  GameSessionOpened: true,
  TransactionBooked: true,
  PoolSettled: true,
  PoolVoided: true,
};

export function isNoted(fact: Fact): fact is NotedFact {
  return Object.hasOwn(NOTED, fact.kind);
}

/** To be asked for when the fact has been evolved, and before its game leaves the memory. */
export function* factWrites(state: State, fact: NotedFact, seq: number): Generator<ArchiveWrite> {
  if (fact.kind === "PoolSettled" || fact.kind === "PoolVoided") {
    yield* poolWrites(state, poolOf(state, fact.pool), seq);
  } else if (fact.kind === "TransactionBooked") {
    yield transactionWrite(state, fact, seq);
  } else {
    yield { kind: "fact", seq, fact };
  }
}
