import type { FactOf } from "../fact.ts";
import type { PlatformId } from "../ids.ts";
import { type State, sourceOf } from "../state.ts";
import type { Platform } from "./hub-state.ts";

export function evolvePlatform(
  state: State,
  fact: FactOf<
    | "PlatformRegistered"
    | "PlatformSecretRotated"
    | "PlatformSigningSet"
    | "PlatformOriginsSet"
    | "PlatformStatusSet"
    | "SourceSigningSet"
  >,
): void {
  switch (fact.kind) {
    case "PlatformRegistered": {
      const { platformId, name, signing, origins } = fact;
      const platform = {
        platformId,
        name,
        signing,
        origins,
        secretGeneration: 1,
        status: "active",
      } as const;
      state.hub.platforms.set(platformId, { ...platform });
      return;
    }
    case "PlatformSecretRotated":
      platformOf(state, fact.platformId).secretGeneration = fact.generation;
      return;
    case "PlatformSigningSet":
      platformOf(state, fact.platformId).signing = fact.signing;
      return;
    case "PlatformOriginsSet":
      platformOf(state, fact.platformId).origins = fact.origins;
      return;
    case "PlatformStatusSet":
      platformOf(state, fact.platformId).status = fact.status;
      return;
    case "SourceSigningSet":
      sourceOf(state, fact.sourceId).signing = fact.signing;
      return;
  }
}

function platformOf(state: State, platformId: PlatformId): Platform {
  const platform = state.hub.platforms.get(platformId);
  if (platform === undefined) throw new Error(`no platform ${platformId}`);
  return platform;
}
