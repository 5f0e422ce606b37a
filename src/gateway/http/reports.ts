// GET /admin/reports/...: sums over resolved pools per game, source or day, from the archive; JSON, or
// CSV with ?format=csv. Days are UTC, by the time of a pool's resolution.
import type { ReportRow, ReportScope, TimeSpan } from "../../archive/archive.ts";
import { type GameId, isUuid, type SourceId } from "../../engine/ids.ts";
import type { State } from "../../engine/state.ts";
import { type HttpRefusal, jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import { withArchive } from "./archive-answer.ts";
import { csvAnswer } from "./csv-answer.ts";
import type { CsvCell } from "./csv.ts";
import type { HttpParts } from "./http-parts.ts";
import { largeDecimal } from "./large-amount.ts";
import { isHttpRefusal, readFormat, readQueries, wrongQuery } from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

export type ReportKind = ReportScope["kind"];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const A_DAY = "a day, YYYY-MM-DD";
const DAY_MS = 86_400_000;
/** Every time there can be. */
const END_MS = 8_640_000_000_000_000;

const QUERIES: Readonly<Record<ReportKind, readonly ("from" | "to" | "format")[]>> = {
  game: ["format"],
  source: ["from", "to", "format"],
  days: ["from", "to", "format"],
};

export async function answerReport(
  { archive, writer }: Pick<HttpParts, "archive" | "writer">,
  kind: ReportKind,
  context: HttpContext,
): Promise<Response> {
  const asked = readQueries(context, QUERIES[kind]);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const format = readFormat(asked.format);
  if (typeof format !== "string") return refusalAnswer(format);
  const span = readSpan(asked.from, asked.to);
  if ("kind" in span) return refusalAnswer(span);
  const scope = scopeOf(writer.state, kind, context.req.param("id") ?? "", span);
  if (scope.kind === "refused") return refusalAnswer(scope);
  return withArchive(async () => {
    const { asOfSeq, answer } = await archive.report(scope);
    return format === "csv" ? csvReport(kind, asOfSeq, answer) : jsonReport(kind, asOfSeq, answer);
  });
}

/** Both days count; without them, all time. */
function readSpan(from: string | undefined, to: string | undefined): TimeSpan | HttpRefusal {
  const fromMs = from === undefined ? 0 : dayStart(from);
  const lastMs = to === undefined ? END_MS - DAY_MS : dayStart(to);
  if (fromMs === null) return wrongQuery("from", from ?? "", A_DAY);
  if (lastMs === null) return wrongQuery("to", to ?? "", A_DAY);
  if (lastMs >= fromMs) return { fromMs, untilMs: lastMs + DAY_MS };
  return refuseHttp(
    "FIELD_INVALID",
    `to is ${to}, before from (${from}); accepted: a later day`,
    "to",
  );
}

function dayStart(text: string): number | null {
  const date = new Date(`${text}T00:00:00Z`);
  // The 31st of June is taken for the 1st of July.
  const isDay =
    DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isDay ? date.getTime() : null;
}

function scopeOf(
  state: State,
  kind: ReportKind,
  idInPath: string,
  span: TimeSpan,
): ReportScope | HttpRefusal {
  if (kind === "days") return { kind, span };
  const id = idInPath.toLowerCase();
  if (kind === "source") {
    const sourceId = id as SourceId;
    if (isUuid(id) && state.sources.has(sourceId)) return { kind, sourceId, span };
    return refuseHttp("SOURCE_NOT_FOUND", "the id in the path is no id of a source");
  }
  const gameId = id as GameId;
  const isKnown = isUuid(id) && (state.games.has(gameId) || state.archived.games.has(gameId));
  if (isKnown) return { kind, gameId };
  return refuseHttp("GAME_NOT_FOUND", "the id in the path is no id of a game");
}

const KEY_NAMES: Readonly<Record<ReportKind, readonly string[]>> = {
  game: ["game_id", "game_name"],
  source: ["source_id", "source_name"],
  days: ["day"],
};

function columnsOf(kind: ReportKind, row: ReportRow): [string, CsvCell][] {
  const money = (minor: string): string => largeDecimal(minor, row.decimals);
  const [key = "", name] = KEY_NAMES[kind];
  return [
    [key, row.key],
    ...(name === undefined ? [] : [[name, row.name] satisfies [string, string]]),
    ["currency", row.currency],
    ["pools", row.pools],
    ["bets", row.bets],
    ["players", row.players],
    ["stakes", money(row.staked)],
    ["valid_stakes", money(row.valid)],
    ["late_stakes", money(row.late)],
    ["void_stakes", money(row.void)],
    ["returned_stakes", money(row.returned)],
    ["takeout", money(row.takeout)],
    ["paid", money(row.paid)],
  ];
}

function jsonReport(kind: ReportKind, asOfSeq: number, rows: readonly ReportRow[]): Response {
  const shown = rows.map((row) => Object.fromEntries(columnsOf(kind, row)));
  return jsonAnswer(200, { as_of_seq: asOfSeq, rows: shown });
}

function csvReport(kind: ReportKind, asOfSeq: number, rows: readonly ReportRow[]): Response {
  const cells = rows.map((row) => [...columnsOf(kind, row), ["as_of_seq", asOfSeq] as const]);
  return csvAnswer(
    `report-${kind}`,
    [...headerOf(kind), "as_of_seq"],
    cells.map((row) => row.map(([, cell]) => cell)),
  );
}

function headerOf(kind: ReportKind): string[] {
  const none = { key: "", name: "", currency: "", decimals: 0, pools: 0, bets: 0, players: 0 };
  const zero = { staked: "0", valid: "0", late: "0", void: "0", returned: "0", takeout: "0" };
  return columnsOf(kind, { ...none, ...zero, paid: "0" }).map(([name]) => name);
}
