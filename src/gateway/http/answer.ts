// How HTTP answers look: JSON, never cached, with the headers that keep browsers strict.
import { type ErrorCode, httpStatusOf } from "../../protocol/error-code.ts";

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

const codes = new WeakMap<Response, ErrorCode>();

/** Why a request was not done; `field` where one field of it is to blame. */
export type HttpRefusal = {
  readonly kind: "refused";
  readonly code: ErrorCode;
  readonly text: string;
  readonly field?: string;
};

export function refuseHttp(code: ErrorCode, text: string, field?: string): HttpRefusal {
  return field === undefined
    ? { kind: "refused", code, text }
    : { kind: "refused", code, text, field };
}

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { ...SECURITY_HEADERS, "content-type": "application/json", ...headers },
  });
}

export function refusalAnswer(
  { code, text, field }: Omit<HttpRefusal, "kind">,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = field === undefined ? { error: code, text } : { error: code, text, field };
  const answer = jsonAnswer(httpStatusOf(code), body, headers);
  codes.set(answer, code);
  return answer;
}

/** For counting: the code of a refusal, undefined for other answers. */
export function codeOf(answer: Response): ErrorCode | undefined {
  return codes.get(answer);
}
