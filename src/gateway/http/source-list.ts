// GET /admin/sources and /admin/accounts: the sources there are, and what they offer on platforms.
import type { SourceId } from "../../engine/ids.ts";
import type { State } from "../../engine/state.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { isHttpRefusal, readQueries } from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

type Parts = Pick<HttpParts, "writer">;

export async function listSources({ writer }: Parts): Promise<Response> {
  writer.catchUp();
  const { state } = writer;
  const sources = [...state.sources.values()].map((source) => ({
    source_id: source.sourceId,
    name: source.name,
    description: source.description,
    admin_id: source.adminId,
    status: source.status,
    signing: source.signing,
    games: source.games.length + (state.archived.gamesOfSource.get(source.sourceId) ?? 0),
    accounts: state.hub.accountsOfSource.get(source.sourceId)?.length ?? 0,
  }));
  const answer = jsonAnswer(200, { sources });
  await allDurable(writer);
  return answer;
}

/** Of all sources, or of one. */
export async function listAccounts({ writer }: Parts, context: HttpContext): Promise<Response> {
  const asked = readQueries(context, ["source"]);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const { state } = writer;
  const sourceId = asked.source?.toLowerCase() as SourceId | undefined;
  if (sourceId !== undefined && !state.sources.has(sourceId)) {
    const text = "source is no id of a source";
    return refusalAnswer(refuseHttp("SOURCE_NOT_FOUND", text, "source"));
  }
  const answer = jsonAnswer(200, { accounts: accountRows(state, sourceId ?? null) });
  await allDurable(writer);
  return answer;
}

function accountRows({ hub }: State, sourceId: SourceId | null): object[] {
  return [...hub.accounts.values()]
    .filter((account) => sourceId === null || account.sourceId === sourceId)
    .map(({ accountId, sourceId: source, platformId, terms, games }) => ({
      account_id: String(accountId),
      source_id: source,
      client_id: platformId,
      royalty_bps: terms.royaltyBps,
      currencies: terms.currencies,
      countries_available: terms.countriesAvailable,
      countries_disabled: terms.countriesDisabled,
      launch_method: terms.launchMethod,
      games: games.map(({ id, name }) => ({ id, name })),
    }));
}
