// What the client takes from where it runs: time, chance, ids. Everything else gets them from here, and
// tests hand in their own.

export type Clock = {
  readonly nowMs: () => number;
  /** Gives the function that cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** 128 random bits as text. Pages without TLS have no crypto.randomUUID. */
export function randomId(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The bytes of sha256(text) in hex. Pages that are neither served over TLS nor from localhost have no
 * WebCrypto.
 */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return toHex(new Uint8Array(digest));
}
