// The two cookies of a login.

const USER_COOKIE = "im_user";
const SESSION_COOKIE = "user_session_key";

export type CookiePair = { readonly userId: number; readonly sessionKey: string };

/** null where there are none; a broken pair is returned as user 0, which no session fits. */
export function readCookies(header: string | null): CookiePair | null {
  const cookies = new Bun.CookieMap(header ?? "");
  const user = cookies.get(USER_COOKIE);
  const sessionKey = cookies.get(SESSION_COOKIE);
  if (user === null && sessionKey === null) return null;
  const userId = user !== null && /^\d{1,15}$/.test(user) ? Number(user) : 0;
  return { userId, sessionKey: sessionKey ?? "" };
}

export function loginCookies(pair: CookiePair, maxAgeS: number): string[] {
  return [
    cookie(USER_COOKIE, String(pair.userId), maxAgeS),
    cookie(SESSION_COOKIE, pair.sessionKey, maxAgeS),
  ];
}

export function endedCookies(): string[] {
  return [cookie(USER_COOKIE, "", 0), cookie(SESSION_COOKIE, "", 0)];
}

function cookie(name: string, value: string, maxAgeS: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}`;
}
