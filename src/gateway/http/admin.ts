// /admin/*: what the operator does. Everything is a command like any other, answered when durable.
import type { Hono } from "hono";
import type { Actor, Command, Role } from "../../engine/command.ts";
import { type GameId, isUuid, type SourceId, type UserId } from "../../engine/ids.ts";
import { formatDecimal, toMinor } from "../../money/amount.ts";
import { currencyOf } from "../../money/currency.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { admitToAdmin } from "./admin-gate.ts";
import { type HttpRefusal, jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { readJsonBody } from "./json-body.ts";
import { ledgerOf } from "./ledger.ts";
import { answerReport } from "./reports.ts";
import { answerRoyalties } from "./royalties.ts";
import { readScope, scopeFields, suspensionList } from "./switches.ts";
import { type HttpContext, route } from "./routes.ts";

const ROLE = { role: "text", grant: "flag" } as const;
const TRANSFER = { currency: "text", amount: "amount", reference: "text" } as const;
const SUSPENSION = { scope: "text", id: "optional-text", reason: "text" } as const;
const RESUMPTION = { scope: "text", id: "optional-text" } as const;
const STAKE_LIMITS = { minimum: "optional-amount", maximum: "optional-amount" } as const;
const REASON_LENGTH_MAX = 512;
const REFERENCE_LENGTH_MAX = 128;
const USER_ID = /^[1-9]\d{0,14}$/;

type Direction = "deposit" | "withdrawal";
type Admitted = (context: HttpContext, actor: Actor) => Response | Promise<Response>;

export function addAdminRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const gated =
    (handler: Admitted) =>
    async (context: HttpContext): Promise<Response> => {
      const gate = await admitToAdmin(parts, context.req.raw.headers);
      return gate.kind === "refused" ? refusalAnswer(gate) : handler(context, gate.actor);
    };
  const admin = new Admin(parts);
  route(app, "/admin/users/:id/roles", { POST: gated((c, actor) => admin.setRole(c, actor)) });
  route(app, "/admin/users/:id/deposits", {
    POST: gated((c, actor) => admin.transfer(c, actor, "deposit")),
  });
  route(app, "/admin/users/:id/withdrawals", {
    POST: gated((c, actor) => admin.transfer(c, actor, "withdrawal")),
  });
  route(app, "/admin/sources/:id/secret", { POST: gated((c, actor) => admin.rotate(c, actor)) });
  route(app, "/admin/clock/confirm", { POST: gated((_, actor) => admin.confirmClock(actor)) });
  route(app, "/admin/suspensions", {
    GET: gated(() => admin.suspensions()),
    POST: gated((c, actor) => admin.suspend(c, actor)),
  });
  route(app, "/admin/resumptions", { POST: gated((c, actor) => admin.resume(c, actor)) });
  route(app, "/admin/games/:id/stakes", {
    POST: gated((c, actor) => admin.limitStakes(c, actor)),
  });
  route(app, "/admin/reports/games/:id", { GET: gated((c) => answerReport(parts, "game", c)) });
  route(app, "/admin/reports/sources/:id", {
    GET: gated((c) => answerReport(parts, "source", c)),
  });
  route(app, "/admin/reports/days", { GET: gated((c) => answerReport(parts, "days", c)) });
  route(app, "/admin/royalties", { GET: gated((c) => answerRoyalties(parts, c)) });
  route(app, "/admin/ledger", { GET: gated(() => admin.ledger()) });
  app.all(
    "/admin/*",
    gated((context) => {
      const text = `there is no ${context.req.path}`;
      return refusalAnswer(refuseHttp("NOT_FOUND", text));
    }),
  );
}

class Admin {
  readonly #parts: HttpParts;

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  async setRole(context: HttpContext, actor: Actor): Promise<Response> {
    const reading = await readJsonBody(context.req.raw, this.#parts.limits.bodyBytes, ROLE);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const { role, grant } = reading.body;
    const userId = readUserId(context);
    if (typeof userId !== "number") return refusalAnswer(userId);
    if (!isRole(role)) {
      const text = `role is ${JSON.stringify(role.slice(0, 80))}; accepted: developer, admin`;
      return refusalAnswer(refuseHttp("FIELD_INVALID", text, "role"));
    }
    const command = { kind: "set-role", userId, role, grant: grant ? "give" : "take" } as const;
    return this.#do(command, actor, { user_id: userId, role, grant });
  }

  async transfer(context: HttpContext, actor: Actor, direction: Direction): Promise<Response> {
    const reading = await readJsonBody(context.req.raw, this.#parts.limits.bodyBytes, TRANSFER);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const { currency, amount, reference } = reading.body;
    const userId = readUserId(context);
    if (typeof userId !== "number") return refusalAnswer(userId);
    if (reference === "" || reference.length > REFERENCE_LENGTH_MAX || !reference.isWellFormed()) {
      const text = `reference has ${reference.length} characters; 1 to ${REFERENCE_LENGTH_MAX} are accepted`;
      return refusalAnswer(refuseHttp("FIELD_INVALID", text, "reference"));
    }
    const command = { kind: "transfer", direction, userId, currency, amount, reference } as const;
    const decimals = currencyOf(currency)?.decimals ?? 0;
    const minor = toMinor(amount, decimals);
    // By value, so that "5" and "5.00" are answered alike the first time and ever after.
    const shown = minor.kind === "amount" ? formatDecimal(minor.amountMinor, decimals) : amount;
    return this.#do(command, actor, {
      user_id: userId,
      direction,
      currency,
      amount: shown,
      reference,
    });
  }

