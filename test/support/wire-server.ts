// A whole server in this process, in memory, on a free port of the loopback. Its time stands still
// until the test lets it pass, so that times can be compared by value.
import { type RunningServer, type ServerOverrides, startServer } from "../../src/compose.ts";
import type { Log } from "../../src/log/log.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { type Configuration, defaultConfiguration } from "../../src/ops/configuration.ts";
import { limitsWith } from "../../src/ops/limits.ts";
import type { Cancel } from "../../src/ops/scheduler.ts";
import { silentLog } from "../../src/ops/server-log.ts";
import { SimTime } from "./sim-time.ts";
import { signUpAt, WireClient, type WirePlayer } from "./wire-client.ts";

/** The wall clock and the timers of a server under test. What is due at once runs by itself. */
export class WireTime extends SimTime {
  override after(delayMs: number, run: () => void): Cancel {
    if (delayMs > 0) return super.after(delayMs, run);
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  }

  override soon(run: () => void): void {
    setImmediate(run);
  }
}

/** When the examples of the documents were recorded. */
const WIRE_START_MS = 1_421_928_724_803;

const NO_LIMITS = ["signupsPerMinute", "loginsPerMinute", "messagesPerSecond"] as const;

export class WireServer {
  readonly time: WireTime;
  readonly server: RunningServer;
  readonly log: Log;

  private constructor(server: RunningServer, time: WireTime, log: Log) {
    this.server = server;
    this.time = time;
    this.log = log;
  }

  static async start(
    changes: Partial<Configuration> = {},
    overrides: Pick<ServerOverrides, "log" | "serverLog"> = {},
  ): Promise<WireServer> {
    const time = new WireTime(WIRE_START_MS);
    const configuration = defaultConfiguration({
      port: 0,
      data: { kind: "memory" },
      rules: { developers: "open", welcomeDonMinor: 100_000, takeoutBps: 0, resultDelayMs: 0 },
      limits: limitsWith([
        ...NO_LIMITS.map((name) => ({ name, value: 0 })),
        { name: "distributionIntervalMs", value: 0 },
      ]),
      ...changes,
    });
    const log = overrides.log ?? new MemoryLog();
    const server = await startServer(configuration, {
      log,
      clock: time,
      scheduler: time,
      serverLog: overrides.serverLog ?? silentLog,
      identitySettings: { passwordCost: { memoryCostKiB: 8, timeCost: 1 } },
      onFatal: (error) => {
        throw error;
      },
    });
    return new WireServer(server, time, log);
  }

  get url(): string {
    return this.server.url;
  }

  signUp(username: string): Promise<WirePlayer> {
    return signUpAt(this.url, username);
  }

  guest(query = ""): Promise<WireClient> {
    return WireClient.connect(this.url, query);
  }

  as(player: WirePlayer, more = ""): Promise<WireClient> {
    return WireClient.as(this.url, player, more);
  }

  /** Signs up and connects. */
  async newcomer(username: string): Promise<WireClient> {
    return this.as(await this.signUp(username));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
