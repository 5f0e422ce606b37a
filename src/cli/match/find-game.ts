// The game of a script on a server: the one an earlier run left open, or a new one. Source and game are
// known by their names.
import { MutuelError } from "../../../client/src/errors.ts";
import type { SteadyCalls } from "./steady-calls.ts";
import { type MatchScript, poolsOf } from "./match-script.ts";
import { gameFields } from "./game-desk.ts";

export type FoundGame = {
  readonly gameId: string;
  /** new: opened just now. */
  readonly age: "new" | "known";
  /** Events the server has. */
  readonly reported: number;
  /** Open pools of the script: id by key. */
  readonly pools: ReadonlyMap<string, string>;
};

type Wishes = { readonly sourceName: string; readonly currency: string };

export async function findGame(
  calls: SteadyCalls,
  script: MatchScript,
  wishes: Wishes,
): Promise<FoundGame> {
  for (;;) {
    try {
      return await findOrOpen(calls, script, wishes);
    } catch (error) {
      // It was opened or not: looking again tells.
      if (!(error instanceof MutuelError) || error.code !== "OUTCOME_UNKNOWN") throw error;
    }
  }
}

async function findOrOpen(
  calls: SteadyCalls,
  script: MatchScript,
  { sourceName, currency }: Wishes,
): Promise<FoundGame> {
  const sourceId = await findSource(calls, sourceName);
  const { games } = await calls.ask("listGames", { source_id: sourceId });
  const known = games.find(({ name }) => name === script.name);
  if (known === undefined) {
    const fields = gameFields(sourceId, script, currency);
    const { game_id: gameId } = await calls.ask("createAndOpenGame", fields);
    await calls.ask("becomeGameAdmin", { game_id: gameId });
    return { gameId, age: "new", reported: 0, pools: new Map() };
  }
  const { game_id: gameId } = known;
  await calls.ask("becomeGameAdmin", { game_id: gameId });
  const { past_events: events } = await calls.ask("getGame", { game_id: gameId });
  const { pools_list: open } = await calls.ask("listPools", { game_id: gameId });
  const pools = poolsOf(script).flatMap(({ key, question }): [string, string][] => {
    const found = open.find(({ description }) => description === question);
    return found === undefined ? [] : [[key, found.pool_id]];
  });
  return { gameId, age: "known", reported: events.length, pools: new Map(pools) };
}

async function findSource(calls: SteadyCalls, name: string): Promise<string> {
  const { sources } = await calls.ask("listMySources", {});
  const known = sources.find((source) => source.name === name);
  if (known !== undefined) return known.id;
  const { source_id: sourceId } = await calls.ask("openSource", { source_name: name });
  return sourceId;
}
