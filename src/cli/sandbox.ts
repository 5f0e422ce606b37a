// `mutuel sandbox`: a server to build against, until Ctrl-C.
import { readFileSync } from "node:fs";
import { systemClock } from "../ops/clock.ts";
import { systemScheduler } from "../ops/scheduler.ts";
import { openServerLog } from "../ops/server-log.ts";
import type { MatchScript } from "./match/match-script.ts";
import { shownCount, shownPoints } from "./match/points.ts";
import { messageOf } from "./match/problems.ts";
import { readScript } from "./match/read-script.ts";
import { startProblem } from "./start-problem.ts";
import { builtInScripts } from "./sandbox/built-in-scripts.ts";
import type { PlayedMatch } from "./sandbox/match-loop.ts";
import { type SandboxOptions, readOptions } from "./sandbox/options.ts";
import { Sandbox } from "./sandbox/sandbox.ts";
import { welcomeLines } from "./sandbox/welcome.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export async function run(args: readonly string[]): Promise<number> {
  const reading = readOptions(args);
  if (reading.kind === "help") {
    process.stdout.write(reading.text);
    return OK;
  }
  if (reading.kind === "invalid") {
    process.stderr.write(`mutuel sandbox: ${reading.text}; see --help\n`);
    return USAGE;
  }
  const { options } = reading;
  try {
    return await keepUp(options);
  } catch (error) {
    process.stderr.write(`mutuel sandbox: ${startProblem(error, options)}\n`);
    return FAILED;
  }
}

async function keepUp(options: SandboxOptions): Promise<number> {
  const scripts = options.files.length === 0 ? builtInScripts() : options.files.map(readFile);
  const end = Promise.withResolvers<number>();
  const stop = (): void => end.resolve(OK);
  for (const signal of SIGNALS) process.on(signal, stop);
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const news: string[] = [];
  let tell = (text: string): unknown => news.push(text);
  const sandbox = await Sandbox.start({
    options,
    scripts,
    clock: systemClock,
    scheduler: systemScheduler,
    serverLog: openServerLog("warn"),
    onFailure: (error) => {
      process.stderr.write(`mutuel sandbox: ${messageOf(error)}\n`);
      end.resolve(FAILED);
    },
    onOpened: ({ currency, name, gameId }) => tell(`${currency}  ${name}: game ${gameId}`),
    onPlayed: (match) => tell(playedText(match)),
  });
  const { server, sourceId, users } = sandbox;
  const ready = { url: server.url, sourceId, guests: users.guests, options };
  for (const line of [...welcomeLines(ready), ...news]) say(line);
  tell = say;
  const code = await end.promise;
  await sandbox.stop();
  return code;
}

function readFile(path: string): MatchScript {
  try {
    return readScript(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${messageOf(error)}`, { cause: error });
  }
}

function playedText({ currency, name, bets, stakedMinor }: PlayedMatch): string {
  return `${currency}  ${name}: over, ${shownCount(bets)} bets, ${shownPoints(stakedMinor)} staked`;
}
