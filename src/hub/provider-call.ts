// How a call of a provider begins, in this order: a Sign at all, JSON with a contentProviderId, the
// signature, the client. What comes after is the endpoint's.
import type { PlatformId, SourceId } from "../engine/ids.ts";
import type { OfferChangeCode } from "../protocol/open-games-code.ts";
import { Problem, shown } from "../protocol/problem.ts";
import { type HubCall, type HubRefusal, refusal } from "./call.ts";
import type { HubParts } from "./hub-parts.ts";
import { type JsonObject, readJsonObject } from "./json-text.ts";
import { type InnerCode, translated } from "./refusal-code.ts";
import type { Signer } from "./signature-check.ts";

export type OfferRefusal = HubRefusal<OfferChangeCode>;

export type ProviderCall = {
  readonly kind: "open";
  readonly body: JsonObject;
  readonly sourceId: SourceId;
  /** null: about every platform. */
  readonly platformId: PlatformId | null;
};

export async function openProviderCall(
  { signatures, writer }: HubParts,
  call: HubCall,
): Promise<ProviderCall | OfferRefusal> {
  if (call.sign === null) return refusal("SIGN_NOT_FOUND", "the header Sign is missing");
  const body = readJsonObject(call.signed);
  if (body instanceof Problem) return refusal("INVALID_BODY", body.text);
  const { contentProviderId, clientId } = body;
  if (typeof contentProviderId !== "string") {
    const found = contentProviderId === undefined ? "missing" : shown(contentProviderId);
    return refusal("INVALID_BODY", `contentProviderId is ${found}; accepted: the id of a source`);
  }
  const sourceId = contentProviderId.toLowerCase() as SourceId;
  const verdict = await signatures.check(call, () => providerSigner(writer.state, sourceId));
  if (verdict.kind === "again") return refusal("INTERNAL_ERROR", verdict.text);
  if (verdict.kind !== "signed") return refusal("INVALID_SIGN", verdict.text);
  if (clientId === undefined || clientId === null) {
    return { kind: "open", body, sourceId, platformId: null };
  }
  const platformId = clientId as PlatformId;
  if (typeof clientId !== "string" || !writer.state.hub.platforms.has(platformId)) {
    const text = `clientId is ${shown(clientId)}; accepted: the id of a registered platform, or none for all`;
    return refusal("INVALID_CLIENT_ID", text);
  }
  return { kind: "open", body, sourceId, platformId };
}

/** Why the engine did not take what a provider offers. */
export function notOffered(inner: {
  readonly code: InnerCode;
  readonly text: string;
}): OfferRefusal {
  return translated(inner, {
    FIELD_INVALID: "INVALID_BODY",
    PLATFORM_NOT_FOUND: "INVALID_CLIENT_ID",
    ACCOUNT_NOT_FOUND: "UNKNOWN_ACCOUNT",
    SOURCE_CLOSED: "SOURCE_CLOSED",
    LIMIT_REACHED: "LIMIT_REACHED",
  });
}

/** null where nobody is known by that id. */
export function providerSigner(
  { sources }: HubParts["writer"]["state"],
  sourceId: SourceId,
): Signer | null {
  const source = sources.get(sourceId);
  if (source === undefined) return null;
  const secretLabel = `source:${sourceId}:${source.secretGeneration}`;
  return { signing: source.signing, secretLabel };
}
