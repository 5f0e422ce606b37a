// Signatures of the Open Games API: over the raw body, or the raw query of a GET.
import { md5Hex } from "./md5.ts";
import { toHex } from "./runtime.ts";

/** As the provider or platform is registered. */
export type Signing = "md5" | "hmac-sha256" | "unsigned";

/** Hex of md5(text + secret). */
export function md5Sign(text: string, secret: string): string {
  return md5Hex(new TextEncoder().encode(text + secret));
}

/** `v1=` and the hex of HMAC-SHA256 over timestamp, a point, and the text. */
export async function hmacSign(text: string, timestamp: number, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${timestamp}.${text}`));
  return `v1=${toHex(new Uint8Array(mac))}`;
}

/** The headers that go with the text. A signature by hmac is good once: ask anew for each request. */
export async function signatureHeaders(
  text: string,
  by: { readonly signing: Signing; readonly secret: string; readonly nowMs: number },
): Promise<Record<string, string>> {
  switch (by.signing) {
    case "unsigned":
      return {};
    case "md5":
      return { Sign: md5Sign(text, by.secret) };
    case "hmac-sha256": {
      const Sign = await hmacSign(text, by.nowMs, by.secret);
      return { Sign, "Sign-Timestamp": String(by.nowMs) };
    }
  }
}
