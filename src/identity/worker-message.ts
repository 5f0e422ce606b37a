// What identity's worker and its owner say to each other, by direction.
import type { IdentityCalls } from "./identity.ts";
import type { AnswerMessage, CallMessage } from "./rpc.ts";
import type { IdentitySettings } from "./settings.ts";

/** memory: nothing is kept, not even the server key. directory: made where it is missing. */
export type IdentityStore =
  { readonly kind: "memory" } | { readonly kind: "directory"; readonly path: string };

export type OwnerMessage =
  | { readonly kind: "open"; readonly store: IdentityStore; readonly settings: IdentitySettings }
  | { readonly kind: "call"; readonly call: CallMessage<keyof IdentityCalls> }
  | { readonly kind: "close" };

export type WorkerMessage =
  | { readonly kind: "opened" }
  | { readonly kind: "failed"; readonly text: string }
  | { readonly kind: "answer"; readonly answer: AnswerMessage };
