// What every part of a server is built on.
import type { Clock } from "../ops/clock.ts";
import type { Configuration } from "../ops/configuration.ts";
import type { Scheduler } from "../ops/scheduler.ts";
import type { ServerLog } from "../ops/server-log.ts";

export type Foundation = {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly serverLog: ServerLog;
  readonly onFatal: (error: unknown) => void;
};
