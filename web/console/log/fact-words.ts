// A fact of the log in words: what it is about, in one line, and what it did, in a few. What is not known
// here by name still stands in full below it.
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { words } from "../../text/console.ts";
import { amountText, type LogNames } from "./log-names.ts";

export type LoggedFact = HttpCalls["log"]["answer"]["facts"][number];

type Fields = Readonly<Record<string, unknown>>;
export type FactLine = { readonly label: string; readonly text: string };

export function titleOf({ fact }: LoggedFact): string {
  return words.facts[fact.kind] ?? fact.kind;
}

/** Who did it, and by what right. */
export function actorOf({ fact }: LoggedFact): string {
  const { by, as, userId } = fact as Fields;
  if (fact.kind === "BetPlaced") return `user:${plain(userId)}`;
  return by === "system" ? words.log.bySystem : words.log.by(plain(by), plain(as));
}

/** The few fields that tell this fact from others of its kind, in the order they are read. */
const TELLING: readonly string[] = [
  "name",
  "description",
  "pool",
  "gameId",
  "action",
  "target",
  "winner",
  "stakeMinor",
  "netMinor",
  "direction",
  "amountMinor",
  "userId",
  "role",
  "grant",
  "reference",
  "reason",
  "status",
  "signing",
  "version",
];
const TOLD_MAX = 5;
/** Said with a name, since their values alone would not tell. */
const LABELLED = /^(userId|winner|netMinor)$/;

export function summaryOf({ fact }: LoggedFact, names: LogNames): string {
  const fields = fact as Fields;
  return TELLING.filter((name) => isTold(fields[name]))
    .map((name) => {
      const said = valueText(names, fields, name);
      return LABELLED.test(name) ? `${labelOf(name)} ${said}` : said;
    })
    .slice(0, TOLD_MAX)
    .join(" · ");
}

/** Everything it says, a line each, but for what is absent. */
export function effectsOf({ fact }: LoggedFact, names: LogNames): FactLine[] {
  const fields = fact as Fields;
  return Object.keys(fields)
    .filter((name) => !["kind", "timeMs", "by", "as"].includes(name) && fields[name] !== null)
    .map((name) => ({ label: labelOf(name), text: valueText(names, fields, name) }));
}

/** `grossMinor` is `gross`, `happenedAtMs` is `happened at`. */
export function labelOf(name: string): string {
  const bare = name.replace(/(Minor|Id)$/, "").replace(/AtMs$/, "At");
  return bare.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}

function valueText(names: LogNames, fields: Fields, name: string): string {
  const value = fields[name];
  const pool = names.pools.get(Number(fields["pool"] ?? NaN));
  if (typeof value === "number") {
    if (name.endsWith("Minor")) return amountText(names, fields, value) ?? `${value} (minor units)`;
    if (name.endsWith("AtMs")) return new Date(value).toLocaleString();
    if (name === "pool") return pool?.description ?? `pool ${value}`;
    if (name === "target") return pool?.targets[value] ?? `target ${value}`;
  }
  if (name === "gameId") return names.games.get(plain(value))?.name ?? plain(value);
  return plain(value);
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && typeof value !== "object";
}

function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(itemText).join(", ");
  return JSON.stringify(value) ?? "";
}

/** Targets and actions by their ids. */
function itemText(item: unknown): string {
  const { id } = (item ?? {}) as { id?: unknown };
  return typeof id === "string" ? id : plain(item);
}
