// What the user of the console may do in a game.
import type { Operator } from "../operator.ts";
import { server } from "../../live/server.ts";
import type { ListedGame } from "./desk.ts";

/** `may-take`: the source is theirs, so they can make themselves admin of the game. */
export type Rights = "unknown" | "runs" | "may-take" | "watches";

/** Every game there can be on one server at a time. */
const LISTED_MAX = 500;

export async function rightsIn(
  { connection }: Operator,
  gameId: string,
): Promise<{ rights: Rights; listed: ListedGame | null }> {
  const client = connection.client.peek();
  const isUser = connection.user.peek() !== null;
  try {
    const { games } = await server.listGames({ limit: LISTED_MAX });
    const listed = games.find(({ game_id: id }) => id === gameId) ?? null;
    if (!isUser) return { rights: "watches", listed };
    const mine = await client.listMyGames();
    if (mine.games.some(({ id }) => id === gameId)) return { rights: "runs", listed };
    const { sources } = await client.listMySources();
    const isOfMine = sources.some(({ id }) => id === listed?.source_id);
    return { rights: isOfMine ? "may-take" : "watches", listed };
  } catch {
    return { rights: "watches", listed: null };
  }
}
