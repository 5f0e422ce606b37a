// Options of `mutuel match run`.
import { readArguments } from "../arguments.ts";

export type RunOptions = {
  readonly file: string;
  readonly url: string;
  readonly proof:
    | { readonly kind: "api-key"; readonly apiKey: string }
    | { readonly kind: "password"; readonly username: string; readonly password: string };
  readonly speed: number;
  readonly sourceName: string;
  readonly currency: string;
};

const NAMES = [
  "--url",
  "--api-key",
  "--user",
  "--password",
  "--speed",
  "--source",
  "--currency",
] as const;
export const SPEED = { min: 1, max: 1_000 };

/** The options, or what is wrong. */
export function readRunOptions(
  [file = "", ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RunOptions | string {
  if (file === "" || file.startsWith("--")) return "FILE comes first";
  const reading = readArguments(args, NAMES);
  if (reading.kind !== "values") return reading.kind === "wrong" ? reading.text : "";
  const { values } = reading;
  const { "--url": url, "--user": username } = values;
  if (url === undefined) return "--url is missing; accepted: http(s)://HOST or ws(s)://HOST/ws";
  if (!/^(https?|wss?):$/.test(URL.parse(url)?.protocol ?? "")) {
    return `--url is ${JSON.stringify(url)}; accepted: http(s)://HOST or ws(s)://HOST/ws`;
  }
  const apiKey = values["--api-key"] ?? environment["MUTUEL_API_KEY"];
  const password = values["--password"] ?? environment["MUTUEL_PASSWORD"];
  if (username !== undefined && values["--api-key"] !== undefined) {
    return "both --api-key and --user are given; one of the two is accepted";
  }
  if (username !== undefined && password === undefined) return "--user needs --password";
  if (username === undefined && apiKey === undefined) return "--api-key or --user is missing";
  const proof =
    username === undefined
      ? ({ kind: "api-key", apiKey: apiKey ?? "" } as const)
      : ({ kind: "password", username, password: password ?? "" } as const);
  const speed = readSpeed(values["--speed"] ?? "1", SPEED);
  if (typeof speed === "string") return speed;
  const sourceName = values["--source"] ?? "Match scripts";
  return { file, url, proof, speed, sourceName, currency: values["--currency"] ?? "DON" };
}

/** `60` and `60x`. */
export function readSpeed(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | string {
  const speed = /^\d{1,6}(\.\d{1,6})?x?$/.test(text) ? Number(text.replace("x", "")) : Number.NaN;
  if (speed >= min && speed <= max) return speed;
  return `--speed is ${JSON.stringify(text)}; accepted: a number from ${min} to ${max}`;
}
