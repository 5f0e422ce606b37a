// Who is at the other end of a connection, and whether it can be spoken to right now.
import type { UserId } from "../../engine/ids.ts";
import type { Launched } from "./launched.ts";

/** What a user proved to be by; dropping it closes the connections that came with it. */
export type CredentialId = `session:${string}` | `api-key:${string}` | `game-session:${string}`;

export type User = {
  readonly kind: "user";
  readonly userId: UserId;
  readonly username: string;
  readonly credential: CredentialId;
  /** Set where the user came by a launch, and acts within it. */
  readonly launched: Launched | null;
};
export type Who = { readonly kind: "guest" } | User;

export const GUEST: Who = { kind: "guest" };

export type Session =
  | { readonly state: "open"; readonly who: Who }
  /** A look-up is under way; what comes meanwhile is kept in order. */
  | { readonly state: "waiting"; readonly who: Who; readonly held: string[] }
  | { readonly state: "closed"; readonly who: Who };

export function userIdOf(who: Who): UserId | null {
  return who.kind === "user" ? who.userId : null;
}
