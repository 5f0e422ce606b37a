// Whom an event can happen to: targets with none below them, by the one at the top they belong to.
import type { GameInfo } from "../../../client/src/index.ts";

type Node = GameInfo["targets"][number];

export type LeafTarget = { readonly id: string; readonly name: string };
export type TargetGroup = {
  readonly id: string;
  readonly name: string;
  readonly leaves: readonly LeafTarget[];
};

/** Those without anything below them stand together in a group without a name, first. */
export function groupsOf(targets: readonly Node[]): TargetGroup[] {
  const real = targets.filter(({ target_id: id }) => id !== "none");
  const single = real.filter((node) => node.targets.length === 0).flatMap(leavesOf);
  const groups = real
    .filter((node) => node.targets.length > 0)
    .map((node) => ({
      id: node.target_id,
      name: node.display_name,
      leaves: node.targets.flatMap(leavesOf),
    }));
  return single.length === 0 ? groups : [{ id: "", name: "", leaves: single }, ...groups];
}

function leavesOf(node: Node): LeafTarget[] {
  if (node.targets.length === 0) return [{ id: node.target_id, name: node.display_name }];
  return node.targets.flatMap(leavesOf);
}

/** Each word typed must begin a word of the name; groups without anybody left out. */
export function matching(groups: readonly TargetGroup[], typed: string): TargetGroup[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return [...groups];
  return groups
    .map((group) => ({
      ...group,
      leaves: group.leaves.filter(({ name }) => {
        const own = wordsOf(`${name} ${group.name}`);
        return wanted.every((word) => own.some((part) => part.startsWith(word)));
      }),
    }))
    .filter(({ leaves }) => leaves.length > 0);
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** Targets of one level with all above them in their names; level 1 is the top. */
export function levelsOf(targets: readonly Node[]): LeafTarget[][] {
  const levels: LeafTarget[][] = [];
  const walk = (nodes: readonly Node[], depth: number): void => {
    for (const { target_id: id, display_name: name, targets: below } of nodes) {
      if (id === "none") continue;
      (levels[depth] ??= []).push({ id, name });
      walk(below, depth + 1);
    }
  };
  walk(targets, 0);
  return levels;
}
