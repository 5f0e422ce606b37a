// Whether a launched game may still be played: asked for a balance and before every debit. What was won or
// goes back is paid also afterwards.
import { type Refusal, refuse } from "../refusal.ts";
import type { State } from "../state.ts";
import { hasExpired } from "./game-session.ts";
import type { GameSession } from "./hub-state.ts";

export function whyOver(state: State, session: GameSession, nowMs: number): Refusal | null {
  const { sessionId, platformId } = session;
  if (hasExpired(session, nowMs)) {
    return refuse("GAME_SESSION_NOT_FOUND", `game session ${sessionId} is over; launch again`);
  }
  if (state.hub.platforms.get(platformId)?.status === "active") return null;
  return refuse("GAME_SESSION_NOT_FOUND", `platform ${platformId} of this session is disabled`);
}
