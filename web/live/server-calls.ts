// Calls over HTTP, as docs/openapi.yaml has them: JSON both ways, refusals as errors with the server's
// own code and words.

export class Refusal extends Error {
  override readonly name = "Refusal";
  /** OFFLINE where no answer came at all. */
  readonly code: string;
  /** For people. */
  readonly text: string;
  /** The field that was wrong, where it was one. */
  readonly field: string | null;

  constructor(code: string, text: string, field: string | null = null) {
    super(`${code}: ${text}`);
    this.code = code;
    this.text = text;
    this.field = field;
  }
}

export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Besides the page's cookies, such as an operator's key. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

export function getJson<Answer>(path: string, options: CallOptions = {}): Promise<Answer> {
  return ask(path, { method: "GET" }, options);
}

export function sendJson<Answer>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: object,
  options: CallOptions = {},
): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return ask(path, { method, headers, body: JSON.stringify(body) }, options);
}

async function ask<Answer>(
  path: string,
  request: { method: string; headers?: Record<string, string>; body?: string },
  { signal, headers }: CallOptions,
): Promise<Answer> {
  const init: RequestInit = { ...request, headers: { ...request.headers, ...headers } };
  if (signal !== undefined) init.signal = signal;
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(path, init);
    body = await answer.json();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new Refusal("OFFLINE", "the server could not be reached");
  }
  if (answer.ok) return body as Answer;
  const { error, text, field } = body as { error: string; text: string; field?: string };
  throw new Refusal(error, text, field ?? null);
}