  async rotate(context: HttpContext, actor: Actor): Promise<Response> {
    const { identity, writer } = this.#parts;
    const id = (context.req.param("id") ?? "").toLowerCase();
    if (!isUuid(id)) {
      return refusalAnswer(
        refuseHttp("SOURCE_NOT_FOUND", "the id in the path is no id of a source"),
      );
    }
    const command = { kind: "rotate-source-secret", sourceId: id as SourceId } as const;
    const outcome = writer.submit(command, actor, null);
    if (outcome.kind === "refused") return this.#refused(outcome);
    const { answer } = outcome;
    if (answer.kind !== "source-secret") throw new Error(`no secret in ${answer.kind}`);
    await allDurable(writer);
    const { sourceId, generation } = answer;
    const secret = await identity.deriveSecret(`source:${sourceId}:${generation}`);
    return jsonAnswer(200, { source_id: sourceId, provider_secret: secret, generation });
  }

  confirmClock(actor: Actor): Promise<Response> {
    return this.#do({ kind: "confirm-clock" }, actor, { confirmed: true });
  }

  async ledger(): Promise<Response> {
    const answer = jsonAnswer(200, ledgerOf(this.#parts.writer.state));
    await allDurable(this.#parts.writer);
    return answer;
  }

  async suspensions(): Promise<Response> {
    const { writer } = this.#parts;
    writer.catchUp();
    const answer = jsonAnswer(200, suspensionList(writer.state));
    await allDurable(writer);
    return answer;
  }

  async suspend(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, SUSPENSION);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const { reason } = reading.body;
    const scope = readScope(reading.body.scope, reading.body.id);
    if (scope.kind === "refused") return refusalAnswer(scope);
    if (reason.trim() === "" || reason.length > REASON_LENGTH_MAX || !reason.isWellFormed()) {
      const text = `reason has ${reason.length} characters; 1 to ${REASON_LENGTH_MAX} are accepted, not only blanks`;
      return refusalAnswer(refuseHttp("FIELD_INVALID", text, "reason"));
    }
    const body = { ...scopeFields(scope), reason };
    return this.#do({ kind: "suspend-betting", scope, reason }, actor, body);
  }

  async resume(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, RESUMPTION);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const scope = readScope(reading.body.scope, reading.body.id);
    if (scope.kind === "refused") return refusalAnswer(scope);
    return this.#do({ kind: "resume-betting", scope }, actor, scopeFields(scope));
  }

  async limitStakes(context: HttpContext, actor: Actor): Promise<Response> {
    const { limits } = this.#parts;
    const reading = await readJsonBody(context.req.raw, limits.bodyBytes, STAKE_LIMITS);
    if (reading.kind === "refused") return refusalAnswer(reading);
    const id = (context.req.param("id") ?? "").toLowerCase();
    if (!isUuid(id)) {
      return refusalAnswer(refuseHttp("GAME_NOT_FOUND", "the id in the path is no id of a game"));
    }
    const { minimum = null, maximum = null } = reading.body;
    const gameId = id as GameId;
    const command = { kind: "limit-stakes", gameId, minStake: minimum, maxStake: maximum } as const;
    return this.#do(command, actor, { game_id: gameId, minimum, maximum });
  }

  async #do(command: Command, actor: Actor, body: Record<string, unknown>): Promise<Response> {
    const outcome = this.#parts.writer.submit(command, actor, null);
    if (outcome.kind === "refused") return this.#refused(outcome);
    const isRepeat = "change" in outcome.answer && outcome.answer.change === "none";
    const answer = jsonAnswer(200, isRepeat ? { ...body, idempotent: true } : body);
    await allDurable(this.#parts.writer);
    return answer;
  }

  async #refused(refusal: Omit<HttpRefusal, "kind">): Promise<Response> {
    const answer = refusalAnswer(refusal);
    if (refusal.code !== "BUSY") await allDurable(this.#parts.writer);
    return answer;
  }
}

function readUserId(context: HttpContext): UserId | HttpRefusal {
  const id = context.req.param("id") ?? "";
  if (USER_ID.test(id)) return Number(id) as UserId;
  return refuseHttp("USER_NOT_FOUND", "the id in the path is no number of a user");
}

function isRole(text: string): text is Role {
  return text === "developer" || text === "admin";
}
