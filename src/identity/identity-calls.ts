// IdentityCalls spelled out over a call table: one line a method, so that a missing one is a type error.
import type { IdentityCalls } from "./identity.ts";
import type { Call } from "./rpc.ts";

export function identityCallsOver(call: Call<IdentityCalls>): IdentityCalls {
  return {
    signUp: (request) => call("signUp", request),
    activate: (userId) => call("activate", userId),
    platformPlayer: (request) => call("platformPlayer", request),
    reserveGuest: () => call("reserveGuest"),
    pendingUsers: () => call("pendingUsers"),
    logIn: (request) => call("logIn", request),
    logOut: (userId, sessionKey) => call("logOut", userId, sessionKey),
    sessionOf: (userId, sessionKey) => call("sessionOf", userId, sessionKey),
    handshake: (request) => call("handshake", request),
    deleteExpired: () => call("deleteExpired"),
    createApiKey: (userId, label) => call("createApiKey", userId, label),
    listApiKeys: (userId) => call("listApiKeys", userId),
    revokeApiKey: (userId, id) => call("revokeApiKey", userId, id),
    userOfApiKey: (apiKey) => call("userOfApiKey", apiKey),
    usernameOf: (userIds) => call("usernameOf", userIds),
    usersByName: (search) => call("usersByName", search),
    userByUsername: (username) => call("userByUsername", username),
    userById: (userId) => call("userById", userId),
    highestUserId: () => call("highestUserId"),
    reserveUserIds: (upTo) => call("reserveUserIds", upTo),
    erase: (userId) => call("erase", userId),
    deriveSecret: (label) => call("deriveSecret", label),
  };
}
