// Actions and targets as a provider spells them -> declarations of what is new.
import type { ActionDeclaration, TargetDeclaration } from "./fact.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { ACTIONS_MAX, TARGETS_MAX, TARGET_LEVELS_MAX } from "./rules.ts";
import { NONE, type TargetTree, levelOf, normaliseName, normaliseTarget } from "./target-tree.ts";

const NO_NAMES: ReadonlyMap<string, string> = new Map();

export type Declarations = { actions: ActionDeclaration[]; targets: TargetDeclaration[] };

type Spelled = { actions: string[]; targets: string[] };

/** What is wrong with the names themselves, whatever the game has. */
export function invalidNames(spelled: Spelled): Refusal | null {
  for (const name of spelled.actions) {
    const id = normaliseName(name);
    if (id === "action_id" || id.startsWith("binary-")) {
      const text = `actions: "${name}" is reserved; \`action_id\` and names from \`binary-\` on are ours`;
      return refuse("FIELD_INVALID", text);
    }
  }
  for (const path of spelled.targets) {
    const id = normaliseTarget(path);
    if (id.startsWith(`${NONE}:`)) {
      return refuse("FIELD_INVALID", `targets: "${path}": \`none\` has no targets below it`);
    }
    if (levelOf(id) > TARGET_LEVELS_MAX) {
      const text = `targets: a target has at most ${TARGET_LEVELS_MAX} levels`;
      return refuse("FIELD_INVALID", text);
    }
  }
  return null;
}

/** What of `spelled` the game does not have yet. The first spelling of a name is kept. */
export function declarations(
  game: { actions: ReadonlyMap<string, string>; targets: TargetTree } | null,
  spelled: Spelled,
): Declarations | Refusal {
  const actions = newActions(game?.actions ?? NO_NAMES, spelled.actions);
  if ("kind" in actions) return actions;
  const targets = newTargets(game?.targets ?? null, spelled.targets);
  if ("kind" in targets) return targets;
  return { actions, targets };
}

function newActions(
  known: ReadonlyMap<string, string>,
  spelled: string[],
): ActionDeclaration[] | Refusal {
  const fresh = new Map<string, string>();
  for (const name of spelled) {
    const id = normaliseName(name);
    if (!known.has(id) && !fresh.has(id)) fresh.set(id, name.trim());
  }
  if (known.size + fresh.size > ACTIONS_MAX) {
    return refuse("LIMIT_REACHED", `a game may have at most ${ACTIONS_MAX} actions`);
  }
  return [...fresh].map(([id, name]) => ({ id, name }));
}

function newTargets(known: TargetTree | null, spelled: string[]): TargetDeclaration[] | Refusal {
  const fresh = new Map<string, string>();
  for (const path of spelled) {
    const id = normaliseTarget(path);
    if (id !== NONE) declareWithParents(known, fresh, path, id); // `none` is always there
  }
  if ((known?.size ?? 0) + fresh.size > TARGETS_MAX) {
    return refuse("LIMIT_REACHED", `a game may have at most ${TARGETS_MAX} targets`);
  }
  return [...fresh].map(([id, displayName]) => ({ id, displayName }));
}

function declareWithParents(
  known: TargetTree | null,
  fresh: Map<string, string>,
  path: string,
  id: string,
): void {
  const names = path.split(":");
  const levels = id.split(":");
  for (let level = 1; level <= levels.length; level++) {
    const partId = levels.slice(0, level).join(":");
    if (known?.has(partId) || fresh.has(partId)) continue;
    fresh.set(partId, (names[level - 1] ?? partId).trim());
  }
}

/** `#` and the first three letters of each word that starts with a letter; else 8 characters of the id. */
export function defaultHashtag(name: string, gameId: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = words.map((word) => Array.from(word.replace(/\P{L}/gu, "")).slice(0, 3).join(""));
  return `#${letters.join("") || gameId.slice(0, 8)}`;
}
