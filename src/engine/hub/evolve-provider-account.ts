import type { FactOf } from "../fact.ts";
import type { State } from "../state.ts";

export function evolveProviderAccount(
  state: State,
  fact: FactOf<"ProviderAccountCreated" | "ProviderAccountUpdated" | "AccountGamesListed">,
): void {
  throw new Error(`${fact.kind} at seq ${state.seq}`);
}
