// Logging in. An unknown user and a wrong password take the same path, the same time and get the same
// text: whatever is verified, exactly one hash of the same cost is computed.
import type { LogInRequest, LogInResult } from "./identity.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { busy, refused } from "./refusal.ts";
import { sessionKeyOf } from "./secret.ts";
import type { SessionTable } from "./session-table.ts";
import { passwordBytes, type IdentitySettings } from "./settings.ts";
import type { UserTable } from "./user-table.ts";

export interface LogInParts {
  readonly users: UserTable;
  readonly sessions: SessionTable;
  readonly hasher: PasswordHasher;
  /** Of a password nobody knows, at the cost of the others; verified where the user is unknown. */
  readonly dummyHash: string;
  readonly serverKey: Uint8Array;
  readonly settings: IdentitySettings;
}

export async function logIn(
  parts: LogInParts,
  nowMs: number,
  { username, password }: LogInRequest,
): Promise<LogInResult> {
  const { users, sessions, settings } = parts;
  const bytes = Buffer.byteLength(password);
  if (bytes === 0 || bytes > passwordBytes.max) return loginFailed();
  const credentials = users.credentialsOf(username);
  const passwordHash = credentials?.passwordHash ?? parts.dummyHash;
  const verified = await parts.hasher.verify(password, passwordHash);
  if (verified.kind === "busy") return busy();
  if (credentials === null || !verified.matches) return loginFailed();
  // Null where the user was erased while this one waited for its turn.
  const user = users.byId(credentials.userId);
  if (user === null) return loginFailed();
  const { sessionsPerUserMax, sessionLifeMs } = settings;
  if (sessions.live(user.userId, nowMs).length >= sessionsPerUserMax) {
    return refused(
      "SESSIONS_EXHAUSTED",
      `user ${user.userId} has ${sessionsPerUserMax} sessions; a log-in is accepted after a log-out or when one expires`,
    );
  }
  const sessionId = sessions.insert(user.userId, nowMs + sessionLifeMs);
  return {
    kind: "ok",
    userId: user.userId,
    username: user.username,
    sessionKey: sessionKeyOf(parts.serverKey, sessionId),
    pending: user.state === "pending",
  };
}

function loginFailed() {
  return refused(
    "LOGIN_FAILED",
    "username or password is wrong; those given at sign-up are accepted",
  );
}
