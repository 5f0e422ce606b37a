// A platform's own name for a session. It may be a credential there: it is never repeated, and only its
// hash goes into the log.
import { createHash } from "node:crypto";
import { sessionFor } from "../engine/hub/game-session.ts";
import { type GameSession, platformSessionKey } from "../engine/hub/hub-state.ts";
import type { PlatformId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import { text } from "./plain-shapes.ts";
import { hidden } from "./shape.ts";

export const platformSessionText = hidden(text(256));

export function platformSessionHash(platformId: PlatformId, name: string): string {
  return createHash("sha256").update(`${platformId}\n${name}`, "utf8").digest("hex");
}

export function sessionOfPlatform(
  state: State,
  platformId: PlatformId,
  name: string,
): GameSession | undefined {
  const key = platformSessionKey(platformId, platformSessionHash(platformId, name));
  const sessionId = state.hub.sessionOfPlatform.get(key);
  return sessionId === undefined ? undefined : sessionFor(state, sessionId);
}
