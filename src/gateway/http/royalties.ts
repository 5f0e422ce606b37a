// GET /admin/royalties: what providers have earned on turnover, per account, rate and currency, from the
// archive; JSON, or CSV with ?format=csv. Follows from the log, and over all time it is the ledger's.
import type { RoyaltyRow, RoyaltyScope, TimeSpan } from "../../archive/archive.ts";
import { isUuid, type SourceId } from "../../engine/ids.ts";
import type { State } from "../../engine/state.ts";
import { type HttpRefusal, jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import { withArchive } from "./archive-answer.ts";
import { csvAnswer } from "./csv-answer.ts";
import type { CsvCell } from "./csv.ts";
import type { HttpParts } from "./http-parts.ts";
import { largeDecimal } from "./large-amount.ts";
import {
  isHttpRefusal,
  type Queries,
  readFormat,
  readQueries,
  readWhole,
  wrongQuery,
} from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

const QUERIES = ["source", "from", "to", "format"] as const;
/** Every time there can be. */
const END_MS = 8_640_000_000_000_000;

export async function answerRoyalties(
  { archive, writer }: Pick<HttpParts, "archive" | "writer">,
  context: HttpContext,
): Promise<Response> {
  const asked = readQueries(context, QUERIES);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const format = readFormat(asked.format);
  if (typeof format !== "string") return refusalAnswer(format);
  const scope = readScope(writer.state, asked);
  if ("kind" in scope) return refusalAnswer(scope);
  return withArchive(async () => {
    const { asOfSeq, answer } = await archive.royalties(scope);
    return format === "csv" ? csvOf(asOfSeq, answer) : jsonOf(asOfSeq, answer);
  });
}

function readScope(
  state: State,
  asked: Queries<"source" | "from" | "to">,
): RoyaltyScope | HttpRefusal {
  const span = readSpan(asked.from, asked.to);
  if ("kind" in span) return span;
  const source = asked.source?.toLowerCase();
  if (source === undefined) return { sourceId: null, span };
  const sourceId = source as SourceId;
  if (isUuid(source) && state.sources.has(sourceId)) return { sourceId, span };
  return refuseHttp("SOURCE_NOT_FOUND", "source is no id of a source");
}

/** `from` counts, `to` does not, so that spans can be laid end to end; without them, all time. */
function readSpan(from: string | undefined, to: string | undefined): TimeSpan | HttpRefusal {
  const fromMs = readTime("from", from, 0);
  if (typeof fromMs !== "number") return fromMs;
  const untilMs = readTime("to", to, END_MS);
  if (typeof untilMs !== "number") return untilMs;
  if (untilMs >= fromMs) return { fromMs, untilMs };
  return refuseHttp(
    "FIELD_INVALID",
    `to is ${untilMs}, before from (${fromMs}); accepted: a later time`,
    "to",
  );
}

function readTime(
  name: string,
  text: string | undefined,
  fallbackMs: number,
): number | HttpRefusal {
  if (text === undefined) return fallbackMs;
  const timeMs = readWhole(name, text, { min: 0, max: END_MS, fallback: fallbackMs });
  return typeof timeMs === "number" ? timeMs : wrongQuery(name, text, "epoch milliseconds");
}

const COLUMNS = [
  "source_id",
  "source_name",
  "account_id",
  "royalty_bps",
  "currency",
  "bookings",
  "turnover",
  "royalty",
] as const;

function cellsOf(row: RoyaltyRow): Record<(typeof COLUMNS)[number], CsvCell> {
  return {
    source_id: row.sourceId,
    source_name: row.sourceName,
    account_id: String(row.accountId),
    royalty_bps: row.royaltyBps,
    currency: row.currency,
    bookings: row.bookings,
    turnover: largeDecimal(row.turnover, row.decimals),
    royalty: largeDecimal(row.royalty, row.decimals),
  };
}

function jsonOf(asOfSeq: number, rows: readonly RoyaltyRow[]): Response {
  return jsonAnswer(200, { as_of_seq: asOfSeq, rows: rows.map(cellsOf) });
}

function csvOf(asOfSeq: number, rows: readonly RoyaltyRow[]): Response {
  const lines = rows.map((row) => {
    const cells = cellsOf(row);
    return [...COLUMNS.map((name) => cells[name]), asOfSeq];
  });
  return csvAnswer("royalties", [...COLUMNS, "as_of_seq"], lines);
}
