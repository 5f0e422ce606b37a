// Signing up, in and out. The session itself is in cookies that no script can read.
import { getJson, Refusal, sendJson } from "./server-calls.ts";

export type NewUser = {
  readonly username: string;
  readonly email: string;
  readonly password: string;
};

export type Me = {
  readonly user_id: number;
  readonly username: string;
  readonly country: string | null;
  readonly roles: readonly string[];
};

export function signUp(user: NewUser): Promise<unknown> {
  return sendJson("POST", "/r/signup/", user);
}

export function logIn(user: Omit<NewUser, "email">): Promise<unknown> {
  return sendJson("POST", "/r/login/", user);
}

/** Also where the session is over already: then only its cookies go. */
export async function logOut(): Promise<void> {
  try {
    await sendJson("POST", "/r/logout/", {});
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "SESSION_UNKNOWN") throw error;
  }
}

/** null for a guest. Cookies of a session that is over are cleared, so that a guest can connect. */
export async function whoAmI(): Promise<Me | null> {
  try {
    return await getJson<Me>("/r/me");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "NOT_LOGGED_IN") return null;
    if (error.code !== "SESSION_UNKNOWN") throw error;
    await logOut();
    return null;
  }
}
