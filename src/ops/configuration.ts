// What the operator may set, in one table: --help, reading and error texts follow from it.
// Values come from the command line; the administrator's key only from the environment, because
// command lines are visible to every user of the machine.
import type { Rules } from "../engine/rules.ts";
import {
  isLimitName,
  LIMITS,
  LIMIT_NAMES,
  limitsWith,
  type Limits,
  type LimitSetting,
} from "./limits.ts";
import {
  choiceOption,
  integerOption,
  listOption,
  readWholeNumber,
  value,
  wrong,
  type Option,
  type Reading,
} from "./option.ts";

export type DataPlace =
  { readonly kind: "memory" } | { readonly kind: "directory"; readonly path: string };

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Configuration = {
  readonly port: number;
  readonly host: string;
  readonly data: DataPlace;
  readonly rules: Rules;
  readonly providerSilenceMs: number;
  readonly syncDelayMs: number;
  /** Facts from one snapshot to the next; 0 = none are made. */
  readonly snapshotEvery: number;
  /** How long a closed game stays in memory at least. */
  readonly keepClosedMs: number;
  readonly origins: readonly string[];
  /** Pages that may show the widget where no platform launched it; "*" for all. */
  readonly embedOrigins: readonly string[];
  /** Launch APIs of providers may be at private addresses. */
  readonly allowPrivateLaunchHosts: boolean;
  readonly limits: Limits;
  readonly logLevel: LogLevel;
  readonly adminKey: string | null;
};

export type ConfigurationReading =
  | { readonly kind: "configuration"; readonly configuration: Configuration }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "invalid"; readonly text: string };

const ADMIN_KEY_LENGTH_MIN = 32;

/** Also what the documentation shows. */
export const OPTIONS = {
  port: integerOption({
    placeholder: "N",
    fallback: 8080,
    min: 0,
    max: 65_535,
    meaning: "TCP port; 0 picks a free one",
  }),
  host: textOption("127.0.0.1", "ADDRESS", "address to listen on; 0.0.0.0 for all"),
  data: dataOption(),
  developers: choiceOption({
    fallback: "approved",
    choices: ["open", "approved"],
    meaning: "who may open sources: everyone, or users given the developer role",
  }),
  "takeout-bps": integerOption({
    placeholder: "N",
    fallback: 0,
    min: 0,
    max: 5_000,
    meaning: "takeout of pools that name none, in 1/100 of a percent",
  }),
  "result-delay-ms": integerOption({
    placeholder: "MS",
    fallback: 0,
    min: 0,
    max: 86_400_000,
    meaning: "wait between finish_at of a time-based pool and its result",
  }),
  "welcome-don": integerOption({
    placeholder: "N",
    fallback: 1_000,
    min: 0,
    max: 1_000_000_000,
    meaning: "points a new player starts with",
  }),
  "provider-silence-s": integerOption({
    placeholder: "S",
    fallback: 0,
    min: 0,
    max: 86_400,
    meaning:
      "suspend a game with open pools when its provider is gone or silent that long; 0 never",
  }),
  "sync-delay-ms": integerOption({
    placeholder: "MS",
    fallback: 0,
    min: 0,
    max: 10_000,
    meaning: "added to every sync of the log; for measuring only",
  }),
  "snapshot-every": integerOption({
    placeholder: "N",
    fallback: 1_000_000,
    min: 0,
    max: 1_000_000_000,
    meaning:
      "facts after which a snapshot is made for a quick start, by a process of its own; 0 = never",
  }),
  "keep-closed-s": integerOption({
    placeholder: "S",
    fallback: 3_600,
    min: 0,
    max: 31_536_000,
    meaning: "how long a closed game stays in memory at least; the archive has it afterwards",
  }),
  "allow-private-launch-hosts": choiceOption({
    fallback: "no",
    choices: ["no", "yes"],
    meaning:
      "call launch APIs of providers at private addresses too; for tests and closed networks",
  }),
  origin: listOption({
    placeholder: "URL",
    meaning: "a web page allowed to connect besides the server's own; may be given several times",
    read: readOrigin,
  }),
  "embed-origin": listOption({
    placeholder: "URL|any",
    meaning:
      "a web page that may show games in a frame besides the server's own; may be given several times. Platforms have origins of their own",
    read: (text) => (text === "any" ? value("*") : readOrigin(text)),
  }),
  limit: listOption({
    placeholder: "NAME=VALUE",
    meaning: "changes a limit (list below), 0 takes it away; may be given several times",
    read: readLimit,
  }),
  "log-level": choiceOption({
    fallback: "info",
    choices: LOG_LEVELS,
    meaning: "how much is logged, on standard error",
  }),
};

type Options = typeof OPTIONS;
type OptionName = keyof Options;
type Values = {
  [Name in OptionName]: Options[Name] extends Option<infer Value> ? Value : never;
};

