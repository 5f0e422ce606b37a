// Platforms, and how requests are signed.
import type { FactOf } from "../engine/fact.ts";
import type { PlatformId } from "../engine/ids.ts";
import type { PlatformRecord } from "./hub-ledger.ts";
import { type Ledger, breach } from "./ledger.ts";

type PlatformFact = FactOf<
  | "PlatformRegistered"
  | "PlatformSecretRotated"
  | "PlatformSigningSet"
  | "PlatformOriginsSet"
  | "PlatformStatusSet"
>;

const SIGNINGS: ReadonlySet<string> = new Set(["md5", "hmac-sha256", "unsigned"]);

export function takePlatform(ledger: Ledger, fact: PlatformFact): void {
  const { platforms } = ledger.hub;
  const wrong = (what: string, expected: string, found: unknown): void =>
    breach(ledger, null, { what, expected, found: String(found) });
  if (fact.kind === "PlatformRegistered") {
    if (platforms.has(fact.platformId)) wrong("platform", "registered once", fact.platformId);
    else ledger.counts.platforms++;
    platforms.set(fact.platformId, { status: "active", generation: 1 });
    checkSigning(ledger, fact.signing);
    checkOrigins(ledger, fact.origins);
    return;
  }
  const platform = platformAt(ledger, fact.platformId);
  if (platform === null) return;
  switch (fact.kind) {
    case "PlatformSecretRotated":
      if (fact.generation !== platform.generation + 1) {
        wrong("generation of a secret", String(platform.generation + 1), fact.generation);
      }
      platform.generation = fact.generation;
      return;
    case "PlatformSigningSet":
      return checkSigning(ledger, fact.signing);
    case "PlatformOriginsSet":
      return checkOrigins(ledger, fact.origins);
    case "PlatformStatusSet":
      platform.status = fact.status;
      return;
  }
}

export function takeSourceSigning(ledger: Ledger, fact: FactOf<"SourceSigningSet">): void {
  if (!ledger.sourceAdmins.has(fact.sourceId)) {
    const found = String(fact.sourceId);
    breach(ledger, null, { what: "source of a signing", expected: "one that was opened", found });
  }
  if (fact.signing !== "md5" && fact.signing !== "hmac-sha256") {
    const found = String(fact.signing);
    breach(ledger, null, { what: "signing of a source", expected: "md5 or hmac-sha256", found });
  }
}

/** The record, or a finding and null. */
export function platformAt(ledger: Ledger, platformId: PlatformId): PlatformRecord | null {
  const platform = ledger.hub.platforms.get(platformId);
  if (platform !== undefined) return platform;
  const expected = "a platform registered before";
  breach(ledger, null, { what: "platform of the fact", expected, found: String(platformId) });
  return null;
}

function checkSigning(ledger: Ledger, signing: string): void {
  if (SIGNINGS.has(signing)) return;
  const expected = [...SIGNINGS].join(", ");
  breach(ledger, null, { what: "signing of a platform", expected, found: signing });
}

/** Browsers would be told something else than an origin. */
function checkOrigins(ledger: Ledger, origins: readonly string[]): void {
  for (const origin of origins) {
    if (URL.parse(origin)?.origin === origin) continue;
    const expected = "scheme, host and port";
    breach(ledger, null, { what: "origin of a platform", expected, found: origin });
  }
}
