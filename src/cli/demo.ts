// `mutuel demo`: a server of its own, the match on it, and the audit of what it left. Ends everything it
// started, however it ends.
import { systemClock } from "../ops/clock.ts";
import { Demo } from "./demo/demo.ts";
import { readOptions } from "./demo/options.ts";
import { Screen } from "./terminal/screen.ts";

const OK = 0;
const USAGE = 2;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export async function run(args: readonly string[]): Promise<number> {
  const reading = readOptions(args);
  if (reading.kind === "help") {
    process.stdout.write(reading.text);
    return OK;
  }
  if (reading.kind === "invalid") {
    process.stderr.write(`mutuel demo: ${reading.text}\n`);
    return USAGE;
  }
  const { options } = reading;
  const output = options.format === "json" ? process.stderr : process.stdout;
  const screen = new Screen(output, systemClock, process.env);
  const demo = new Demo(options, screen, (json) => process.stdout.write(json));
  const interrupt = (): void => demo.interrupt();
  for (const signal of SIGNALS) process.on(signal, interrupt);
  // Nobody reads any more: there is nothing left to show.
  output.on("error", interrupt);
  try {
    return await demo.run();
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    output.off("error", interrupt);
  }
}
