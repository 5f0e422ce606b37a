// Ids. Users have integers, everything else UUIDs derived from the command's seed, so that deciding
// needs no randomness of its own and a replay makes none.
import { createHash, hash } from "node:crypto";

declare const brand: unique symbol;
type Branded<Base, Name> = Base & { readonly [brand]: Name };

/** Dense, from 1 up; also the row of the user in every column. */
export type UserId = Branded<number, "UserId">;
export type SourceId = Branded<string, "SourceId">;
export type GameId = Branded<string, "GameId">;
export type PoolId = Branded<string, "PoolId">;
export type EventId = Branded<string, "EventId">;
/** A platform that lists and launches games; `clientId` over HTTP. */
export type PlatformId = Branded<string, "PlatformId">;
/** A launched game of one player; the token that stands for it is derived, and not in the log. */
export type GameSessionId = Branded<string, "GameSessionId">;
/** A provider's account, dense, from 1 up. */
export type ProviderAccountId = Branded<number, "ProviderAccountId">;
/** Dense number of a pool in the order of creation; facts name pools by it. */
export type PoolIndex = Branded<number, "PoolIndex">;

/** 128 random bits as 32 hex digits; comes with the command. */
export type Seed = Branded<string, "Seed">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** UUIDv8 (RFC 9562: free content) from the first 122 bits of SHA-256 over the parts. */
export function derivedUuid(...parts: (string | number)[]): string {
  return asUuid(hash("sha256", parts.join("\n"), "hex"), "8");
}

/** UUIDv5 in our own namespace, for names that must have the same id everywhere (game types). */
export function namedUuid(name: string): string {
  return asUuid(createHash("sha1").update(NAMESPACE).update(name).digest("hex"), "5");
}

// The namespace is a UUIDv5 itself: of the URL namespace and "urn:mutuel:game-type".
const NAMESPACE = createHash("sha1")
  .update(Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex"))
  .update("urn:mutuel:game-type")
  .digest()
  .subarray(0, 16);

function asUuid(hex: string, version: "5" | "8"): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Id of a bet: from its seq in the log and a key of the deployment, so it is not stored and can't be guessed. */
export function betIdOf(betIdKey: string, seq: number): string {
  return derivedUuid("bet", betIdKey, seq);
}
