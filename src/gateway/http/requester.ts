// Who sends an HTTP request: by API key, or by the cookies of a login.
import type { UserId } from "../../engine/ids.ts";
import type { Identity } from "../../identity/identity.ts";
import { readBearer } from "../access/bearer.ts";
import { readCookies } from "../access/cookie.ts";
import { type HttpRefusal, refuseHttp } from "./answer.ts";

export type Requester = { readonly kind: "user"; readonly userId: UserId };

export async function requesterOf(
  identity: Identity,
  headers: Headers,
): Promise<Requester | HttpRefusal> {
  const apiKey = readBearer(headers.get("authorization"));
  if (apiKey !== null) return byApiKey(identity, apiKey);
  const pair = readCookies(headers.get("cookie"));
  if (pair === null) {
    return refuseHttp(
      "NOT_LOGGED_IN",
      "log in first, or send an API key: Authorization: Bearer KEY",
    );
  }
  const found = await identity.sessionOf(pair.userId, pair.sessionKey);
  return found.kind === "refused" ? found : { kind: "user", userId: found.userId as UserId };
}

export async function byApiKey(
  identity: Identity,
  apiKey: string,
): Promise<Requester | HttpRefusal> {
  const found = await identity.userOfApiKey(apiKey);
  return found.kind === "refused" ? found : { kind: "user", userId: found.userId as UserId };
}
