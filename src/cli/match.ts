// `mutuel match`: converts results of played matches into match scripts, and plays a script on any server.
import { convert } from "./match/convert-command.ts";
import { run as play } from "./match/run-command.ts";

const OK = 0;
const USAGE = 2;

const HELP = `mutuel match convert FILE [--match N | --all] [--out FILE or DIR]
  makes match scripts of results in the openfootball JSON format
  --match N    the Nth match of the file, from 1; printed unless --out names a file
  --all        every match, each into a file of its own in the directory of --out
  without one of the two it lists the matches
mutuel match run FILE --url URL [options]
  plays a match script on a server, as its provider
  --url URL           of the server: http(s)://HOST or ws(s)://HOST/ws
  --api-key KEY       of a user who may open sources; or MUTUEL_API_KEY in the environment
  --user NAME         with --password (or MUTUEL_PASSWORD), in place of a key
  --speed N           1 to 1000; 60 plays a minute of the match in a second (default 1)
  --source NAME       the source to play it in, opened where there is none (default "Match scripts")
  --currency CODE     of the game (default DON)
`;

export async function run([command = "", ...args]: readonly string[]): Promise<number> {
  if (command === "--help" || args.includes("--help")) {
    process.stdout.write(HELP);
    return OK;
  }
  if (command === "convert") return convert(args);
  if (command === "run") return play(args);
  const what = command === "" ? "a command is missing" : `no command ${JSON.stringify(command)}`;
  process.stderr.write(`mutuel match: ${what}\n${HELP}`);
  return USAGE;
}
