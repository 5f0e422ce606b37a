// Signing up and logging in over HTTP, and the address of the WebSocket that goes with the session.
import { createHash, randomUUID } from "node:crypto";

export type Account = { readonly userId: number; readonly username: string; readonly key: string };

export function signUp(serverUrl: string, username: string, signal: AbortSignal): Promise<Account> {
  const email = `${username}@example.org`;
  return openSession(serverUrl, "signup", { username, email, password: randomUUID() }, signal);
}

export function logIn(
  serverUrl: string,
  { username, password }: { readonly username: string; readonly password: string },
  signal: AbortSignal,
): Promise<Account> {
  return openSession(serverUrl, "login", { username, password }, signal);
}

async function openSession(
  serverUrl: string,
  route: "signup" | "login",
  body: { readonly username: string; readonly password: string; readonly email?: string },
  signal: AbortSignal,
): Promise<Account> {
  const response = await fetch(new URL(`/r/${route}/`, serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  const { username } = body;
  const answer: unknown = await response.json();
  if (!response.ok || typeof answer !== "object" || answer === null) {
    throw new Error(`${route} of ${username} failed: ${response.status} ${JSON.stringify(answer)}`);
  }
  const { id, user_session_key: key } = answer as Record<string, unknown>;
  if (typeof id !== "number" || typeof key !== "string") {
    throw new Error(`${route} of ${username} was answered with ${Object.keys(answer).join(", ")}`);
  }
  return { userId: id, username, key };
}

/** `ws://host/ws` and `http://host` are the same server. */
export function httpUrlOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol.replace("ws", "http")}//${host}`;
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
