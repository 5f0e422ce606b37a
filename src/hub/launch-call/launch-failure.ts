// Why a call to a provider's launch API gave no URL. The text is for people on both sides: it names the
// host and never what was sent, what came back, or an address found by look-up.

export type LaunchFailureCause =
  | "bad-api-url"
  | "busy"
  | "no-address"
  | "private-address"
  | "connection"
  | "tls"
  | "timeout"
  | "redirect"
  | "status"
  | "encoded"
  | "too-large"
  | "not-json"
  | "no-url"
  | "bad-url";

export type LaunchFailure = {
  readonly kind: "failed";
  readonly why: LaunchFailureCause;
  readonly text: string;
};

export function failed(why: LaunchFailureCause, text: string): LaunchFailure {
  return { kind: "failed", why, text };
}

/** The stable code of a system or TLS error; its message may name addresses and is not passed on. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : "no code";
}
