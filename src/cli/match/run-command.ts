// `mutuel match run`: reads options and script, plays, and prints what it came to.
import { readFileSync } from "node:fs";
import { systemClock } from "../../ops/clock.ts";
import { systemScheduler } from "../../ops/scheduler.ts";
import { Screen } from "../terminal/screen.ts";
import { httpUrlOf, logIn } from "./account.ts";
import { type Login, MatchRun, type MatchSummary } from "./match-run.ts";
import { type MatchScript, eventsOf } from "./match-script.ts";
import { Interrupted } from "./pause.ts";
import { messageOf } from "./problems.ts";
import { readScript } from "./read-script.ts";
import { type RunOptions, readRunOptions } from "./run-options.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export async function run(args: readonly string[]): Promise<number> {
  const options = readRunOptions(args, process.env);
  if (typeof options === "string") {
    process.stderr.write(`mutuel match run: ${options}; see mutuel match --help\n`);
    return USAGE;
  }
  const end = new AbortController();
  const interrupt = (): void => end.abort(new Interrupted());
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    const script = readScript(readFileSync(options.file, "utf8"));
    return conclude(script, await play(script, options, end.signal));
  } catch (error) {
    if (end.signal.aborted) {
      process.stdout.write("interrupted; the same command goes on from here\n");
      return INTERRUPTED;
    }
    process.stderr.write(`mutuel match run: ${options.file}: ${messageOf(error)}\n`);
    return FAILED;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

async function play(
  script: MatchScript,
  options: RunOptions,
  signal: AbortSignal,
): Promise<MatchSummary> {
  const { url, speed, sourceName, currency } = options;
  const screen = new Screen(process.stdout, systemClock, process.env);
  const occasion = script.occasion === "" ? "" : `, ${script.occasion}`;
  screen.line(screen.paint("bold", `${script.name}${occasion}`));
  const login = await loginOf(options, signal);
  const parts = { script, url, login, sourceName, currency, speed, screen, signal };
  return new MatchRun({ ...parts, clock: systemClock, scheduler: systemScheduler }).run();
}

async function loginOf({ proof, url }: RunOptions, signal: AbortSignal): Promise<Login> {
  if (proof.kind === "api-key") return { apiKey: proof.apiKey };
  const { userId, key } = await logIn(httpUrlOf(url), proof, signal);
  return { credentials: { id: userId, key } };
}

/** Exit code 1 where the server has not every event once. */
function conclude(script: MatchScript, { events, score, settled, voided }: MatchSummary): number {
  const scripted = eventsOf(script).length;
  process.stdout.write(
    `${score}; ${events} of ${scripted} events registered; pools: ${settled} settled, ${voided} voided\n`,
  );
  return events === scripted ? OK : FAILED;
}
