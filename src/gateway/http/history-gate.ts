// Who may read what one user did: that user, by cookies or API key, and whoever may use /admin.
import type { UserId } from "../../engine/ids.ts";
import { readBearer } from "../access/bearer.ts";
import { admitToAdmin } from "./admin-gate.ts";
import { type HttpRefusal, refuseHttp } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { requesterOf } from "./requester.ts";

export type AdmittedReader = { readonly kind: "admitted"; readonly userId: UserId };

const USER_ID = /^[1-9]\d{0,14}$/;

/** `user` is the id in the path. Nobody else learns whether there is such a user. */
export async function admitToHistory(
  parts: Pick<HttpParts, "adminKey" | "identity" | "writer">,
  headers: Headers,
  user: string,
): Promise<AdmittedReader | HttpRefusal> {
  const userId = Number(USER_ID.test(user) ? user : 0) as UserId;
  const requester = await requesterOf(parts.identity, headers);
  if (requester.kind === "user" && requester.userId === userId) return { kind: "admitted", userId };
  // Here an administrator is known by a key only: cookies say whose history is meant.
  const hasKey = readBearer(headers.get("authorization")) !== null;
  const admin = hasKey ? await admitToAdmin(parts, headers) : null;
  if (admin?.kind === "admitted") {
    if (parts.writer.state.accounts.has(userId)) return { kind: "admitted", userId };
    return refuseHttp("USER_NOT_FOUND", "the id in the path is no number of a user");
  }
  if (requester.kind === "refused") return requester;
  return refuseHttp("NO_PRIVILEGE", "only the user and administrators may read this");
}
