// A launched game as JSON.
import type { GameSession } from "../engine/hub/hub-state.ts";
import type { Json } from "./json.ts";

export type SavedSession = ReturnType<typeof saveSession>;

export function saveSession(session: GameSession) {
  return { ...session, openRounds: [...session.openRounds] } satisfies Json;
}

export function restoreSession(saved: SavedSession): GameSession {
  return { ...saved, openRounds: new Map(saved.openRounds) };
}
