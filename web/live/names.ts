// How targets and actions are called. A game's are told with it; those of binary pools are their ids.
import type { GameInfo } from "../../client/src/index.ts";
import { shared } from "../text/shared.ts";

export type Names = {
  readonly targets: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, string>;
};

export const NO_NAMES: Names = { targets: new Map(), actions: new Map() };

type Nodes = GameInfo["targets"];

export function namesOf({ targets, actions }: GameInfo): Names {
  const named = new Map<string, string>();
  const walk = (nodes: Nodes): void => {
    for (const node of nodes) {
      named.set(node.target_id, node.display_name);
      walk(node.targets);
    }
  };
  walk(targets);
  return {
    targets: named,
    actions: new Map(actions.map(({ action_id: id, name }) => [id, name])),
  };
}

export function targetName({ targets }: Names, id: string): string {
  if (id === "none") return shared.pool.none;
  return targets.get(id) ?? capitalised(id.split(":").at(-1) ?? id);
}

export function actionName({ actions }: Names, id: string): string {
  return actions.get(id) ?? capitalised(id);
}

function capitalised(id: string): string {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
