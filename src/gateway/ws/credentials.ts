// What a client hands in to be known by, as read from the request that opens its connection, and the
// check of it. Nothing here may be logged.
import { whyOver } from "../../engine/hub/session-end.ts";
import type { UserId } from "../../engine/ids.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Credentials as Handshake } from "../../protocol/client-request.ts";
import { readBearer } from "../access/bearer.ts";
import type { Writer } from "../../sequencer/writer.ts";
import { type CookiePair, readCookies } from "../access/cookie.ts";
import type { OriginVerdict } from "../access/origin-rule.ts";
import type { Refused } from "./delivery.ts";
import { type FindGameSession, launchedBy } from "./launched.ts";
import { GUEST, type Who } from "./session.ts";
import { check, userOf } from "./sign-on.ts";

export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "api-key"; readonly apiKey: string }
  | { readonly kind: "handshake"; readonly handshake: Handshake }
  | { readonly kind: "cookies"; readonly pair: CookiePair }
  | { readonly kind: "game-session"; readonly token: string };

export type CredentialsReading = Credentials | ({ readonly kind: "refused" } & Refused);

export type Checked =
  { readonly kind: "who"; readonly who: Who } | ({ readonly kind: "refused" } & Refused);

const HASH = /^[0-9a-f]{64}$/i;
const USER_ID = /^\d{1,15}$/;

export function readCredentials(
  headers: Headers,
  query: URLSearchParams,
  origin: OriginVerdict,
): CredentialsReading {
  const apiKey = readBearer(headers.get("authorization"));
  const hasHandshake = ["id", "n", "h"].some((name) => query.has(name));
  const token = query.get("session");
  if (token !== null && (apiKey !== null || hasHandshake || query.has("source"))) {
    const text = "beside session no other credentials are accepted, and no source";
    return refused("FIELD_INVALID", text);
  }
  if (token !== null) return { kind: "game-session", token };
  if (apiKey !== null && hasHandshake) {
    return refused(
      "FIELD_INVALID",
      "both an API key and id, n, h are given; one of the two is accepted",
    );
  }
  if (apiKey !== null) return { kind: "api-key", apiKey };
  if (hasHandshake) return readHandshake(query);
  const pair = readCookies(headers.get("cookie"));
  if (pair === null) return { kind: "none" };
  if (origin === "absent") {
    const text =
      "cookies without an Origin header are not accepted; use an API key or id, n, h outside of a browser";
    return refused("ORIGIN_FORBIDDEN", text);
  }
  return { kind: "cookies", pair };
}

function readHandshake(query: URLSearchParams): CredentialsReading {
  const id = query.get("id") ?? "";
  const nonce = query.get("n") ?? "";
  const proof = query.get("h") ?? "";
  if (!USER_ID.test(id)) return refused("FIELD_INVALID", "id is not the number of a user");
  if (nonce === "")
    return refused("FIELD_INVALID", "n is missing; any text not used before is accepted");
  if (!HASH.test(proof)) {
    const text = "h is not a hash; accepted: 64 hex digits of sha256(id + n + session key)";
    return refused("FIELD_INVALID", text);
  }
  const handshake = { userId: Number(id) as UserId, nonce, proof: proof.toLowerCase() };
  return { kind: "handshake", handshake };
}

export type CheckParts = {
  readonly identity: Identity;
  readonly writer: Pick<Writer, "state" | "nowMs">;
  readonly findGameSession: FindGameSession;
};

export async function checkCredentials(
  parts: CheckParts,
  credentials: Credentials,
): Promise<Checked> {
  const { identity } = parts;
  switch (credentials.kind) {
    case "none":
      return { kind: "who", who: GUEST };
    case "api-key": {
      const found = await identity.userOfApiKey(credentials.apiKey);
      if (found.kind === "refused") return found;
      const userId = found.userId as UserId;
      return { kind: "who", who: await userOf(identity, userId, `api-key:${found.apiKeyId}`) };
    }
    case "handshake": {
      const checked = await check(identity, credentials.handshake);
      return checked.kind === "refused" ? checked : { kind: "who", who: checked.user };
    }
    case "game-session":
      return checkGameSession(parts, credentials.token);
    case "cookies": {
      const { userId, sessionKey } = credentials.pair;
      const found = await identity.sessionOf(userId, sessionKey);
      if (found.kind === "refused") return found;
      const user = await userOf(identity, found.userId as UserId, `session:${found.sessionId}`);
      return { kind: "who", who: user };
    }
  }
}

async function checkGameSession(
  { identity, writer, findGameSession }: CheckParts,
  token: string,
): Promise<Checked> {
  const session = await findGameSession(token);
  if (session === null) {
    const text = "session is no token of a launched game; accepted: GAME_SESSION of a launch";
    return refused("GAME_SESSION_NOT_FOUND", text);
  }
  const over = whyOver(writer.state, session, writer.nowMs());
  if (over !== null) return over;
  const { sessionId, userId } = session;
  const launched = launchedBy(writer.state, session);
  const who = await userOf(identity, userId, `game-session:${sessionId}`, launched);
  return { kind: "who", who };
}

function refused(code: Refused["code"], text: string): { kind: "refused" } & Refused {
  return { kind: "refused", code, text };
}
