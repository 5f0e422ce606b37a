// Who may use /admin: whoever holds the operator's key, and users with the admin role, by API key or,
// from our own pages, by the cookies of their login.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Actor } from "../../engine/command.ts";
import { readBearer } from "../access/bearer.ts";
import { type HttpRefusal, refuseHttp } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { type Requester, byApiKey, requesterOf } from "./requester.ts";

export type Admitted = { readonly kind: "admitted"; readonly actor: Actor };

export async function admitToAdmin(
  { adminKey, identity, writer }: Pick<HttpParts, "adminKey" | "identity" | "writer">,
  headers: Headers,
): Promise<Admitted | HttpRefusal> {
  const token = readBearer(headers.get("authorization"));
  if (token === null) {
    if (comesFromOwnPage(headers)) return admitUser(writer, await requesterOf(identity, headers));
    if (adminKey !== null) return refuseHttp("NOT_LOGGED_IN", "send Authorization: Bearer KEY");
    const text =
      "no MUTUEL_ADMIN_KEY is set on this server (32 characters or more); only API keys of users with the admin role work";
    return refuseHttp("ADMIN_DISABLED", text);
  }
  if (adminKey !== null && isEqual(token, adminKey)) {
    return { kind: "admitted", actor: { kind: "operator", name: "admin" } };
  }
  const requester = await byApiKey(identity, token);
  if (requester.kind === "refused") {
    return adminKey === null
      ? refuseHttp("ADMIN_DISABLED", "this is no API key, and no MUTUEL_ADMIN_KEY is set here")
      : requester;
  }
  return admitUser(writer, requester);
}

/** Browsers say so themselves; no page of anybody else can make them. */
function comesFromOwnPage(headers: Headers): boolean {
  return headers.get("sec-fetch-site") === "same-origin" && headers.has("cookie");
}

function admitUser(
  writer: HttpParts["writer"],
  requester: Requester | HttpRefusal,
): Admitted | HttpRefusal {
  if (requester.kind === "refused") return requester;
  const { userId } = requester;
  if (writer.state.accounts.get(userId)?.roles.has("admin") !== true) {
    return refuseHttp("NO_PRIVILEGE", `user ${userId} has not got the admin role`);
  }
  return { kind: "admitted", actor: { kind: "user", userId } };
}

/** In constant time: hashes have one length, whatever was sent. */
function isEqual(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
