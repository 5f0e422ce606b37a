import type { FactOf } from "./fact.ts";
import { type State, sourceOf } from "./state.ts";

export function evolveSource(
  state: State,
  fact: FactOf<"SourceOpened" | "SourceClosing" | "SourceClosed" | "SourceSecretRotated">,
): void {
  switch (fact.kind) {
    case "SourceOpened": {
      const { sourceId, name, description, adminId } = fact;
      const status = "open";
      const source = {
        sourceId,
        name,
        description,
        adminId,
        status,
        secretGeneration: 1,
        signing: "md5",
      } as const;
      state.sources.set(sourceId, { ...source, games: [] });
      return;
    }
    case "SourceClosing":
      sourceOf(state, fact.sourceId).status = "closing";
      state.closingSources.push(fact.sourceId);
      return;
    case "SourceClosed":
      sourceOf(state, fact.sourceId).status = "closed";
      state.closingSources = state.closingSources.filter((id) => id !== fact.sourceId);
      return;
    case "SourceSecretRotated":
      sourceOf(state, fact.sourceId).secretGeneration = fact.generation;
      return;
  }
}
