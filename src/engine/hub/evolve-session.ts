import type { FactOf } from "../fact.ts";
import type { State } from "../state.ts";

export function evolveGameSession(
  state: State,
  fact: FactOf<"GameSessionOpened" | "GameLaunched">,
): void {
  throw new Error(`${fact.kind} at seq ${state.seq}`);
}
