// A table as a file to download.
import { SECURITY_HEADERS } from "./answer.ts";
import { type CsvCell, csvText } from "./csv.ts";

export function csvAnswer(
  name: string,
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): Response {
  const headers = {
    ...SECURITY_HEADERS,
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  };
  return new Response(csvText(header, rows), { headers });
}
