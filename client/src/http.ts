// Sign-up, login, API keys, what is over, and the operator's calls: everything that goes over HTTP.
import { MutuelError } from "./errors.ts";
import { HTTP_ROUTES, type HttpCallName, type HttpCalls } from "./http-routes.ts";
import type { ErrorCode } from "./messages.ts";
import type { SessionKey } from "./options.ts";

export type HttpOptions = {
  /** Address of the server; in a page, the page's own where absent. */
  readonly url?: string;
  /** A user's API key, or the operator's key. In pages the cookies do. */
  readonly apiKey?: string;
  /** A login session, outside of pages. */
  readonly session?: SessionKey;
  /** In place of the global fetch. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

export type HttpCallOptions = { readonly signal?: AbortSignal };

/** A method per call. */
export type HttpClient = {
  readonly [Name in HttpCallName]: Record<string, never> extends HttpCalls[Name]["fields"]
    ? (
        fields?: HttpCalls[Name]["fields"],
        options?: HttpCallOptions,
      ) => Promise<HttpCalls[Name]["answer"]>
    : (
        fields: HttpCalls[Name]["fields"],
        options?: HttpCallOptions,
      ) => Promise<HttpCalls[Name]["answer"]>;
};

/** Each call resolves with the body of the answer and rejects with a MutuelError. */
export function connectHttp(options: HttpOptions = {}): HttpClient {
  const calls = Object.entries(HTTP_ROUTES).map(([name, [method, path]]) => [
    name,
    (fields: Fields = {}, { signal }: HttpCallOptions = {}) =>
      ask(options, { method, path, fields, signal }),
  ]);
  return Object.fromEntries(calls) as HttpClient;
}

type HttpError = { error?: ErrorCode; text?: string; field?: string };

type Fields = { readonly [field: string]: unknown };

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly fields: Fields;
  readonly signal: AbortSignal | undefined;
};

async function ask(options: HttpOptions, asked: Asked): Promise<unknown> {
  const { method, signal } = asked;
  const { path, rest } = filled(asked);
  const isRead = method === "GET" || method === "DELETE";
  const query = isRead ? new URLSearchParams(Object.entries(rest).map(asPair)).toString() : "";
  const init: RequestInit = { method, headers: headersOf(options, isRead) };
  if (!isRead) init.body = JSON.stringify(rest);
  if (signal !== undefined) init.signal = signal;
  const send = options.fetch ?? fetch;
  const base = (options.url ?? "").replace(/\/$/, "");
  const answer = await send(`${base}${path}${query === "" ? "" : `?${query}`}`, init);
  const text = await answer.text();
  const body = parsed(text);
  if (answer.ok && body !== null) return body;
  const { error, text: why, field } = (body ?? {}) as HttpError;
  const code = error ?? "INTERNAL";
  throw new MutuelError(code, why ?? `the server answered ${answer.status}`, null, field);
}

/** The path with its parts, and the fields that are none of them. */
function filled({ path, fields }: Asked): { path: string; rest: Fields } {
  const rest = { ...fields };
  const full = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { path: full, rest };
}

function asPair([name, value]: [string, unknown]): [string, string] {
  return [name, String(value)];
}

function headersOf({ apiKey, session }: HttpOptions, isRead: boolean): Record<string, string> {
  return {
    ...(isRead ? {} : { "content-type": "application/json" }),
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    ...(session === undefined
      ? {}
      : { cookie: `im_user=${session.id}; user_session_key=${session.key}` }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
