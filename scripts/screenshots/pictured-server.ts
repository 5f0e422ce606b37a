// The server on the README's pictures: in memory, with a clock that stands still between two steps and
// ids from a seed, so that the pictures come out the same every time, as far as a browser lets them.
import { hash } from "node:crypto";
import { type RunningServer, startServer } from "../../src/compose.ts";
import { defaultConfiguration } from "../../src/ops/configuration.ts";
import { limitsWith } from "../../src/ops/limits.ts";
import { silentLog } from "../../src/ops/server-log.ts";
import { WireTime } from "../../test/support/wire-server.ts";

export const ADMIN_KEY = "pictures-admin-key-known-to-everybody";

const LIFTED = [
  "signupsPerMinute",
  "loginsPerMinute",
  "handshakesPerMinute",
  "connectionsPerAddress",
  "messagesPerSecond",
  "distributionIntervalMs",
] as const;

export type PicturedServer = { readonly server: RunningServer; readonly time: WireTime };

export async function startPicturedServer(
  pagesDirectory: string,
  startMs: number,
): Promise<PicturedServer> {
  const time = new WireTime(startMs);
  let seeds = 0;
  const defaults = defaultConfiguration();
  const configuration = defaultConfiguration({
    port: 0,
    data: { kind: "memory" },
    adminKey: ADMIN_KEY,
    rules: { ...defaults.rules, developers: "open" },
    limits: limitsWith(LIFTED.map((name) => ({ name, value: 0 }))),
  });
  const server = await startServer(configuration, {
    clock: time,
    scheduler: time,
    serverLog: silentLog,
    pagesDirectory,
    // Passwords that everybody knows.
    identitySettings: { passwordCost: { memoryCostKiB: 8, timeCost: 1 } },
    newSeed: () => hash("sha256", `pictures ${seeds++}`, "hex").slice(0, 32),
    onFatal: (error) => {
      throw error;
    },
  });
  return { server, time };
}
