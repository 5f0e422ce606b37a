// Signing up, in and out. The session itself is in cookies that no script can read.
import { MutuelError } from "../../client/src/index.ts";
import { server } from "./server.ts";

export type NewUser = {
  readonly username: string;
  readonly email: string;
  readonly password: string;
};

export async function signUp(user: NewUser): Promise<void> {
  await server.signUp(user);
}

export async function logIn(user: Omit<NewUser, "email">): Promise<void> {
  await server.logIn(user);
}

/** Of the cookies. Also where their session is over already: then only they go. */
export async function logOut(): Promise<void> {
  try {
    await server.logOut({ id: "0", user_session_key: "in the cookies" });
  } catch (error) {
    if (codeOf(error) !== "SESSION_UNKNOWN") throw error;
  }
}

/**
 * A connection with cookies of a session that is over is refused for ever. Clears such cookies, and no
 * others: then the visitor is a guest. Does nothing where the server can't be reached.
 */
export async function clearDeadSession(): Promise<void> {
  try {
    await server.me();
  } catch (error) {
    if (codeOf(error) === "SESSION_UNKNOWN") await logOut();
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof MutuelError ? error.code : null;
}
