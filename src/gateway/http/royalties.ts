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
import type { HttpContext } from "./routes.ts";

const QUERY: readonly string[] = ["source", "from", "to", "format"];
const TIME_MS = /^\d{1,16}$/;
/** Every time there can be. */
const END_MS = 8_640_000_000_000_000;

export async function answerRoyalties(
  { archive, writer }: Pick<HttpParts, "archive" | "writer">,
  context: HttpContext,
): Promise<Response> {
  const asked = context.req.query();
  const unknown = Object.keys(asked).find((name) => !QUERY.includes(name));
  if (unknown !== undefined) {
    const shown = unknown.slice(0, 80);
    const text = `there is no ${JSON.stringify(shown)} here; accepted: ${QUERY.join(", ")}`;
    return refusalAnswer(refuseHttp("FIELD_INVALID", text, shown));
  }
  const format = asked["format"] ?? "json";
  if (format !== "json" && format !== "csv") {
    const text = `format is ${JSON.stringify(format.slice(0, 80))}; accepted: json, csv`;
    return refusalAnswer(refuseHttp("FIELD_INVALID", text, "format"));
  }
  const scope = readScope(writer.state, asked);
  if ("kind" in scope) return refusalAnswer(scope);
  return withArchive(async () => {
    const { asOfSeq, answer } = await archive.royalties(scope);
    return format === "csv" ? csvOf(asOfSeq, answer) : jsonOf(asOfSeq, answer);
  });
}

function readScope(state: State, asked: Record<string, string>): RoyaltyScope | HttpRefusal {
  const span = readSpan(asked["from"], asked["to"]);
  if ("kind" in span) return span;
  const source = asked["source"]?.toLowerCase();
  if (source === undefined) return { sourceId: null, span };
  const sourceId = source as SourceId;
  if (isUuid(source) && state.sources.has(sourceId)) return { sourceId, span };
  return refuseHttp("SOURCE_NOT_FOUND", "source is no id of a source");
}

/** `from` counts, `to` does not, so that spans can be laid end to end; without them, all time. */
function readSpan(from: string | undefined, to: string | undefined): TimeSpan | HttpRefusal {
  const fromMs = from === undefined ? 0 : readTime(from);
  const untilMs = to === undefined ? END_MS : readTime(to);
  if (fromMs === null) return noTime("from", from ?? "");
  if (untilMs === null) return noTime("to", to ?? "");
  if (untilMs >= fromMs) return { fromMs, untilMs };
  return refuseHttp(
    "FIELD_INVALID",
    `to is ${untilMs}, before from (${fromMs}); accepted: a later time`,
    "to",
  );
}

function readTime(text: string): number | null {
  const timeMs = TIME_MS.test(text) ? Number(text) : Number.NaN;
  return timeMs <= END_MS ? timeMs : null;
}

function noTime(field: string, text: string): HttpRefusal {
  const shown = JSON.stringify(text.slice(0, 80));
  return refuseHttp("FIELD_INVALID", `${field} is ${shown}; accepted: epoch milliseconds`, field);
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
