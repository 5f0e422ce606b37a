// What the operator may set, in one table: --help, reading and error texts follow from it, and so does the
// table of the documentation.
import { isLimitName, LIMIT_NAMES, type LimitSetting } from "./limits.ts";
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
