// POST pending-games: which of a platform's sessions have a bet or a round that is not over.
import { isPending } from "../engine/hub/game-session.ts";
import type { PlatformId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import { Problem } from "../protocol/problem.ts";
import { type HubAnswer, type HubCall, type HubRefusal, refusal } from "./call.ts";
import { doneList, refusedList } from "./envelope.ts";
import type { HubParts } from "./hub-parts.ts";
import { readJsonObject } from "./json-text.ts";
import { text } from "./plain-shapes.ts";
import { clientIdInQuery, openPlatformCall, type PlatformRefusal } from "./platform-call.ts";
import { platformSessionText, sessionOfPlatform } from "./platform-session.ts";
import { listOf, needed, objectOf, or, orNull } from "./shape.ts";

const SESSIONS_MAX = 1_000;

const bodyShape = objectOf({
  clientId: or(orNull(text(64)), null),
  sessionIds: needed(listOf(platformSessionText, SESSIONS_MAX)),
});

export async function answerPendingGames(parts: HubParts, call: HubCall): Promise<HubAnswer> {
  const done = await pendingGames(parts, call);
  if (done.kind === "refused") return refusedList("pendingGames", done);
  return doneList("pendingGames", done.rows);
}

async function pendingGames(
  parts: HubParts,
  call: HubCall,
): Promise<
  | { readonly kind: "pending"; readonly rows: readonly object[] }
  | PlatformRefusal
  | HubRefusal<"INVALID_BODY">
> {
  const body = readJsonObject(call.signed);
  if (body instanceof Problem) return refusal("INVALID_BODY", body.text);
  const clientId = clientIdInQuery(call.query) ?? body["clientId"];
  const opened = await openPlatformCall(parts, call, clientId);
  if (opened.kind === "refused") return opened;
  const read = bodyShape.read(body, "");
  if (read instanceof Problem) return refusal("INVALID_BODY", read.text);
  if (read.clientId !== null && read.clientId !== opened.platformId) {
    return refusal("INVALID_CLIENT_ID", "clientId differs in query and body");
  }
  const { writer } = parts;
  writer.catchUp();
  const rows = [...new Set(read.sessionIds)].flatMap((sessionId) => {
    const game = pendingGameOf(writer.state, opened.platformId, sessionId);
    return game === null ? [] : [{ sessionId, gameId: game }];
  });
  return { kind: "pending", rows };
}

function pendingGameOf(state: State, platformId: PlatformId, name: string): string | null {
  const session = sessionOfPlatform(state, platformId, name);
  return session !== undefined && isPending(state, session) ? session.game : null;
}
