// POST games: a provider lists its own games in an account. Each call replaces the whole list.
import type { OfferedGame } from "../engine/hub/hub-fact.ts";
import type { ProviderAccountId } from "../engine/ids.ts";
import { Problem } from "../protocol/problem.ts";
import { isAccountOf, unknownAccountRefusal } from "./accounts.ts";
import { type HubAnswer, type HubCall, refusal } from "./call.ts";
import { doneList, refusedList } from "./envelope.ts";
import { gamesShape, offeredGame } from "./game-body.ts";
import type { HubParts } from "./hub-parts.ts";
import {
  notOffered,
  type OfferRefusal,
  openProviderCall,
  type ProviderCall,
} from "./provider-call.ts";

type Row = { readonly id: string; readonly accountId: string; readonly isNew: boolean };
type Done = { readonly kind: "games"; readonly games: readonly Row[] };

export async function answerGames(parts: HubParts, call: HubCall): Promise<HubAnswer> {
  const opened = await openProviderCall(parts, call);
  const done = opened.kind === "open" ? listGames(parts, opened) : opened;
  return done.kind === "refused" ? refusedList("games", done) : doneList("games", done.games);
}

function listGames({ writer }: HubParts, opened: ProviderCall): Done | OfferRefusal {
  const { state } = writer;
  const { body, sourceId, platformId } = opened;
  const id = body["accountId"];
  const isId = typeof id === "string" || typeof id === "number";
  if (isId && !isAccountOf(state, opened, id)) {
    return unknownAccountRefusal("accountId", id, platformId);
  }
  const read = gamesShape.read(body, "");
  if (read instanceof Problem) return refusal("INVALID_BODY", read.text);
  const accountId = read.accountId as ProviderAccountId;
  const games: OfferedGame[] = read.games.map(offeredGame);
  const command = { kind: "list-account-games", sourceId, platformId, accountId, games } as const;
  const outcome = writer.submit(command, { kind: "provider", sourceId }, null);
  if (outcome.kind === "refused") return notOffered(outcome);
  const { answer } = outcome;
  if (answer.kind !== "account-games") throw new Error(`no games in ${answer.kind}`);
  const fresh = new Set(answer.newGames);
  const rows = games.map(({ id }) => ({
    id,
    accountId: String(accountId),
    isNew: fresh.has(id),
  }));
  return { kind: "games", games: rows };
}