export function readConfiguration(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ConfigurationReading {
  if (args.includes("--help")) return { kind: "help", text: helpText() };
  const values = readValues(args);
  if (typeof values === "string") return { kind: "invalid", text: values };
  const adminKey = environment["MUTUEL_ADMIN_KEY"] ?? "";
  if (adminKey !== "" && adminKey.length < ADMIN_KEY_LENGTH_MIN) {
    const text = `MUTUEL_ADMIN_KEY has ${adminKey.length} characters; ${ADMIN_KEY_LENGTH_MIN} or more are accepted (for example: openssl rand -hex 32), or none at all`;
    return { kind: "invalid", text };
  }
  return { kind: "configuration", configuration: configurationOf(values, adminKey) };
}

/** For tests and the demo: a configuration of defaults with some values of its own. */
export function defaultConfiguration(changes: Partial<Configuration> = {}): Configuration {
  return { ...configurationOf(fallbacks(), ""), ...changes };
}

function configurationOf(values: Values, adminKey: string): Configuration {
  return {
    port: values.port,
    host: values.host,
    data: values.data,
    rules: {
      developers: values.developers,
      welcomeDonMinor: values["welcome-don"] * 100,
      takeoutBps: values["takeout-bps"],
      resultDelayMs: values["result-delay-ms"],
    },
    providerSilenceMs: values["provider-silence-s"] * 1_000,
    syncDelayMs: values["sync-delay-ms"],
    snapshotEvery: values["snapshot-every"],
    keepClosedMs: values["keep-closed-s"] * 1_000,
    origins: values.origin,
    embedOrigins: values["embed-origin"],
    allowPrivateLaunchHosts: values["allow-private-launch-hosts"] === "yes",
    limits: limitsWith(values.limit),
    logLevel: values["log-level"],
    adminKey: adminKey === "" ? null : adminKey,
  };
}

function fallbacks(): Values {
  const entries = Object.entries(OPTIONS).map(([name, option]) => [name, option.fallback]);
  return Object.fromEntries(entries) as Values;
}

/** The values, or what is wrong. */
function readValues(args: readonly string[]): Values | string {
  const values = fallbacks();
  const given = new Set<OptionName>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const equals = arg.indexOf("=");
    const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
    if (!arg.startsWith("--") || !isOptionName(name)) {
      return `unknown option ${JSON.stringify(arg)}; known are ${optionNames().join(", ")} and --help`;
    }
    const text = equals < 0 ? args[++at] : arg.slice(equals + 1);
    if (text === undefined)
      return `--${name} needs a value: --${name} ${OPTIONS[name].placeholder}`;
    const problem = take(values, name, text, given.has(name) ? "again" : "first");
    if (problem !== null) return problem;
    given.add(name);
  }
  return values;
}

function take(
  values: Values,
  name: OptionName,
  text: string,
  time: "first" | "again",
): string | null {
  // Values differ by option; name ties each to its own option, which the compiler can't follow.
  const option = OPTIONS[name] as Option<unknown>;
  if (time === "again" && option.join === null) return `--${name} is given twice; once is accepted`;
  const reading = option.read(text);
  if (reading.kind === "wrong") {
    return `--${name} is ${JSON.stringify(text)}; accepted: ${reading.accepted}`;
  }
  const slots = values as Record<OptionName, unknown>;
  slots[name] = option.join === null ? reading.value : option.join(values[name], reading.value);
  return null;
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

function optionNames(): string[] {
  return Object.keys(OPTIONS).map((name) => `--${name}`);
}

function textOption(fallback: string, placeholder: string, meaning: string): Option<string> {
  const read = (text: string): Reading<string> =>
    text === "" ? wrong("a text that is not empty") : value(text);
  return { placeholder, fallback, fallbackText: fallback, meaning, read, join: null };
}

function dataOption(): Option<DataPlace> {
  return {
    placeholder: "DIR|memory",
    fallback: { kind: "directory", path: "./data" },
    fallbackText: "./data",
    meaning: "directory of the log and the users; memory keeps nothing",
    join: null,
    read(text) {
      if (text === "") return wrong("a directory, or the word memory");
      return value(text === "memory" ? { kind: "memory" } : { kind: "directory", path: text });
    },
  };
}

function readOrigin(text: string): Reading<string> {
  const url = URL.parse(text);
  // They stand in headers: nothing that would end one of their words.
  if (/^[\w:/.[\]-]+$/.test(text) && url !== null && url.origin === text && url.origin !== "null")
    return value(text);
  return wrong("scheme, host and port only, such as https://example.org");
}

function readLimit(text: string): Reading<LimitSetting> {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals));
  const number = readWholeNumber(text.slice(equals + 1));
  if (!isLimitName(name) || number === null) {
    return wrong(`NAME=VALUE with a whole number and a name of ${LIMIT_NAMES.join(", ")}`);
  }
  return value({ name, value: number });
}

function helpText(): string {
  const options = Object.entries(OPTIONS).map(([name, option]) => [
    `  --${name} ${option.placeholder}`,
    `${option.meaning} (default ${option.fallbackText})`,
  ]);
  const limits = LIMIT_NAMES.map((name) => [
    `  ${name}`,
    `${LIMITS[name].value} ${LIMITS[name].unit}: ${LIMITS[name].reason}`,
  ]);
  return [
    "mutuel serve: runs the server. Options:",
    ...columns(options),
    "",
    `Environment: MUTUEL_ADMIN_KEY, ${ADMIN_KEY_LENGTH_MIN} characters or more, enables /admin for whoever holds it.`,
    "",
    "Limits:",
    ...columns(limits),
    "",
  ].join("\n");
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left?.length ?? 0)) + 2;
  return rows.map(([left, right]) => `${(left ?? "").padEnd(width)}${right ?? ""}`);
}
