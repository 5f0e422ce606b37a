// /open-api-games/v1/*: what providers and platforms call, signed over the raw bytes. Only the way in and
// out is here; who signed and what is meant is the business of whoever is plugged in.
import type { Hono } from "hono";
import { addressGroup } from "../access/address.ts";
import { MinuteLimit } from "../../ops/minute-limit.ts";
import { refusalAnswer, refuseHttp, SECURITY_HEADERS } from "./answer.ts";
import { readBodyBytes, wrongMediaType } from "./body-bytes.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { type HttpContext, route } from "./routes.ts";

/** Endpoint -> its method. */
const ENDPOINTS = {
  accounts: "POST",
  games: "POST",
  providers: "GET",
  "game-launch-url": "POST",
  "games-processor": "POST",
  "pending-games": "POST",
} as const;

export type OpenGamesCall = {
  /** Behind the question mark, as it was sent. */
  readonly query: string;
  /** What is signed: the raw body, or the raw query of a GET. */
  readonly signed: Uint8Array;
  readonly sign: string | null;
  readonly signTimestamp: string | null;
};

export type OpenGames = {
  /** Resolves when the answer may leave. */
  answer(
    endpoint: keyof typeof ENDPOINTS,
    call: OpenGamesCall,
  ): Promise<{ readonly code: string; readonly body: string }>;
};

export function addOpenGamesRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const wrongSigns = new MinuteLimit(parts.limits.wrongSignsPerMinute, parts.clock);
  for (const endpoint of Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[]) {
    route(app, `/open-api-games/v1/${endpoint}`, {
      [ENDPOINTS[endpoint]]: (context: HttpContext) => answer(parts, wrongSigns, endpoint, context),
    });
  }
}

async function answer(
  { openGames, limits }: HttpParts,
  wrongSigns: MinuteLimit,
  endpoint: keyof typeof ENDPOINTS,
  { req, env }: HttpContext,
): Promise<Response> {
  const request = req.raw;
  const mark = request.url.indexOf("?");
  const query = mark < 0 ? "" : request.url.slice(mark + 1);
  const isGet = ENDPOINTS[endpoint] === "GET";
  const media = isGet ? null : wrongMediaType(request);
  if (media !== null) return refusalAnswer(media);
  const signed = isGet
    ? Buffer.from(query)
    : await readBodyBytes(request, limits.openGamesBodyBytes);
  if (!Buffer.isBuffer(signed)) return refusalAnswer(signed);
  const { headers } = request;
  const call = {
    query,
    signed,
    sign: headers.get("sign"),
    signTimestamp: headers.get("sign-timestamp"),
  };
  const { code, body } = await openGames.answer(endpoint, call);
  if (code === "INVALID_SIGN") {
    const verdict = wrongSigns.take(addressGroup(env.address));
    if (verdict.kind === "refused") {
      const text = `more than ${limits.wrongSignsPerMinute} wrong signatures in a minute; try again in ${verdict.retryAfterS} s`;
      return refusalAnswer(refuseHttp("RATE_LIMITED", text), {
        "retry-after": String(verdict.retryAfterS),
      });
    }
  }
  return new Response(`${body}\n`, {
    headers: { ...SECURITY_HEADERS, "content-type": "application/json" },
  });
}
