// Targets of a game as a tree (argentina, argentina:10), and how names become ids.

export const NONE = "none";

/** A node of the tree; `id` is the whole path, `displayName` and `symbol` are of its last level. */
export type TargetNode = {
  id: string;
  displayName: string;
  children: TargetNode[];
};

/** Lower case, runs of blanks to `-`, level by level, joined with `:`. */
export function normaliseTarget(raw: string): string {
  return raw.split(":").map(normaliseName).join(":");
}

/** Lower case, runs of blanks to `-`. */
export function normaliseName(raw: string): string {
  return raw.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, "-");
}

/** First three letters or digits of the last level. */
export function symbolOf(targetId: string): string {
  return Array.from(lastLevel(targetId))
    .filter((char) => /[\p{L}\p{N}]/u.test(char))
    .slice(0, 3)
    .join("");
}

export function lastLevel(targetId: string): string {
  return targetId.slice(targetId.lastIndexOf(":") + 1);
}

export function levelOf(targetId: string): number {
  return targetId.split(":").length;
}

/** The target itself first, then its ancestors up to the top. */
export function withAncestors(targetId: string): string[] {
  const ids = [targetId];
  for (let at = targetId.lastIndexOf(":"); at > 0; at = targetId.lastIndexOf(":", at - 1)) {
    ids.push(targetId.slice(0, at));
  }
  return ids;
}

export class TargetTree {
  readonly #nodes = new Map<string, TargetNode>();
  readonly #roots: TargetNode[] = [];

  /** Number of targets, `none` not counted. */
  get size(): number {
    return this.#nodes.size;
  }

  /** Top level in the order declared, `none` last. */
  roots(): TargetNode[] {
    return [...this.#roots, { id: NONE, displayName: "None", children: [] }];
  }

  has(targetId: string): boolean {
    return targetId === NONE || this.#nodes.has(targetId);
  }

  isLeaf(targetId: string): boolean {
    return this.#nodes.get(targetId)?.children.length === 0;
  }

  displayNameOf(targetId: string): string {
    return targetId === NONE
      ? "None"
      : (this.#nodes.get(targetId)?.displayName ?? lastLevel(targetId));
  }

  /** Adds a target whose parents are there already; a known one keeps its first spelling. */
  add(declaration: { id: string; displayName: string }): void {
    const { id, displayName } = declaration;
    if (this.has(id)) return;
    const node: TargetNode = { id, displayName, children: [] };
    this.#nodes.set(id, node);
    const end = id.lastIndexOf(":");
    if (end < 0) this.#roots.push(node);
    else this.#nodes.get(id.slice(0, end))?.children.push(node);
  }
}
