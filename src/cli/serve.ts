// `mutuel serve`: runs the server until it is told to stop. Standard output gets one line, when it is
// ready; everything else goes to standard error.
import { startServer, type RunningServer } from "../compose.ts";
import { type Configuration, readConfiguration } from "../ops/configuration.ts";
import { openServerLog } from "../ops/server-log.ts";
import { startProblem } from "./start-problem.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;

/** The exit code. Does not return where the server can't go on: the process exits then. */
export async function run(args: readonly string[]): Promise<number> {
  const reading = readConfiguration(args, process.env);
  if (reading.kind === "help") {
    process.stdout.write(reading.text);
    return OK;
  }
  if (reading.kind === "invalid") {
    complain(`${reading.text}\n(mutuel serve --help lists the options)`);
    return USAGE;
  }
  return serve(reading.configuration);
}

async function serve(configuration: Configuration): Promise<number> {
  const serverLog = openServerLog(configuration.logLevel);
  const die = (error: unknown): never => {
    serverLog.fatal({ err: error }, "the server ends here");
    complain(`the server can't go on: ${messageOf(error)}`);
    process.exit(FAILED);
  };
  process.on("uncaughtException", die);
  process.on("unhandledRejection", die);
  const stopAsked = signalled();
  let server: RunningServer;
  try {
    server = await startServer(configuration, { serverLog, onFatal: die });
  } catch (error) {
    complain(startProblem(error, configuration));
    return FAILED;
  }
  process.stdout.write(`listening on ${server.url}\n`);
  await stopAsked;
  try {
    await server.stop();
  } catch (error) {
    complain(`stopping failed: ${messageOf(error)}`);
    return FAILED;
  }
  return OK;
}

/** Signals that come while the server starts are kept. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function complain(text: string): void {
  process.stderr.write(`mutuel serve: ${text}\n`);
}
