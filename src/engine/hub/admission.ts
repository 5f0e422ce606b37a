// Who may join a game and bet in it, and under which account the bet counts.
import type { GameSessionId, UserId } from "../ids.ts";
import type { BetRoyalty } from "../fact.ts";
import type { Refusal } from "../refusal.ts";
import type { Game, State } from "../state.ts";

export type Admission = { kind: "admitted"; royalty: BetRoyalty | null } | Refusal;

/** A source without accounts is open to all. Admins are let in; they can't bet anyway. */
export function admissionTo(
  state: State,
  game: Game,
  player: { userId: UserId; session: GameSessionId | null },
): Admission {
  void [state, game, player];
  return { kind: "admitted", royalty: null };
}
