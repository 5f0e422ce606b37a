// How a call of a platform begins: who it is, and that it is signed as it is registered. Codes are the
// endpoint's to choose from; these come with each.
import type { Platform } from "../engine/hub/hub-state.ts";
import type { PlatformId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import type { OfferCode } from "../protocol/open-games-code.ts";
import { shown } from "../protocol/problem.ts";
import { type HubCall, type HubRefusal, refusal } from "./call.ts";
import type { HubParts } from "./hub-parts.ts";
import type { Signer } from "./signature-check.ts";

/** Any endpoint of a platform has these. */
export type PlatformRefusal = HubRefusal<Exclude<OfferCode, "INVALID_BODY">>;

export type PlatformCall = { readonly kind: "platform"; readonly platformId: PlatformId };

/** The id in the query, or null. A second one would be somebody else's word for it. */
export function clientIdInQuery(query: string): string | null {
  const ids = new URLSearchParams(query).getAll("clientId");
  return ids.length === 0 ? null : ids.join(",");
}

export async function openPlatformCall(
  parts: HubParts,
  call: HubCall,
  clientId: unknown,
): Promise<PlatformCall | PlatformRefusal> {
  const { signatures, writer } = parts;
  const platformId = clientId as PlatformId;
  if (typeof clientId !== "string" || activePlatform(writer.state, platformId) === null) {
    const found = clientId === null || clientId === undefined ? "missing" : shown(clientId);
    const text = `clientId is ${found}; accepted: the id of a registered platform that is active`;
    return refusal("INVALID_CLIENT_ID", text);
  }
  if (activePlatform(writer.state, platformId)?.signing === "unsigned") {
    return tooManyUnsigned(parts, platformId) ?? { kind: "platform", platformId };
  }
  const verdict = await signatures.check(call, () => platformSigner(writer.state, platformId));
  switch (verdict.kind) {
    case "signed":
      return { kind: "platform", platformId };
    case "not-signed":
      return refusal("SIGN_NOT_FOUND", verdict.text);
    case "wrong":
      return refusal("INVALID_SIGN", verdict.text);
    case "again":
      return refusal("INTERNAL_ERROR", verdict.text);
  }
}

/** Whoever knows the id of an unsigned platform asks, and launches for as many players as they can invent. */
function tooManyUnsigned(
  { limits, unsignedCalls }: HubParts,
  platformId: PlatformId,
): PlatformRefusal | null {
  const verdict = unsignedCalls.take(platformId);
  if (verdict.kind === "taken") return null;
  const text = `more than ${limits.unsignedCallsPerMinute} calls in a minute by a platform that signs nothing; try again in ${verdict.retryAfterS} s`;
  return refusal("INTERNAL_ERROR", text);
}

function activePlatform({ hub }: State, platformId: PlatformId): Platform | null {
  const platform = hub.platforms.get(platformId);
  return platform?.status === "active" ? platform : null;
}

function platformSigner(state: State, platformId: PlatformId): Signer | null {
  const platform = activePlatform(state, platformId);
  // One that has become unsigned meanwhile signs by md5 for this last time.
  if (platform === null) return null;
  const signing = platform.signing === "unsigned" ? "md5" : platform.signing;
  return { signing, secretLabel: `platform:${platformId}:${platform.secretGeneration}` };
}
