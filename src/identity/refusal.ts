// The closed list of what identity refuses. A refusal is a value and changes nothing; anything thrown
// is a bug. A text never repeats a password, a key or a hash.

export type IdentityRefusalCode =
  | "FIELD_INVALID"
  | "USERNAME_TAKEN"
  | "EMAIL_TAKEN"
  | "BUSY"
  | "LOGIN_FAILED"
  | "SESSIONS_EXHAUSTED"
  | "SESSION_UNKNOWN"
  | "HANDSHAKE_FAILED"
  | "NONCE_USED"
  | "NONCES_EXHAUSTED"
  | "USER_UNKNOWN"
  | "API_KEY_UNKNOWN"
  | "API_KEYS_EXHAUSTED";

export interface Refused<Code extends IdentityRefusalCode> {
  readonly kind: "refused";
  readonly code: Code;
  readonly text: string;
}

export type SignUpField = "username" | "email" | "password" | "country";

export interface FieldRefused<Code extends IdentityRefusalCode> extends Refused<Code> {
  readonly field: SignUpField;
}

export function refused<Code extends IdentityRefusalCode>(code: Code, text: string): Refused<Code> {
  return { kind: "refused", code, text };
}

export function fieldRefused<Code extends IdentityRefusalCode>(
  code: Code,
  field: SignUpField,
  text: string,
): FieldRefused<Code> {
  return { kind: "refused", code, field, text };
}

export function busy(): Refused<"BUSY"> {
  return refused("BUSY", "too many passwords are being checked; try again in a few seconds");
}

export function userUnknown(userId: number): Refused<"USER_UNKNOWN"> {
  return refused("USER_UNKNOWN", `user ${userId} is not known; the id of a known user is accepted`);
}

/** An offending value for a text: quoted, and cut so that an answer stays small. */
export function quoted(value: string): string {
  const longest = 80;
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}
