// Signing up: what is accepted as a name, an address, a password and a country, in the order in which
// it is refused, and the pending row. Opening the account in the log is the caller's.
import { whereAlpha2 } from "iso-3166-1";
import type { SignUpRequest, SignUpResult } from "./identity.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { busy, fieldRefused, quoted, type FieldRefused } from "./refusal.ts";
import { emailBytesMax, passwordBytes, usernameLength } from "./settings.ts";
import type { UserTable } from "./user-table.ts";

export async function signUp(
  users: UserTable,
  hasher: PasswordHasher,
  request: SignUpRequest,
): Promise<SignUpResult> {
  const refusal = invalid(request) ?? taken(users, request);
  if (refusal !== null) return refusal;
  const hashed = await hasher.hash(request.password);
  if (hashed.kind === "busy") return busy();
  // Somebody may have taken the name while this one waited for its turn.
  const takenMeanwhile = taken(users, request);
  if (takenMeanwhile !== null) return takenMeanwhile;
  const { username, email } = request;
  const country = request.country ?? null;
  const userId = users.insertPending({ username, email, passwordHash: hashed.hash, country });
  return { kind: "pending", userId, username };
}

function invalid(request: SignUpRequest): FieldRefused<"FIELD_INVALID"> | null {
  const { username, email, password, country } = request;
  const { min, max } = usernameLength;
  // ASCII only: names that look alike must be alike. A blank would allow "user 7".
  if (username.length < min || username.length > max || !/^[A-Za-z0-9_.-]+$/.test(username)) {
    return fieldRefused(
      "FIELD_INVALID",
      "username",
      `username is ${quoted(username)}; ${min} to ${max} of the characters A-Z a-z 0-9 _ . - are accepted`,
    );
  }
  if (!plausibleEmail(email)) {
    return fieldRefused(
      "FIELD_INVALID",
      "email",
      `email is ${quoted(email)}; an address such as name@example.org of at most ${emailBytesMax} bytes is accepted`,
    );
  }
  const passwordProblem = problemOfPassword(password);
  if (passwordProblem !== null) {
    return fieldRefused("FIELD_INVALID", "password", passwordProblem);
  }
  if (country !== undefined && !knownCountry(country)) {
    return fieldRefused(
      "FIELD_INVALID",
      "country",
      `country is ${quoted(country)}; an ISO 3166-1 code of two capital letters such as AR is accepted`,
    );
  }
  return null;
}

function taken(
  users: UserTable,
  { username, email }: SignUpRequest,
): FieldRefused<"USERNAME_TAKEN" | "EMAIL_TAKEN"> | null {
  if (users.usernameTaken(username)) {
    return fieldRefused(
      "USERNAME_TAKEN",
      "username",
      `username ${quoted(username)} is taken (case does not count); another one is accepted`,
    );
  }
  if (users.emailTaken(email)) {
    return fieldRefused(
      "EMAIL_TAKEN",
      "email",
      `email ${quoted(email)} belongs to a user already (case does not count); another one is accepted`,
    );
  }
  return null;
}

function plausibleEmail(email: string): boolean {
  if (Buffer.byteLength(email) > emailBytesMax || !email.isWellFormed()) return false;
  return /^[^\s@\p{C}]+@[^\s@\p{C}.]+(\.[^\s@\p{C}.]+)+$/u.test(email);
}

/** Never says the password itself. */
function problemOfPassword(password: string): string | null {
  const bytes = Buffer.byteLength(password);
  const { min, max } = passwordBytes;
  if (bytes < min || bytes > max) {
    return `password has ${bytes} bytes; ${min} to ${max} are accepted`;
  }
  // Halves of surrogate pairs all become the same bytes, so different passwords would be equal.
  return password.isWellFormed() ? null : "password is not well-formed Unicode; any other text is";
}

function knownCountry(country: string): boolean {
  return /^[A-Z]{2}$/.test(country) && whereAlpha2(country) !== undefined;
}
