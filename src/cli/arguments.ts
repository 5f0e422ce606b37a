// Options of a command, each `--name VALUE` or `--name=VALUE` and given once at most. Nothing is guessed.

export type Arguments<Name extends string> =
  | { kind: "values"; values: Partial<Record<Name, string>> }
  | { kind: "help" }
  | { kind: "wrong"; text: string };

export function readArguments<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Arguments<Name> {
  if (args.includes("--help")) return { kind: "help" };
  const values: Partial<Record<Name, string>> = {};
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const equals = arg.indexOf("=");
    const given = equals < 0 ? arg : arg.slice(0, equals);
    const name = names.find((candidate) => candidate === given);
    if (name === undefined) {
      const known = [...names, "--help"].join(", ");
      return { kind: "wrong", text: `unknown option ${JSON.stringify(arg)}; known are ${known}` };
    }
    const text = equals < 0 ? args[++at] : arg.slice(equals + 1);
    if (text === undefined || text === "") return { kind: "wrong", text: `${name} needs a value` };
    if (values[name] !== undefined) return { kind: "wrong", text: `${name} is given twice` };
    values[name] = text;
  }
  return { kind: "values", values };
}
