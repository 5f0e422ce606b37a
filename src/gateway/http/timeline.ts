// GET /admin/log: facts of the log, newest first, each with the hash that chains the log up to it.
import { isFactKind } from "../../engine/fact-codec.ts";
import type { FactPage, FactSearch, LoggedFact } from "../../sequencer/facts-before.ts";
import { jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import { isHttpRefusal, readQueries, readWhole } from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

/** Durable facts only. */
export type ReadFacts = (search: FactSearch) => FactPage;

const FIELDS = ["before", "kind", "text", "limit"] as const;
const SHOWN_AT_ONCE = 50;
const SHOWN_MAX = 500;
const TEXT_LENGTH_MAX = 100;

export function answerTimeline(readFacts: ReadFacts, context: HttpContext): Response {
  const asked = readQueries(context, FIELDS);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const { kind = null, text = null } = asked;
  const range = { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: null };
  const before = readWhole("before", asked.before, range);
  if (before !== null && isHttpRefusal(before)) return refusalAnswer(before);
  const number = { min: 1, max: SHOWN_MAX, fallback: SHOWN_AT_ONCE };
  const limit = readWhole("limit", asked.limit, number);
  if (isHttpRefusal(limit)) return refusalAnswer(limit);
  if (kind !== null && !isFactKind(kind)) {
    const shown = JSON.stringify(kind.slice(0, 80));
    const said = `kind is ${shown}; accepted: the kind of a fact, like PoolSettled`;
    return refusalAnswer(refuseHttp("FIELD_INVALID", said, "kind"));
  }
  if (text !== null && (text === "" || text.length > TEXT_LENGTH_MAX)) {
    const said = `text has ${text.length} characters; accepted: 1 to ${TEXT_LENGTH_MAX}`;
    return refusalAnswer(refuseHttp("FIELD_INVALID", said, "text"));
  }
  const { facts, next } = readFacts({ before, kind, text, limit });
  return jsonAnswer(200, { facts: facts.map(withoutKey), next_before: next });
}

/** The key that ids of bets derive from stays where it is: with it they could be guessed. */
function withoutKey(logged: LoggedFact): object {
  const { fact } = logged;
  if (fact.kind !== "DeploymentStarted") return logged;
  const { betIdKey: _, ...rest } = fact;
  return { ...logged, fact: rest };
}
