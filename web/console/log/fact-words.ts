// A fact of the log in words: what it is about, in one line, and what it did, in a few. What is not known
// here by name still stands in full below it.
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { words } from "../../text/console.ts";

export type LoggedFact = HttpCalls["log"]["answer"]["facts"][number];

type Fields = Readonly<Record<string, unknown>>;
export type FactLine = { readonly label: string; readonly text: string };

export function titleOf({ fact }: LoggedFact): string {
  return words.facts[fact.kind] ?? fact.kind;
}

/** Who did it, and by what right. */
export function actorOf({ fact }: LoggedFact): string {
  const { by, as, userId } = fact as Fields;
  if (fact.kind === "BetPlaced") return `user:${text(userId)}`;
  return by === "system" ? words.log.bySystem : words.log.by(text(by), text(as));
}

/** The few fields that tell this fact from others of its kind. */
const TELLING: readonly string[] = [
  "name",
  "description",
  "action",
  "target",
  "winner",
  "cause",
  "direction",
  "amountMinor",
  "currency",
  "stakeMinor",
  "userId",
  "role",
  "grant",
  "reference",
  "reason",
  "status",
  "signing",
  "version",
  "pool",
];

export function summaryOf({ fact }: LoggedFact): string {
  const fields = fact as Fields;
  return TELLING.flatMap((name) => {
    const value = fields[name];
    if (value === undefined || value === null || value === "" || typeof value === "object")
      return [];
    return [isNamed(name) ? `${labelOf(name)} ${text(value)}` : text(value)];
  })
    .slice(0, 5)
    .join(" · ");
}

/** Everything it says, a line each, times as times. */
export function effectsOf({ fact }: LoggedFact): FactLine[] {
  return Object.entries(fact as Fields)
    .filter(([name]) => !["kind", "timeMs", "by", "as"].includes(name))
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({
      label: labelOf(name),
      text: isTime(name, value) ? new Date(value).toLocaleString() : text(value),
    }));
}

function isNamed(name: string): boolean {
  return /Minor$|^(userId|pool|role|version|target)$/.test(name);
}

function isTime(name: string, value: unknown): value is number {
  return name.endsWith("AtMs") && typeof value === "number";
}

/** `grossMinor` becomes `gross (minor units)`, `happenedAtMs` becomes `happened at`. */
export function labelOf(name: string): string {
  const plain = name.replace(/Minor$/, "").replace(/AtMs$/, "At");
  const parts = plain.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return name.endsWith("Minor") ? `${parts} (minor units)` : parts;
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(itemText).join(", ");
  return JSON.stringify(value) ?? "";
}

/** Targets and actions by their ids. */
function itemText(item: unknown): string {
  const { id } = (item ?? {}) as { id?: unknown };
  return typeof id === "string" ? id : text(item);
}
