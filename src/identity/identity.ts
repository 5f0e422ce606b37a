// Who somebody is: users, passwords, login sessions, nonces, API keys. What the other parts see of
// identity; open-identity.ts makes one. Roles and game sessions are facts of the log, not of this.
import type { FieldRefused, Refused } from "./refusal.ts";

export interface User {
  readonly userId: number;
  readonly username: string;
  /** null: came by a launch of a platform. */
  readonly email: string | null;
  /** ISO 3166-1 alpha-2, or null where the user gave none. */
  readonly country: string | null;
  /** pending: the account is not known to be in the log yet. */
  readonly state: "pending" | "active";
}

export interface UserSearch {
  readonly prefix: string;
  /** Ids above this one. */
  readonly afterId: number;
  readonly limit: number;
}

export interface SignUpRequest {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly country?: string;
}

export interface LogInRequest {
  readonly username: string;
  readonly password: string;
}

export interface HandshakeRequest {
  readonly userId: number;
  readonly nonce: string;
  /** Hex SHA-256 of the texts user id, nonce and session key, one after the other. */
  readonly hash: string;
}

export interface Done {
  readonly kind: "ok";
}

export interface SignedUp {
  readonly kind: "pending";
  readonly userId: number;
  readonly username: string;
}

export interface PlatformPlayerRequest {
  readonly platformId: string;
  /** The platform's own name for its player. */
  readonly externalId: string;
  /** Kept where the player is new. */
  readonly country: string | null;
}

export interface PlatformPlayer {
  readonly userId: number;
  /** Where the player is known from before, that of then. */
  readonly country: string | null;
  /** True where the caller has yet to open the account and activate the user. */
  readonly pending: boolean;
}

export interface LoggedIn {
  readonly kind: "ok";
  readonly userId: number;
  readonly username: string;
  /** 64 hex characters; derived, stored nowhere. */
  readonly sessionKey: string;
  /** True where the caller has yet to open the account and activate the user. */
  readonly pending: boolean;
}

export interface SessionFound {
  readonly kind: "ok";
  readonly userId: number;
  readonly sessionId: string;
}

export interface ApiKeyCreated {
  readonly kind: "ok";
  readonly id: string;
  /** Shown once: only its hash is stored. */
  readonly apiKey: string;
}

export interface ApiKeyFound {
  readonly kind: "ok";
  readonly userId: number;
  readonly apiKeyId: string;
}

export interface ApiKeyListed {
  readonly id: string;
  readonly label: string;
  readonly createdAtMs: number;
}

export type SignUpResult =
  SignedUp | FieldRefused<"FIELD_INVALID" | "USERNAME_TAKEN" | "EMAIL_TAKEN"> | Refused<"BUSY">;
export type LogInResult = LoggedIn | Refused<"LOGIN_FAILED" | "BUSY" | "SESSIONS_EXHAUSTED">;
export type HandshakeResult =
  SessionFound | Refused<"FIELD_INVALID" | "HANDSHAKE_FAILED" | "NONCE_USED" | "NONCES_EXHAUSTED">;

/** The calls that cross to the worker. */
export interface IdentityCalls {
  /** Makes a pending user; the caller opens the account in the log, then calls activate. */
  signUp(request: SignUpRequest): Promise<SignUpResult>;
  /** Pending becomes active; an active user stays so. Never revives an erased one. */
  activate(userId: number): Promise<Done | Refused<"USER_UNKNOWN">>;
  /** The player whom a platform knows by that name; pending at first, like one who signs up. */
  platformPlayer(request: PlatformPlayerRequest): Promise<PlatformPlayer>;
  /** An id for somebody of whom nothing will ever be known. */
  reserveGuest(): Promise<number>;
  /** By ascending id. */
  pendingUsers(): Promise<readonly User[]>;

  /** Makes a new session; earlier ones live on. */
  logIn(request: LogInRequest): Promise<LogInResult>;
  logOut(userId: number, sessionKey: string): Promise<Done | Refused<"SESSION_UNKNOWN">>;
  sessionOf(userId: number, sessionKey: string): Promise<SessionFound | Refused<"SESSION_UNKNOWN">>;
  /** Uses the nonce up, durably, before it answers ok. A refused handshake uses up nothing. */
  handshake(request: HandshakeRequest): Promise<HandshakeResult>;
  /** Deletes what has expired, in slices; answers how many sessions went. For the owner's timer. */
  deleteExpired(): Promise<number>;

  createApiKey(
    userId: number,
    label: string,
  ): Promise<ApiKeyCreated | Refused<"FIELD_INVALID" | "USER_UNKNOWN" | "API_KEYS_EXHAUSTED">>;
  /** Oldest first; empty for a user nobody knows. */
  listApiKeys(userId: number): Promise<readonly ApiKeyListed[]>;
  revokeApiKey(userId: number, id: string): Promise<Done | Refused<"API_KEY_UNKNOWN">>;
  userOfApiKey(apiKey: string): Promise<ApiKeyFound | Refused<"API_KEY_UNKNOWN">>;

  /** A name for every id asked for; "user N" for one without a row and for an erased one. */
  usernameOf(userIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Whose name begins so, by id, erased ones left out. */
  usersByName(search: UserSearch): Promise<readonly User[]>;
  userByUsername(username: string): Promise<User | null>;
  userById(userId: number): Promise<User | null>;
  /** 0 where there is none. Counts erased users. */
  highestUserId(): Promise<number>;
  /** New users get higher ids than this one: accounts up to it exist that no row is left of. */
  reserveUserIds(upTo: number): Promise<void>;

  /** Removes all personal data for good; the id stays legal. Again: ok. */
  erase(userId: number): Promise<Done | Refused<"USER_UNKNOWN">>;

  /** HMAC-SHA256 of the label under the server key, 64 hex characters: a secret nobody stores. */
  deriveSecret(label: string): Promise<string>;
}

export interface Identity extends IdentityCalls {
  /** Waits for the calls under way, closes the database and lets the worker end by itself. */
  close(): Promise<void>;
}
