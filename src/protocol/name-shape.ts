// Names of actions and targets: declarations keep their spelling (the engine shows the first one),
// references become ids at once. Both obey the same rules, so that what was declared can be named.
import { ACTIONS_MAX, TARGETS_MAX, TARGET_LEVELS_MAX } from "../engine/rules.ts";
import { NONE, normaliseName, normaliseTarget } from "../engine/target-tree.ts";
import { Problem, isNot, shown } from "./problem.ts";
import { type Shape, fits, isPlainText } from "./shape.ts";

const NAME_MAX = 64;
// Longest reading of a whole path worth looking at; blanks at the edges are not counted as levels.
const TARGET_TEXT_MAX = TARGET_LEVELS_MAX * (2 * NAME_MAX + 1);

const ACTION = `a name of 1 to ${NAME_MAX} characters`;
const TARGET = `1 to ${TARGET_LEVELS_MAX} names of up to ${NAME_MAX} characters joined with ":"; none has nothing below it`;
const RESERVED = "action_id and names that begin with binary- are reserved";

/** Already an id: nothing to normalise. The common case by far. */
const PLAIN_ID = /^[a-z0-9-]{1,64}$/;

function actionId(value: unknown): string | Problem {
  if (typeof value === "string" && PLAIN_ID.test(value)) return value;
  if (!isPlainText(value) || value.length > TARGET_TEXT_MAX) return isNot(value, ACTION);
  const id = normaliseName(value);
  return id !== "" && fits(id, NAME_MAX) ? id : isNot(value, ACTION);
}

function targetId(value: unknown): string | Problem {
  if (typeof value === "string" && PLAIN_ID.test(value)) return value;
  if (!isPlainText(value) || value.length > TARGET_TEXT_MAX) return isNot(value, TARGET);
  const id = normaliseTarget(value);
  const levels = id.split(":");
  const legal =
    levels.length <= TARGET_LEVELS_MAX &&
    levels.every((level) => level !== "" && fits(level, NAME_MAX)) &&
    (levels.length === 1 || levels[0] !== NONE);
  return legal ? id : isNot(value, TARGET);
}

function isReserved(id: string): boolean {
  return id === "action_id" || id.startsWith("binary-");
}

/** A reference to an action; a binary pool's own action may be named too. */
export const action: Shape<string> = { accepts: ACTION, read: actionId };

/** A reference to a target. */
export const target: Shape<string> = { accepts: TARGET, read: targetId };

type Entry = (value: unknown) => string | Problem;

function listOf(what: string, max: number, entry: Entry): Shape<string[]> {
  const accepts = `a list or comma-separated text of up to ${max} ${what}`;
  const read = (value: unknown): string[] | Problem => {
    const entries: unknown = typeof value === "string" ? value.split(",") : value;
    if (!Array.isArray(entries)) return isNot(value, accepts);
    if (entries.length > max) {
      return new Problem(`has ${entries.length} entries; accepted: ${accepts}`);
    }
    const names: string[] = [];
    for (const raw of entries as unknown[]) {
      const value = typeof raw === "string" ? raw.trim() : raw;
      // "and so on" of the documents' examples, which people send as it stands.
      if (value === "..") continue;
      const name = entry(value);
      if (name instanceof Problem) return new Problem(`has an entry that ${name.text}`);
      names.push(name);
    }
    return names;
  };
  return { accepts, read };
}

function declared(read: Entry): Entry {
  return (value) => {
    const id = read(value);
    if (id instanceof Problem) return id;
    return isReserved(id) ? new Problem(`is ${shown(value)}; ${RESERVED}`) : String(value);
  };
}

/** Names to declare, as they were spelled. */
export const actionList: Shape<string[]> = listOf("action names", ACTIONS_MAX, declared(actionId));
export const targetList: Shape<string[]> = listOf("targets", TARGETS_MAX, declared(targetId));

/** Targets as they were spelled; whether they are references depends on the pool's type. */
export const spelledTargets: Shape<string[]> = listOf("targets", TARGETS_MAX, (value) => {
  const id = targetId(value);
  return id instanceof Problem ? id : String(value);
});
