// `mutuel COMMAND ...`: finds the command's file and runs it; the exit code is what it returns.

type CommandModule = { readonly run: (args: readonly string[]) => Promise<number> };

const COMMANDS = {
  serve: "runs the server",
  match: "makes scripts of played matches and plays them on any server",
  sandbox: "a server in memory to build against, with users, matches and bots",
  demo: "plays the 2022 World Cup final on a server of its own",
  audit: "proves that a data directory is whole and every settlement right",
  backup: "copies the data of a server, running or not",
  restore: "makes a data directory from a backup, up to any fact",
  rebuild: "makes the archive anew from the log",
  snapshot: "writes a snapshot for a quick start; the server does so by itself",
} as const;
const USAGE = 2;

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "help") {
    process.stdout.write(usage());
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const problem = name === "" ? "a command is missing" : `no command ${JSON.stringify(name)}`;
    process.stderr.write(`mutuel: ${problem}\n${usage()}`);
    return USAGE;
  }
  const { run } = (await import(`./cli/${name}.ts`)) as CommandModule;
  return run(args);
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(
    ([name, what]) => `  mutuel ${name.padEnd(10)}${what}`,
  );
  return `${lines.join("\n")}\n`;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
