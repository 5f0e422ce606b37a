// /r/signup/, /r/login/, /r/logout/.
import type { Hono } from "hono";
import type { SignUpRequest } from "../../identity/identity.ts";
import { LIMITS } from "../../ops/limits.ts";
import { addressGroup } from "../access/address.ts";
import { endedCookies, loginCookies, readCookies } from "../access/cookie.ts";
import { MinuteLimit } from "../../ops/minute-limit.ts";
import { jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { readJsonBody } from "./json-body.ts";
import { type HttpContext, route } from "./routes.ts";

const SIGN_UP = {
  username: "text",
  email: "text",
  password: "text",
  country: "optional-text",
} as const;
const LOG_IN = { username: "text", password: "text" } as const;
const LOG_OUT = { id: "text", user_session_key: "text" } as const;

const SESSION_LIFE_S = 86_400;

export function addAccountRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const accounts = new Accounts(parts);
  route(app, "/r/signup", { POST: (context) => accounts.signUp(context) });
  route(app, "/r/login", { POST: (context) => accounts.logIn(context) });
  route(app, "/r/logout", { POST: (context) => accounts.logOut(context) });
}

class Accounts {
  readonly #parts: HttpParts;
  readonly #signups: MinuteLimit;
  readonly #logins: MinuteLimit;

  constructor(parts: HttpParts) {
    this.#parts = parts;
    this.#signups = new MinuteLimit(parts.limits.signupsPerMinute, parts.clock);
    this.#logins = new MinuteLimit(parts.limits.loginsPerMinute, parts.clock);
  }

  async signUp(context: HttpContext): Promise<Response> {
    const { accountOpening, identity, limits } = this.#parts;
    const tooMany = limited(this.#signups, context, "signupsPerMinute", limits.signupsPerMinute);
    if (tooMany !== null) return tooMany;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, SIGN_UP);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const { country, ...given } = reading.body;
    const request: SignUpRequest = country === undefined ? given : { ...given, country };
    const signedUp = await identity.signUp(request);
    if (signedUp.kind === "refused") return refusalAnswer(signedUp);
    const { userId } = signedUp;
    const opened = await accountOpening.finish({ userId, country: country ?? null });
    // The user is there, and the next login finishes what is missing.
    if (opened.kind === "refused") return refusalAnswer(opened);
    return this.#openSession(request);
  }

  async logIn(context: HttpContext): Promise<Response> {
    const { limits } = this.#parts;
    const tooMany = limited(this.#logins, context, "loginsPerMinute", limits.loginsPerMinute);
    if (tooMany !== null) return tooMany;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, LOG_IN);
    if (reading.kind === "refused") return refusalAnswer(reading);
    return this.#openSession(reading.body);
  }

  async #openSession(request: { username: string; password: string }): Promise<Response> {
    const { accountOpening, identity } = this.#parts;
    const { username, password } = request;
    const loggedIn = await identity.logIn({ username, password });
    if (loggedIn.kind === "refused") return refusalAnswer(loggedIn);
    const { userId, sessionKey } = loggedIn;
    if (loggedIn.pending) {
      const user = await identity.userById(userId);
      const opened = await accountOpening.finish({ userId, country: user?.country ?? null });
      if (opened.kind === "refused") return refusalAnswer(opened);
    }
    const body = { username: loggedIn.username, id: userId, user_session_key: sessionKey };
    const answer = jsonAnswer(200, body);
    for (const cookie of loginCookies({ userId, sessionKey }, SESSION_LIFE_S)) {
      answer.headers.append("set-cookie", cookie);
    }
    return answer;
  }

  /** With the cookies, or with {id, user_session_key} where there are none. */
  async logOut(context: HttpContext): Promise<Response> {
    const { dropCredential, identity, limits } = this.#parts;
    let pair = readCookies(context.req.raw.headers.get("cookie"));
    if (pair === null) {
      const reading = await readJsonBody(context.req.raw, limits.bodyBytes, LOG_OUT);
      if (reading.kind === "refused") return refusalAnswer(reading);
      const { id, user_session_key: sessionKey } = reading.body;
      pair = { userId: /^\d{1,15}$/.test(id) ? Number(id) : 0, sessionKey };
    }
    const { userId, sessionKey } = pair;
    const session = await identity.sessionOf(userId, sessionKey);
    if (session.kind === "refused") return withEndedCookies(refusalAnswer(session));
    await identity.logOut(userId, sessionKey);
    dropCredential(userId, `session:${session.sessionId}`);
    return withEndedCookies(jsonAnswer(200, { id: userId, logged_out: true }));
  }
}

function withEndedCookies(answer: Response): Response {
  for (const cookie of endedCookies()) answer.headers.append("set-cookie", cookie);
  return answer;
}

function limited(
  limit: MinuteLimit,
  context: HttpContext,
  name: "signupsPerMinute" | "loginsPerMinute",
  max: number,
): Response | null {
  const verdict = limit.take(addressGroup(context.env.address));
  if (verdict.kind === "taken") return null;
  const { retryAfterS } = verdict;
  const text = `more than ${max} ${LIMITS[name].unit}; try again in ${retryAfterS} s`;
  const headers = { "retry-after": String(retryAfterS) };
  return refusalAnswer(refuseHttp(LIMITS[name].code, text), headers);
}
