// Options of `mutuel sandbox`.
import { readWholeNumber } from "../../ops/option.ts";
import { readArguments } from "../arguments.ts";
import { readSpeed } from "../match/run-options.ts";

export type SandboxOptions = {
  /** Match scripts in place of those built in. */
  readonly files: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly speed: number;
  readonly seed: bigint;
  readonly bots: number;
};

export type OptionsReading =
  | { readonly kind: "options"; readonly options: SandboxOptions }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "invalid"; readonly text: string };

const NAMES = ["--port", "--host", "--speed", "--seed", "--bots"] as const;
const SPEED = { min: 1, max: 100 };
const BOTS = { min: 0, max: 100 };
const PORT_MAX = 65_535;

const HELP = `mutuel sandbox [SCRIPT ...]: a server in memory to build against, with users, API keys and
matches that are played again and again, with bots that bet on them. Options, after the scripts:
  --port N     TCP port; 0 picks a free one (default 8080)
  --host ADDR  address to listen on (default 127.0.0.1). Everybody knows the keys: no other network
               but your own machine's should reach it
  --speed N    ${SPEED.min} to ${SPEED.max}; 60 plays a minute of a match in a second (default 60)
  --seed N     the same seed, the same pools, bets and results (default 1)
  --bots N     ${BOTS.min} to ${BOTS.max} bettors (default 12)
SCRIPT is a match script, see mutuel match --help; without one there are two built in.
`;

export function readOptions(args: readonly string[]): OptionsReading {
  const first = args.findIndex((arg) => arg.startsWith("--"));
  const files = first < 0 ? args : args.slice(0, first);
  const reading = readArguments(args.slice(files.length), NAMES);
  if (reading.kind === "help") return { kind: "help", text: HELP };
  if (reading.kind === "wrong") return invalid(reading.text);
  const { values } = reading;
  const speed = readSpeed(values["--speed"] ?? "60", SPEED);
  if (typeof speed === "string") return invalid(speed);
  const port = readWholeNumber(values["--port"] ?? "8080");
  if (port === null || port > PORT_MAX) {
    return invalid(`--port is ${shown(values["--port"])}; accepted: 0 to ${PORT_MAX}`);
  }
  const seed = readWholeNumber(values["--seed"] ?? "1");
  if (seed === null) {
    const text = `--seed is ${shown(values["--seed"])}; accepted: a whole number of up to 15 digits`;
    return invalid(text);
  }
  const bots = readWholeNumber(values["--bots"] ?? "12");
  if (bots === null || bots > BOTS.max) {
    return invalid(`--bots is ${shown(values["--bots"])}; accepted: ${BOTS.min} to ${BOTS.max}`);
  }
  const host = values["--host"] ?? "127.0.0.1";
  return { kind: "options", options: { files, port, host, speed, seed: BigInt(seed), bots } };
}

function shown(text: string | undefined): string {
  return JSON.stringify(text ?? "");
}

function invalid(text: string): OptionsReading {
  return { kind: "invalid", text };
}
