// Options of `mutuel demo`.
import { readWholeNumber } from "../../ops/option.ts";

export type DemoOptions = {
  readonly speed: number;
  readonly players: number;
  readonly seed: bigint;
  /** null: a directory of its own, removed at the end. */
  readonly dataPath: string | null;
  readonly afterwards: "stop" | "keep";
  readonly format: "text" | "json";
};

export type OptionsReading =
  | { readonly kind: "options"; readonly options: DemoOptions }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "invalid"; readonly text: string };

const DEFAULTS: DemoOptions = {
  speed: 1,
  players: 200,
  seed: 20_221_218n,
  dataPath: null,
  afterwards: "stop",
  format: "text",
};

const SPEED = { min: 0.1, max: 50 };
const PLAYERS = { min: 2, max: 2_000 };

const HELP = `mutuel demo: plays the 2022 World Cup final on a server of its own, with players
who bet on it over WebSockets, and audits the books afterwards. Options:
  --speed N      ${SPEED.min} to ${SPEED.max}; 1 takes about a minute (default ${DEFAULTS.speed})
  --players N    ${PLAYERS.min} to ${PLAYERS.max} players, each with a connection (default ${DEFAULTS.players})
  --seed N       whole number the players' inclinations follow from (default ${DEFAULTS.seed})
  --data DIR     where the server keeps its data; stays there afterwards
  --keep         opens a match for visitors besides, with addresses of the player page, the
                 widget and the console, and leaves the server up until Ctrl-C
  --json         prints the result as JSON; progress goes to standard error
`;

export function readOptions(args: readonly string[]): OptionsReading {
  let options = DEFAULTS;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const equals = arg.indexOf("=");
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const inline = equals < 0 ? undefined : arg.slice(equals + 1);
    if (name === "--help") return { kind: "help", text: HELP };
    const plain = inline === undefined ? switched(options, name) : null;
    if (plain !== null) {
      options = plain;
      continue;
    }
    if (!Object.hasOwn(VALUES, name))
      return invalid(`unknown option ${JSON.stringify(arg)}; see --help`);
    const text = inline ?? args[++at];
    if (text === undefined) return invalid(`${name} needs a value; see --help`);
    const changed = VALUES[name as keyof typeof VALUES](options, text);
    if (typeof changed === "string")
      return invalid(`${name} is ${JSON.stringify(text)}; ${changed}`);
    options = changed;
  }
  return { kind: "options", options };
}

function switched(options: DemoOptions, name: string): DemoOptions | null {
  if (name === "--keep") return { ...options, afterwards: "keep" };
  if (name === "--json") return { ...options, format: "json" };
  return null;
}

type ReadValue = (options: DemoOptions, text: string) => DemoOptions | string;

const VALUES = {
  "--speed": (options, text) => {
    const speed = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
    const isFit = speed >= SPEED.min && speed <= SPEED.max;
    return isFit ? { ...options, speed } : `accepted: a number from ${SPEED.min} to ${SPEED.max}`;
  },
  "--players": (options, text) => {
    const players = readWholeNumber(text);
    if (players !== null && players >= PLAYERS.min && players <= PLAYERS.max) {
      return { ...options, players };
    }
    return `accepted: a whole number from ${PLAYERS.min} to ${PLAYERS.max}`;
  },
  "--seed": (options, text) => {
    const seed = readWholeNumber(text);
    return seed === null
      ? "accepted: a whole number of up to 15 digits"
      : { ...options, seed: BigInt(seed) };
  },
  "--data": (options, text) =>
    text === "" || text === "memory"
      ? "accepted: a directory, because the audit reads it"
      : { ...options, dataPath: text },
} satisfies Record<string, ReadValue>;

function invalid(text: string): OptionsReading {
  return { kind: "invalid", text };
}
