// /admin/platforms and how requests are signed: the operator's side of the Open Games API. A secret is in
// the answer that made it and nowhere else.
import type { Hono } from "hono";
import type { Actor, Command } from "../../engine/command.ts";
import type { PlatformSigning, Signing } from "../../engine/hub/hub-fact.ts";
import type { Platform } from "../../engine/hub/hub-state.ts";
import { isUuid, type PlatformId, type SourceId } from "../../engine/ids.ts";
import type { Outcome } from "../../sequencer/writer.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { admitToAdmin } from "./admin-gate.ts";
import { type HttpRefusal, jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { readJsonBody } from "./json-body.ts";
import { type HttpContext, route } from "./routes.ts";

const PLATFORM = {
  clientId: "optional-text",
  name: "text",
  signing: "text",
  origins: "optional-texts",
} as const;
const ORIGINS = { origins: "texts" } as const;
const SIGNING = { signing: "text" } as const;
const PROVIDER_SIGNINGS: readonly Signing[] = ["md5", "hmac-sha256"];
const PLATFORM_SIGNINGS: readonly PlatformSigning[] = [...PROVIDER_SIGNINGS, "unsigned"];

type Admitted = (context: HttpContext, actor: Actor) => Promise<Response>;
type PlatformAnswer = {
  readonly platformId: PlatformId;
  readonly generation: number;
  readonly change: "made" | "none";
};

export function addPlatformRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const gated =
    (handler: Admitted) =>
    async (context: HttpContext): Promise<Response> => {
      const gate = await admitToAdmin(parts, context.req.raw.headers);
      return gate.kind === "refused" ? refusalAnswer(gate) : handler(context, gate.actor);
    };
  const platforms = new Platforms(parts);
  route(app, "/admin/platforms", {
    GET: gated(() => platforms.list()),
    POST: gated((c, actor) => platforms.register(c, actor)),
  });
  route(app, "/admin/platforms/:id/rotate", {
    POST: gated((c, actor) => platforms.rotate(c, actor)),
  });
  route(app, "/admin/platforms/:id/disable", {
    POST: gated((c, actor) => platforms.setStatus(c, actor, "disabled")),
  });
  route(app, "/admin/platforms/:id/enable", {
    POST: gated((c, actor) => platforms.setStatus(c, actor, "active")),
  });
  route(app, "/admin/platforms/:id/signing", {
    POST: gated((c, actor) => platforms.setSigning(c, actor)),
  });
  route(app, "/admin/platforms/:id/origins", {
    POST: gated((c, actor) => platforms.setOrigins(c, actor)),
  });
  route(app, "/admin/sources/:id/signing", {
    POST: gated((c, actor) => platforms.setSourceSigning(c, actor)),
  });
}

class Platforms {
  readonly #parts: HttpParts;

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  async list(): Promise<Response> {
    const { writer } = this.#parts;
    const { seq, hub } = writer.state;
    const answer = jsonAnswer(200, { seq, platforms: [...hub.platforms.values()].map(fieldsOf) });
    await allDurable(writer);
    return answer;
  }

