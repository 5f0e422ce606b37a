// What the worker does for each call of IdentityCalls: the tables, the hasher and the server key put
// together. Between an await and the write after it everything read before must be read again.
import type { Database } from "bun:sqlite";
import type { IdentityCalls } from "./identity.ts";
import { ApiKeyTable } from "./api-key-table.ts";
import { erasePersonalData } from "./erasure.ts";
import { logIn, type LogInParts } from "./log-in.ts";
import { platformPlayer } from "./platform-player.ts";
import { PlatformPlayerTable } from "./platform-player-table.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { quoted, refused, userUnknown } from "./refusal.ts";
import type { Handlers } from "./rpc.ts";
import { apiKeyHashOf, newApiKey, secretOf } from "./secret.ts";
import { handshake, sessionWithKey } from "./session-proof.ts";
import { SessionTable } from "./session-table.ts";
import {
  apiKeyLabelLengthMax,
  expiredSessionsPerSlice,
  type IdentitySettings,
} from "./settings.ts";
import { signUp } from "./sign-up.ts";
import { UserTable } from "./user-table.ts";

export interface IdentityParts {
  readonly database: Database;
  readonly hasher: PasswordHasher;
  readonly dummyHash: string;
  readonly serverKey: Uint8Array;
  readonly settings: IdentitySettings;
}

interface Parts extends IdentityParts, LogInParts {
  readonly apiKeys: ApiKeyTable;
  readonly platformPlayers: PlatformPlayerTable;
}

type IdentityHandlers = Handlers<IdentityCalls>;

export function identityHandlers(given: IdentityParts): IdentityHandlers {
  const { database } = given;
  const parts: Parts = {
    ...given,
    users: new UserTable(database),
    sessions: new SessionTable(database),
    apiKeys: new ApiKeyTable(database),
    platformPlayers: new PlatformPlayerTable(database),
  };
  return {
    ...userHandlers(parts),
    ...sessionHandlers(parts),
    ...apiKeyHandlers(parts),
    deriveSecret: (_nowMs, label) => secretOf(parts.serverKey, label),
  };
}

type UserMethod =
  | "signUp"
  | "activate"
  | "platformPlayer"
  | "reserveGuest"
  | "pendingUsers"
  | "usernameOf"
  | "usersByName"
  | "userByUsername"
  | "userById"
  | "highestUserId"
  | "reserveUserIds"
  | "erase";

function userHandlers(parts: Parts): Pick<IdentityHandlers, UserMethod> {
  const { platformPlayers, users, hasher } = parts;
  return {
    signUp: (_nowMs, request) => signUp(users, hasher, request),
    activate(_nowMs, userId) {
      users.activate(userId);
      return users.byId(userId) === null ? userUnknown(userId) : { kind: "ok" };
    },
    platformPlayer: (_nowMs, request) => platformPlayer(platformPlayers, users, request),
    reserveGuest: () => users.insertUnknown(),
    pendingUsers: () => users.pending(),
    usernameOf(_nowMs, userIds) {
      // No username has a blank, so "user 7" can't be somebody's.
      const names = new Map(userIds.map((userId) => [userId, `user ${userId}`]));
      for (const { id, username } of users.usernames(userIds)) names.set(id, username);
      return names;
    },
    usersByName: (_nowMs, search) => users.byPrefix(search),
    userByUsername: (_nowMs, username) => users.byUsername(username),
    userById: (_nowMs, userId) => users.byId(userId),
    highestUserId: () => users.highestId(),
    reserveUserIds: (_nowMs, upTo) => users.reserveUpTo(upTo),
    erase(_nowMs, userId) {
      if (!users.hasId(userId)) return userUnknown(userId);
      erasePersonalData(parts.database, parts, userId);
      return { kind: "ok" };
    },
  };
}

type SessionMethod = "logIn" | "logOut" | "sessionOf" | "handshake" | "deleteExpired";

function sessionHandlers(parts: Parts): Pick<IdentityHandlers, SessionMethod> {
  const { sessions, serverKey, settings } = parts;
  const withKey = (userId: number, sessionKey: string, nowMs: number) =>
    sessionWithKey(sessions.live(userId, nowMs), serverKey, sessionKey);
  const unknown = (userId: number) =>
    refused(
      "SESSION_UNKNOWN",
      `user ${userId} has no live session with this key; a key from a log-in that has neither expired nor been logged out is accepted`,
    );
  return {
    logIn: (nowMs, request) => logIn(parts, nowMs, request),
    logOut(nowMs, userId, sessionKey) {
      const session = withKey(userId, sessionKey, nowMs);
      if (session === null) return unknown(userId);
      sessions.delete(session.sessionId);
      return { kind: "ok" };
    },
    sessionOf(nowMs, userId, sessionKey) {
      const session = withKey(userId, sessionKey, nowMs);
      if (session === null) return unknown(userId);
      return { kind: "ok", userId, sessionId: session.sessionId };
    },
    handshake: (nowMs, request) =>
      handshake(sessions, serverKey, settings.noncesPerSessionMax, nowMs, request),
    async deleteExpired(nowMs) {
      let deleted = 0;
      for (;;) {
        const slice = sessions.deleteExpired(nowMs, expiredSessionsPerSlice);
        deleted += slice;
        if (slice < expiredSessionsPerSlice) return deleted;
        // Calls that came meanwhile go first.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

type ApiKeyMethod = "createApiKey" | "listApiKeys" | "revokeApiKey" | "userOfApiKey";

function apiKeyHandlers(parts: Parts): Pick<IdentityHandlers, ApiKeyMethod> {
  const { apiKeys, users } = parts;
  const { apiKeysPerUserMax } = parts.settings;
  return {
    createApiKey(nowMs, userId, label) {
      if (label.length < 1 || label.length > apiKeyLabelLengthMax) {
        return refused(
          "FIELD_INVALID",
          `label is ${quoted(label)}; 1 to ${apiKeyLabelLengthMax} characters are accepted`,
        );
      }
      if (users.byId(userId)?.state !== "active") return userUnknown(userId);
      if (apiKeys.ofUser(userId).length >= apiKeysPerUserMax) {
        return refused(
          "API_KEYS_EXHAUSTED",
          `user ${userId} has ${apiKeysPerUserMax} API keys; another is accepted after one is revoked`,
        );
      }
      const apiKey = newApiKey();
      const id = apiKeys.insert(userId, label, apiKeyHashOf(apiKey), nowMs);
      return { kind: "ok", id, apiKey };
    },
    listApiKeys: (_nowMs, userId) => apiKeys.ofUser(userId),
    revokeApiKey(_nowMs, userId, id) {
      if (apiKeys.delete(userId, id)) return { kind: "ok" };
      return refused(
        "API_KEY_UNKNOWN",
        `user ${userId} has no API key ${quoted(id)}; the id of a listed key is accepted`,
      );
    },
    userOfApiKey(_nowMs, apiKey) {
      const found = apiKeys.byHash(apiKeyHashOf(apiKey));
      if (found !== null) return { kind: "ok", ...found };
      return refused("API_KEY_UNKNOWN", "this API key is unknown or was revoked");
    },
  };
}
