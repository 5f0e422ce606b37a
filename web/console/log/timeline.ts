// The part of the log that is on the page: the newest facts of a search, older ones when asked for, and
// new ones as they come.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { HttpClient } from "../../../client/src/http.ts";
import type { LoggedFact } from "./fact-words.ts";
import { type LogNames, namesWith, NO_LOG_NAMES } from "./log-names.ts";

export type Search = { readonly kind: string | null; readonly text: string | null };

export type Timeline = {
  /** Newest first; null until the first look. */
  readonly facts: ReadonlySignal<readonly LoggedFact[] | null>;
  /** What is called by number in them. */
  readonly names: ReadonlySignal<LogNames>;
  readonly isAtBeginning: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<unknown>;
  readonly older: () => void;
};

const LIMIT = 50;
const FOLLOW_MS = 2_000;
/** The newest games and pools are what the newest facts are about. */
const LEARNT = 500;
/** So that a page that follows for hours does not grow for hours. */
const KEPT_MAX = 1_000;

export function useTimeline(
  http: ReadonlySignal<HttpClient>,
  search: ReadonlySignal<Search>,
  isFollowing: ReadonlySignal<boolean>,
): Timeline {
  const facts = useSignal<readonly LoggedFact[] | null>(null);
  const names = useSignal(NO_LOG_NAMES);
  const isAtBeginning = useSignal(true);
  const error = useSignal<unknown>(null);
  const next = useRef<number | null>(null);
  const asked = search.value;

  const look = async (before: number | null, signal?: AbortSignal) => {
    const fields = {
      limit: LIMIT,
      ...(before === null ? {} : { before }),
      ...(asked.kind === null ? {} : { kind: asked.kind }),
      ...(asked.text === null ? {} : { text: asked.text }),
    };
    return http.peek().log(fields, signal === undefined ? {} : { signal });
  };
  const reachTo = (before: number | null): void => {
    next.current = before;
    isAtBeginning.value = before === null;
  };
  const guarded = async (task: () => Promise<void>, signal?: AbortSignal): Promise<void> => {
    try {
      await task();
      error.value = null;
    } catch (thrown) {
      if (signal?.aborted !== true) error.value = thrown;
    }
  };

  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const learn = async (kind: string): Promise<void> => {
      const page = await http.peek().log({ kind, limit: LEARNT }, { signal });
      names.value = namesWith(names.peek(), page.facts);
    };
    for (const kind of ["GameCreated", "PoolCreated"]) void guarded(() => learn(kind), signal);
    return () => ending.abort();
  }, []);

  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    facts.value = null;
    const first = async (): Promise<void> => {
      const page = await look(null, signal);
      facts.value = page.facts;
      reachTo(page.next_before);
    };
    const follow = async (): Promise<void> => {
      const known = facts.peek();
      if (known === null || document.hidden || !isFollowing.peek()) return;
      const page = await look(null, signal);
      const newest = known[0]?.seq ?? 0;
      const added = page.facts.filter(({ seq }) => seq > newest);
      if (added.length === 0) return;
      names.value = namesWith(names.peek(), added);
      if (added.length === LIMIT) {
        // More came than one look shows: begin anew, without a gap.
        facts.value = page.facts;
        reachTo(page.next_before);
        return;
      }
      const all = [...added, ...known];
      facts.value = all.slice(0, KEPT_MAX);
      if (all.length > KEPT_MAX) reachTo(all[KEPT_MAX - 1]?.seq ?? null);
    };
    void guarded(first, signal);
    const timer = setInterval(() => void guarded(follow, signal), FOLLOW_MS);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [asked]);

  const older = async (): Promise<void> => {
    if (next.current === null) return;
    const page = await look(next.current);
    names.value = namesWith(names.peek(), page.facts);
    facts.value = [...(facts.peek() ?? []), ...page.facts];
    reachTo(page.next_before);
  };
  return { facts, names, isAtBeginning, error, older: () => void guarded(older) };
}
