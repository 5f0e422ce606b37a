// Sign-up, log-in, API keys, and how the server is.
import { Type } from "typebox";
import { type HttpRoute, ok } from "./http-route.ts";
import { closed, text, timeMs, userId, uuid, yes } from "./parts.ts";

const loggedIn = closed({
  username: text,
  id: userId,
  user_session_key: Type.String({ description: "also as cookie; proves the user at /ws" }),
});
const password = Type.String({ format: "password" });
const none = "none" as const;

export const ACCOUNT_ROUTES: readonly HttpRoute[] = [
  {
    method: "POST",
    path: "/r/signup/",
    name: "signUp",
    summary: "Make a user, open the account and log in",
    credential: none,
    request: closed({
      username: Type.String({ pattern: "^[A-Za-z0-9_.-]+$" }),
      email: text,
      password,
      country: Type.Optional(Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166-1" })),
    }),
    answers: [ok(loggedIn, "The new user, logged in; the cookies im_user and user_session_key")],
    refusals: ["SIGNUPS_LIMITED", "USERNAME_TAKEN", "EMAIL_TAKEN", "SESSIONS_EXHAUSTED", "BUSY"],
  },
  {
    method: "POST",
    path: "/r/login/",
    name: "logIn",
    summary: "Open a session of 24 hours",
    credential: none,
    request: closed({ username: text, password }),
    answers: [ok(loggedIn, "The user, logged in; the cookies im_user and user_session_key")],
    refusals: ["LOGINS_LIMITED", "LOGIN_FAILED", "SESSIONS_EXHAUSTED", "BUSY"],
  },
  {
    method: "POST",
    path: "/r/logout/",
    name: "logOut",
    summary: "End the session of the cookies, or the one named; its connections close",
    credential: "session",
    request: closed({ id: Type.String({ pattern: "^[0-9]{1,15}$" }), user_session_key: text }),
    answers: [ok(closed({ id: userId, logged_out: yes }))],
    refusals: [],
  },
  {
    method: "GET",
    path: "/r/api-keys/",
    name: "listApiKeys",
    summary: "My API keys, without the keys themselves",
    credential: "user",
    answers: [
      ok(
        closed({ api_keys: Type.Array(closed({ id: uuid, label: text, created_at: timeMs })) }),
        "The keys",
      ),
    ],
    refusals: [],
  },
  {
    method: "POST",
    path: "/r/api-keys/",
    name: "createApiKey",
    summary: "Make an API key for a program that acts for me",
    credential: "user",
    request: closed({ label: text }),
    answers: [
      {
        status: 201,
        description: "Made; the key is shown this once",
        body: { json: closed({ id: uuid, api_key: text }) },
      },
    ],
    refusals: ["USER_UNKNOWN", "API_KEYS_EXHAUSTED"],
  },
  {
    method: "DELETE",
    path: "/r/api-keys/{id}/",
    name: "revokeApiKey",
    summary: "Revoke an API key; its connections close",
    credential: "user",
    answers: [ok(closed({ id: uuid, revoked: yes }))],
    refusals: [],
    refusalStatus: { API_KEY_UNKNOWN: 404 },
  },
];

export const STATUS_ROUTES: readonly HttpRoute[] = [
  {
    method: "GET",
    path: "/",
    name: "frontPage",
    summary: "What this is, for people",
    credential: none,
    answers: [{ status: 200, description: "A page", body: { mediaType: "text/html" } }],
    refusals: [],
  },
  {
    method: "GET",
    path: "/healthz",
    name: "health",
    summary: "The process answers",
    credential: none,
    answers: [ok(closed({ status: Type.Literal("ok") }))],
    refusals: [],
  },
  {
    method: "GET",
    path: "/readyz",
    name: "readiness",
    summary: "The server can take bets",
    credential: none,
    answers: [
      ok(closed({ status: Type.Literal("ready") })),
      {
        status: 503,
        description: "Not now",
        body: { json: closed({ status: Type.Literal("not ready"), text }) },
      },
    ],
    refusals: [],
  },
  {
    method: "GET",
    path: "/metrics",
    name: "metrics",
    summary: "Counters and gauges for Prometheus",
    credential: none,
    answers: [{ status: 200, description: "Text format", body: { mediaType: "text/plain" } }],
    refusals: [],
  },
];
