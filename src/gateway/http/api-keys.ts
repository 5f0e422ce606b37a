// /r/api-keys/: keys for programs that act for a user.
import type { Hono } from "hono";
import { jsonAnswer, refusalAnswer } from "./answer.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { readJsonBody } from "./json-body.ts";
import { requesterOf } from "./requester.ts";
import { type HttpContext, route } from "./routes.ts";

const NEW_KEY = { label: "text" } as const;

export function addApiKeyRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  route(app, "/r/api-keys", {
    GET: (context) => list(context, parts),
    POST: (context) => create(context, parts),
  });
  route(app, "/r/api-keys/:id", { DELETE: (context) => revoke(context, parts) });
}

async function list({ req }: HttpContext, { identity }: HttpParts): Promise<Response> {
  const requester = await requesterOf(identity, req.raw.headers);
  if (requester.kind === "refused") return refusalAnswer(requester);
  const keys = await identity.listApiKeys(requester.userId);
  const rows = keys.map(({ id, label, createdAtMs }) => ({ id, label, created_at: createdAtMs }));
  return jsonAnswer(200, { api_keys: rows });
}

async function create({ req }: HttpContext, { identity, limits }: HttpParts): Promise<Response> {
  const requester = await requesterOf(identity, req.raw.headers);
  if (requester.kind === "refused") return refusalAnswer(requester);
  const reading = await readJsonBody(req.raw, limits.bodyBytes, NEW_KEY);
  if (reading.kind === "refused") return refusalAnswer(reading);
  const created = await identity.createApiKey(requester.userId, reading.body.label);
  if (created.kind === "refused") return refusalAnswer(created);
  return jsonAnswer(201, { id: created.id, api_key: created.apiKey });
}

async function revoke({ req }: HttpContext, parts: HttpParts): Promise<Response> {
  const { dropCredential, identity } = parts;
  const requester = await requesterOf(identity, req.raw.headers);
  if (requester.kind === "refused") return refusalAnswer(requester);
  const id = req.param("id") ?? "";
  const revoked = await identity.revokeApiKey(requester.userId, id);
  if (revoked.kind === "refused")
    return jsonAnswer(404, { error: revoked.code, text: revoked.text });
  dropCredential(requester.userId, `api-key:${id}`);
  return jsonAnswer(200, { id, revoked: true });
}
