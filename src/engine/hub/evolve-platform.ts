import type { FactOf } from "../fact.ts";
import type { State } from "../state.ts";

export function evolvePlatform(
  state: State,
  fact: FactOf<
    | "PlatformRegistered"
    | "PlatformSecretRotated"
    | "PlatformSigningSet"
    | "PlatformStatusSet"
    | "SourceSigningSet"
  >,
): void {
  throw new Error(`${fact.kind} at seq ${state.seq}`);
}