  /** The secret comes with the first answer only: who asks again may be somebody else. */
  async register(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, PLATFORM);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const { clientId, name, origins = [] } = reading.body;
    const signing = readSigning(reading.body.signing, PLATFORM_SIGNINGS);
    if (typeof signing !== "string") return refusalAnswer(signing);
    if (name.trim() === "" || !name.isWellFormed()) {
      const text = "name is blank or no well-formed text; accepted: 1 to 120 characters";
      return refusalAnswer(refuseHttp("FIELD_INVALID", text, "name"));
    }
    const platformId = clientId === undefined ? null : (clientId as PlatformId);
    const command = { kind: "register-platform", platformId, name, signing, origins } as const;
    return this.#do(command, actor, (answer) => this.#withSecret(answer));
  }

  rotate(context: HttpContext, actor: Actor): Promise<Response> {
    const command = { kind: "rotate-platform-secret", platformId: idIn(context) } as const;
    return this.#do(command, actor, (answer) => this.#withSecret(answer));
  }

  setStatus(context: HttpContext, actor: Actor, status: Platform["status"]): Promise<Response> {
    const platformId = idIn(context);
    const command = { kind: "set-platform-status", platformId, status } as const;
    return this.#do(command, actor, () => Promise.resolve({ clientId: platformId, status }));
  }

  async setSigning(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, SIGNING);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const signing = readSigning(reading.body.signing, PLATFORM_SIGNINGS);
    if (typeof signing !== "string") return refusalAnswer(signing);
    const platformId = idIn(context);
    const command = { kind: "set-platform-signing", platformId, signing } as const;
    return this.#do(command, actor, () => Promise.resolve({ clientId: platformId, signing }));
  }

  async setOrigins(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, ORIGINS);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const { origins } = reading.body;
    const platformId = idIn(context);
    const command = { kind: "set-platform-origins", platformId, origins } as const;
    return this.#do(command, actor, () => Promise.resolve({ clientId: platformId, origins }));
  }

  async setSourceSigning(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits, writer } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, SIGNING);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const signing = readSigning(reading.body.signing, PROVIDER_SIGNINGS);
    if (typeof signing !== "string") return refusalAnswer(signing);
    const id = (context.req.param("id") ?? "").toLowerCase();
    if (!isUuid(id)) {
      const text = "the id in the path is no id of a source";
      return refusalAnswer(refuseHttp("SOURCE_NOT_FOUND", text));
    }
    const sourceId = id as SourceId;
    const command = { kind: "set-source-signing", sourceId, signing } as const;
    const outcome = writer.submit(command, actor, null);
    if (outcome.kind === "refused") return this.#refused(outcome);
    const isRepeat = outcome.answer.kind === "source-signing" && outcome.answer.change === "none";
    const body = { source_id: sourceId, signing };
    const answer = jsonAnswer(200, isRepeat ? { ...body, idempotent: true } : body);
    await allDurable(writer);
    return answer;
  }

  async #do(
    command: Command,
    actor: Actor,
    fields: (answer: PlatformAnswer) => Promise<object>,
  ): Promise<Response> {
    const { writer } = this.#parts;
    const outcome = writer.submit(command, actor, null);
    if (outcome.kind === "refused") return this.#refused(outcome);
    const { answer } = outcome;
    if (answer.kind !== "platform") throw new Error(`no platform in ${answer.kind}`);
    const body = await fields(answer);
    const rendered = jsonAnswer(
      200,
      answer.change === "none" ? { ...body, idempotent: true } : body,
    );
    await allDurable(writer);
    return rendered;
  }

  async #withSecret({ platformId, generation, change }: PlatformAnswer): Promise<object> {
    const body = { clientId: platformId, generation };
    if (change === "none") return body;
    const label = `platform:${platformId}:${generation}`;
    return { ...body, secret: await this.#parts.identity.deriveSecret(label) };
  }

  async #refused(refusal: Extract<Outcome, { readonly kind: "refused" }>): Promise<Response> {
    const answer = refusalAnswer(refusal);
    if (refusal.code !== "BUSY") await allDurable(this.#parts.writer);
    return answer;
  }
}

function fieldsOf({ platformId, secretGeneration, ...platform }: Platform): object {
  const { name, signing, origins, status } = platform;
  return { clientId: platformId, name, signing, origins, status, generation: secretGeneration };
}

function idIn(context: HttpContext): PlatformId {
  return (context.req.param("id") ?? "") as PlatformId;
}

function readSigning<Word extends PlatformSigning>(
  text: string,
  accepted: readonly Word[],
): Word | HttpRefusal {
  const signing = accepted.find((word) => word === text);
  if (signing !== undefined) return signing;
  const shown = JSON.stringify(text.slice(0, 80));
  return refuseHttp(
    "FIELD_INVALID",
    `signing is ${shown}; accepted: ${accepted.join(", ")}`,
    "signing",
  );
}
