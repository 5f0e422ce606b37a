// A game as JSON. Its fields that are plain already go as they are; the compiler finds the others.
import type { TargetDeclaration } from "../engine/fact.ts";
import type { Game } from "../engine/state.ts";
import { NONE, type TargetNode, TargetTree } from "../engine/target-tree.ts";
import type { Json } from "./json.ts";

export type SavedGame = ReturnType<typeof saveGame>;

export function saveGame(game: Game) {
  return {
    ...game,
    actions: [...game.actions],
    targets: declarations(game.targets.roots()),
    admins: [...game.admins],
    unresolved: [...game.unresolved],
    blocks: [...game.blocks],
    eventByKey: [...game.eventByKey],
    counts: [...game.counts].map(([action, counts]) => [action, [...counts]] as const),
  } satisfies Json;
}

export function restoreGame(saved: SavedGame): Game {
  const targets = new TargetTree();
  for (const target of saved.targets) targets.add(target);
  return {
    ...saved,
    targets,
    actions: new Map(saved.actions),
    admins: new Set(saved.admins),
    unresolved: new Set(saved.unresolved),
    blocks: new Map(saved.blocks),
    eventByKey: new Map(saved.eventByKey),
    counts: new Map(saved.counts.map(([action, counts]) => [action, new Map(counts)])),
  };
}

/** Parents before their children, siblings in their order. `none` is always there and not declared. */
function declarations(nodes: readonly TargetNode[]): TargetDeclaration[] {
  return nodes.flatMap(({ id, displayName, children }) =>
    id === NONE ? [] : [{ id, displayName }, ...declarations(children)],
  );
}
