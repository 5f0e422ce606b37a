// Proofs that somebody holds a session key: the key itself (cookies) or a hash over it and a nonce
// (handshake). Every live session of the user is looked at, so time does not tell which one matched.
import type { HandshakeRequest, HandshakeResult } from "./identity.ts";
import { refused, quoted, type Refused } from "./refusal.ts";
import { equalInConstantTime, handshakeHashOf, sessionKeyOf } from "./secret.ts";
import type { Session, SessionTable } from "./session-table.ts";
import { nonceLengthMax } from "./settings.ts";

export function sessionWithKey(
  live: readonly Session[],
  serverKey: Uint8Array,
  sessionKey: string,
): Session | null {
  return matching(live, (sessionId) =>
    equalInConstantTime(sessionKeyOf(serverKey, sessionId), sessionKey),
  );
}

export function handshake(
  sessions: SessionTable,
  serverKey: Uint8Array,
  noncesPerSessionMax: number,
  nowMs: number,
  request: HandshakeRequest,
): HandshakeResult {
  const refusal = invalid(request);
  if (refusal !== null) return refusal;
  const { userId, nonce } = request;
  const hash = request.hash.toLowerCase();
  const session = matching(sessions.live(userId, nowMs), (sessionId) =>
    equalInConstantTime(handshakeHashOf(userId, nonce, sessionKeyOf(serverKey, sessionId)), hash),
  );
  if (session === null) {
    return refused(
      "HANDSHAKE_FAILED",
      `no live session of user ${userId} fits h; hex SHA-256 of id, n and session key is accepted`,
    );
  }
  if (sessions.hasUsed(session.sessionId, nonce)) {
    return refused("NONCE_USED", `n ${quoted(nonce)} was used before; a new one is accepted`);
  }
  if (session.noncesUsed >= noncesPerSessionMax) {
    return refused(
      "NONCES_EXHAUSTED",
      `all ${noncesPerSessionMax} nonces of this session are used; a new log-in is accepted`,
    );
  }
  sessions.useNonce(session.sessionId, nonce);
  return { kind: "ok", userId, sessionId: session.sessionId };
}

function invalid({ userId, nonce, hash }: HandshakeRequest): Refused<"FIELD_INVALID"> | null {
  if (!Number.isSafeInteger(userId) || userId < 1) {
    return refused("FIELD_INVALID", `id is ${userId}; a whole number from 1 is accepted`);
  }
  if (nonce.length < 1 || nonce.length > nonceLengthMax) {
    return refused(
      "FIELD_INVALID",
      `n has ${nonce.length} characters; 1 to ${nonceLengthMax} are accepted`,
    );
  }
  if (!/^[0-9a-f]{64}$/i.test(hash)) {
    return refused("FIELD_INVALID", `h has ${hash.length} characters; 64 hex digits are accepted`);
  }
  return null;
}

function matching(live: readonly Session[], fits: (sessionId: string) => boolean): Session | null {
  let found: Session | null = null;
  for (const session of live) {
    if (fits(session.sessionId)) found = session;
  }
  return found;
}
