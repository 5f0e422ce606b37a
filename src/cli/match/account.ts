// Signing up over HTTP, and the address of the WebSocket that goes with the session.
import { createHash, randomUUID } from "node:crypto";

export type Account = { readonly userId: number; readonly username: string; readonly key: string };

export async function signUp(
  serverUrl: string,
  username: string,
  signal: AbortSignal,
): Promise<Account> {
  const response = await fetch(`${serverUrl}/r/signup/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      username,
      email: `${username}@example.org`,
      password: randomUUID(),
    }),
    signal,
  });
  const body: unknown = await response.json();
  if (!response.ok || typeof body !== "object" || body === null) {
    throw new Error(
      `signing up ${username} failed with ${response.status}: ${JSON.stringify(body)}`,
    );
  }
  const { id, user_session_key: key } = body as Record<string, unknown>;
  if (typeof id !== "number" || typeof key !== "string") {
    throw new Error(`signing up ${username} was answered with ${Object.keys(body).join(", ")}`);
  }
  return { userId: id, username, key };
}

/** Good for one connection: the nonce in it may be used once. */
export function socketUrl(serverUrl: string, account: Account): string {
  const url = new URL("/ws", serverUrl);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const nonce = randomUUID();
  const proof = createHash("sha256")
    .update(`${account.userId}${nonce}${account.key}`)
    .digest("hex");
  url.search = new URLSearchParams({ id: String(account.userId), n: nonce, h: proof }).toString();
  return url.href;
}
