// The archive of a running server: opened, brought up to the log, and kept there. Nothing about it ever
// stops betting: where it can't be used that is told once, reads are refused, and games stay in memory.
import type { Fact } from "../engine/fact.ts";
import type { GameId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import type { Scheduler } from "../ops/scheduler.ts";
import { type Archive, type ArchiveReads, ArchiveUnavailable } from "./archive.ts";
import type { ArchiveStore } from "./archive-database.ts";
import { Archiver, type NotedAt } from "./archiver.ts";
import { isNoted } from "./fact-writes.ts";
import { openArchive } from "./open-archive.ts";

export type ArchiveServiceParts = {
  readonly store: ArchiveStore;
  /** As the log's last fact has left it; nothing was decided yet. */
  readonly state: State;
  readonly scheduler: Scheduler;
  readonly nowMs: () => number;
  readonly keepClosedMs: number;
  readonly whenDurable: (run: () => void) => void;
  readonly isPastSnapshot: (seq: number) => boolean;
  readonly letGo: (gameId: GameId) => "gone" | "later";
  /** Facts of the log from a seq on; bets may be left out. */
  readonly factsSince: (fromSeq: number) => Iterable<{ fact: Fact; seq: number }>;
  readonly onFailed: (error: unknown) => void;
};

export type ArchiveService = {
  readonly reads: ArchiveReads;
  /** Everything up to this seq is in the archive; more than the log's head means a log that lost facts. */
  readonly asOfSeq: number;
  /** Facts not there yet. */
  readonly waiting: number;
  readonly status: "working" | "failed";
  onFact(fact: Fact, seq: number): void;
  stop(): Promise<void>;
};

export async function startArchive(parts: ArchiveServiceParts): Promise<ArchiveService> {
  const service = new Service(parts.onFailed);
  try {
    const archive = await openArchive({
      store: parts.store,
      onFailed: (error) => service.fail(error),
    });
    service.follow(archive, parts);
  } catch (error) {
    service.fail(error);
  }
  return service;
}

class Service implements ArchiveService {
  readonly #onFailed: (error: unknown) => void;
  #archive: Archive | null = null;
  #archiver: Archiver | null = null;
  #failure: ArchiveUnavailable | null = null;

  constructor(onFailed: (error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  readonly reads: ArchiveReads = {
    resolvedPools: (gameId, userId) =>
      this.#ask((archive) => archive.resolvedPools(gameId, userId)),
    gamesOf: (userId) => this.#ask((archive) => archive.gamesOf(userId)),
    report: (scope) => this.#ask((archive) => archive.report(scope)),
    royalties: (scope) => this.#ask((archive) => archive.royalties(scope)),
  };

  get asOfSeq(): number {
    return this.#archiver?.asOfSeq ?? this.#archive?.found.asOfSeq ?? 0;
  }
  get waiting(): number {
    return this.#archiver?.waiting ?? 0;
  }
  get status(): "working" | "failed" {
    return this.#failure === null ? "working" : "failed";
  }

  follow(archive: Archive, parts: ArchiveServiceParts): void {
    this.#archive = archive;
    const { deploymentId, asOfSeq } = archive.found;
    const { state } = parts;
    if (deploymentId !== "" && state.deploymentId !== "" && deploymentId !== state.deploymentId) {
      throw new ArchiveUnavailable(
        `it belongs to deployment ${deploymentId}, the log is ${state.deploymentId}; stop the server and run mutuel rebuild`,
      );
    }
    // Whoever has built us stops the start then.
    if (asOfSeq > state.seq) return;
    const missing: NotedAt[] = [];
    for (const { fact, seq } of parts.factsSince(asOfSeq + 1)) {
      if (!isNoted(fact)) continue;
      if (hasLeft(state, fact)) throw lacksGames(asOfSeq);
      missing.push({ fact, seq });
    }
    const onFailed = (error: unknown): void => this.fail(error);
    this.#archiver = new Archiver({ ...parts, archive, onFailed }, missing);
  }

  onFact(fact: Fact, seq: number): void {
    this.#archiver?.onFact(fact, seq);
  }

  fail(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure =
      error instanceof ArchiveUnavailable
        ? error
        : new ArchiveUnavailable(error instanceof Error ? error.message : String(error));
    this.#archiver?.stop();
    this.#onFailed(this.#failure);
  }

  async stop(): Promise<void> {
    this.#archiver?.stop();
    await this.#archive?.close();
  }

  #ask<Answer>(question: (archive: Archive) => Promise<Answer>): Promise<Answer> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#archive === null) return Promise.reject(new ArchiveUnavailable("it is not open"));
    return question(this.#archive);
  }
}

/** What the archive still lacks is not in memory any more: only the log has it. */
function hasLeft(state: State, fact: NotedAt["fact"]): boolean {
  if (fact.kind === "GameClosed") return state.archived.games.has(fact.gameId);
  const endsPool = fact.kind === "PoolSettled" || fact.kind === "PoolVoided";
  return endsPool && state.pools[fact.pool] === undefined;
}

function lacksGames(asOfSeq: number): ArchiveUnavailable {
  return new ArchiveUnavailable(
    `it ends at seq ${asOfSeq} and lacks games that have left the memory; stop the server and run mutuel rebuild`,
  );
}
