// Every figure of identity with its reason. Settings can be changed by the operator; limits can't.

export interface PasswordCost {
  readonly memoryCostKiB: number;
  readonly timeCost: number;
}

export interface IdentitySettings {
  readonly passwordCost: PasswordCost;
  /** Passwords being hashed or waiting for it; one more is refused BUSY. */
  readonly passwordQueueMax: number;
  readonly sessionLifeMs: number;
  readonly sessionsPerUserMax: number;
  readonly noncesPerSessionMax: number;
  readonly apiKeysPerUserMax: number;
}

export const defaultSettings: IdentitySettings = {
  // OWASP's first choice for argon2id with one lane: 19 MiB, two passes.
  passwordCost: { memoryCostKiB: 19_456, timeCost: 2 },
  // About 30 ms each on a small machine, so nobody waits much over 2 s.
  passwordQueueMax: 64,
  sessionLifeMs: 24 * 60 * 60 * 1000,
  // A handshake is checked against each of them, so their number bounds its work.
  sessionsPerUserMax: 2_000,
  // A reconnect every 9 s for a day; bounds what one session can store.
  noncesPerSessionMax: 10_000,
  // Enough for a key per bot; bounds what one user can store.
  apiKeysPerUserMax: 100,
};

export const usernameLength = { min: 3, max: 32 } as const;
/** RFC 5321: a path of 256 octets with its two angle brackets. */
export const emailBytesMax = 254;
/** The upper bound is checked before hashing, so that a huge password costs nothing. */
export const passwordBytes = { min: 8, max: 1_024 } as const;
export const nonceLengthMax = 128;
export const apiKeyLabelLengthMax = 120;
/** Sessions deleted in one transaction: with all their nonces still a fraction of a second. */
export const expiredSessionsPerSlice = 20;
