// The configuration of a server, read by the table of options. Values come from the command line; the
// administrator's key only from the environment, because command lines are visible to every user of the
// machine.
import type { Rules } from "../engine/rules.ts";
import { LIMITS, LIMIT_NAMES, limitsWith, type Limits } from "./limits.ts";
import type { Option } from "./option.ts";
import { type DataPlace, type LogLevel, OPTIONS } from "./server-options.ts";

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
