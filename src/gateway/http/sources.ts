// POST /r/sources: op 365 for whoever has no socket. The secret is in this answer and nowhere else.
import type { Hono } from "hono";
import type { SourceId } from "../../engine/ids.ts";
import { text } from "../../protocol/shape.ts";
import { Problem } from "../../protocol/problem.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { readJsonBody } from "./json-body.ts";
import { requesterOf } from "./requester.ts";
import { type HttpContext, route } from "./routes.ts";

const SOURCE = { source_name: "text", description: "optional-text" } as const;
const nameShape = text(120);
const descriptionShape = text(512);

export function addSourceRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  route(app, "/r/sources", { POST: (context) => openSource(parts, context) });
}

async function openSource(
  { identity, limits, writer }: HttpParts,
  { req }: HttpContext,
): Promise<Response> {
  const requester = await requesterOf(identity, req.raw.headers);
  if (requester.kind === "refused") return refusalAnswer(requester);
  const reading = await readJsonBody(req.raw, limits.bodyBytes, SOURCE);
  if (reading.kind === "refused") return refusalAnswer(reading);
  const name = nameShape.read(reading.body.source_name, writer.nowMs());
  if (name instanceof Problem) return fieldInvalid("source_name", name);
  const given = reading.body.description ?? "";
  const description = given === "" ? null : descriptionShape.read(given, writer.nowMs());
  if (description instanceof Problem) return fieldInvalid("description", description);
  const { userId } = requester;
  const command = { kind: "open-source", name, description } as const;
  const outcome = writer.submit(command, { kind: "user", userId }, null);
  if (outcome.kind === "refused") {
    const refusal = refusalAnswer(outcome);
    if (outcome.code !== "BUSY") await allDurable(writer);
    return refusal;
  }
  const sourceId = [...writer.state.sources.keys()].at(-1) as SourceId;
  const secret = await identity.deriveSecret(`source:${sourceId}:1`);
  await allDurable(writer);
  return jsonAnswer(201, { source_id: sourceId, source_name: name, provider_secret: secret });
}

function fieldInvalid(field: string, { text }: Problem): Response {
  return refusalAnswer(refuseHttp("FIELD_INVALID", `${field} ${text}`, field));
}
