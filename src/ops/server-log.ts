// What the operator reads on standard error. Query strings, bodies, keys and passwords never get here:
// callers log what happened, not what was sent, and names that hold secrets are blotted out besides.
import pino from "pino";
import type { LogLevel } from "./server-options.ts";

export type ServerLog = Pick<pino.Logger, "debug" | "info" | "warn" | "error" | "fatal">;

const SECRET_FIELDS = [
  "password",
  "apiKey",
  "sessionKey",
  "user_session_key",
  "provider_secret",
  "authorization",
  "cookie",
  "sign",
  "secret",
  "gameSessionId",
  "query",
];

/** Writes at once, so that the last words before an exit are not lost. */
export function openServerLog(level: LogLevel): ServerLog {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: "…" },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

export const silentLog: ServerLog = pino({ level: "silent" });
