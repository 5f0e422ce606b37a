// A deployment in miniature for tests of rendering: requests as a client sends them go in, what is said
// about them comes out. For tests only.
import type { Command, Context } from "../engine/command.ts";
import { decide } from "../engine/decide.ts";
import { evolve } from "../engine/evolve.ts";
import type { GameId, PoolId, Seed, SourceId, UserId } from "../engine/ids.ts";
import { type Refusal } from "../engine/refusal.ts";
import { DEFAULT_RULES, type Rules } from "../engine/rules.ts";
import { type Pool, type State, newState, poolById } from "../engine/state.ts";
import { nextTimer } from "../engine/timers.ts";
import { type Announcement, messagesOf } from "./announcement.ts";
import { answerOf, refusalOf } from "./answer.ts";
import { readRequest } from "./client-message.ts";
import { type Asked, type ClientRequest, NOTHING_ASKED } from "./client-request.ts";
import { type Edition, DEFAULT_EDITION } from "./edition.ts";
import { readEnvelope } from "./envelope.ts";
import { sourceOpened } from "./plain-messages.ts";
import { answerQuery } from "./query.ts";
import { Rendering } from "./rendering.ts";
import { problemsOfMessage } from "./schema/message-check.ts";
import type { ServerMessage } from "./server-message.ts";

export const ADMIN = 1 as UserId;
export const START_MS = 1_600_000_000_000;

/** A field that holds text. */
export function textIn(message: ServerMessage | undefined, field: string): string {
  const value = message?.[field];
  if (typeof value !== "string") throw new Error(`${field} is no text: ${JSON.stringify(message)}`);
  return value;
}

export class Scenario {
  readonly state: State = newState();
  readonly rules: Rules = { ...DEFAULT_RULES, developers: "open" };
  nowMs = START_MS;
  edition: Edition = DEFAULT_EDITION;
  /** Audiences of what was said last, beside the messages. */
  audiences: string[] = [];
  #commands = 0;

  constructor(players: number) {
    this.#system({ kind: "start-deployment", deploymentId: "d", betIdKey: "ab".repeat(16) });
    for (let userId = 1; userId <= players + 1; userId++) {
      this.#system({ kind: "open-account", userId: userId as UserId, country: null });
    }
  }

  /** What everybody together is told after the request. */
  send(userId: UserId | null, body: { op: number; [field: string]: unknown }): ServerMessage[] {
    const envelope = readEnvelope(JSON.stringify(body));
    if (envelope.kind === "read-error") throw new Error(envelope.text);
    const request = readRequest(envelope, this.nowMs);
    switch (request.kind) {
      case "read-error":
        throw new Error(request.text);
      case "command":
        return this.#command(request.command, userId, body.op, request.asked, request);
      case "appoint": {
        // The gateway would look the name up; here players are called by their numbers.
        const appointee = Number(request.username) as UserId;
        const { gameId, username } = request;
        const command = { kind: "appoint-game-admin", gameId, userId: appointee } as const;
        return this.#command(command, userId, body.op, { amount: null, username }, request);
      }
      case "query":
        return [this.#said(answerQuery(this.state, request.query, userId, this.nowMs), body.op)];
      case "join":
      case "leave":
      case "ping":
      case "op-codes":
      case "handshake":
        throw new Error(`${request.kind} is the gateway's own`);
    }
  }

  /** Lets time pass; what the timers on the way say. */
  pass(ms: number): ServerMessage[] {
    const untilMs = this.nowMs + ms;
    const told: Announcement[] = [];
    for (;;) {
      const timer = nextTimer(this.state);
      if (timer === undefined || timer.dueMs > untilMs) break;
      this.nowMs = timer.dueMs;
      told.push(...this.#system({ kind: "timer", timer }));
    }
    this.nowMs = untilMs;
    return this.#messages(told);
  }

  /** By the operator, over no connection. */
  operate(command: Command): ServerMessage[] {
    const actor = { kind: "operator", name: "operator" } as const;
    const told = this.#decide(command, actor, 0, NOTHING_ASKED);
    if ("kind" in told) throw new Error(told.text);
    return this.#messages(told);
  }

  closingSteps(sourceId: SourceId): ServerMessage[] {
    const told: Announcement[] = [];
    while (this.state.closingSources.length > 0) {
      told.push(...this.#system({ kind: "close-source-step", sourceId }));
    }
    return this.#messages(told);
  }

  pool(poolId: string): Pool {
    const pool = poolById(this.state, poolId as PoolId);
    if (pool === undefined) throw new Error(`no pool ${poolId}`);
    return pool;
  }

  /** A source and an open football game of ADMIN's. */
  openGame(more: object = {}): GameId {
    const source = this.send(ADMIN, { op: 365, source_name: "me.example" })[0];
    const game = this.send(ADMIN, {
      op: 370,
      source_id: source?.["source_id"],
      game_name: "Argentina - Brazil",
      type: "Football",
      actions: ["Goal", "Offside", "Red card"],
      targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7"],
      ...more,
    })[0];
    const gameId = game?.["game_id"] as GameId;
    this.send(ADMIN, { op: 616, game_id: gameId });
    return gameId;
  }

  openPool(gameId: GameId, more: object = {}): string {
    const told = this.send(ADMIN, {
      op: 385,
      game_id: gameId,
      description: "Next Goal By Team",
      action: "goal",
      targets: "argentina,brazil",
      ...more,
    });
    return textIn(told[0], "pool_id");
  }

  #command(
    command: Command,
    userId: UserId | null,
    op: number,
    asked: Asked,
    request: ClientRequest,
  ): ServerMessage[] {
    const actor: Context["actor"] = userId === null ? { kind: "system" } : { kind: "user", userId };
    const told = this.#decide(command, actor, op, asked);
    if ("kind" in told) return [this.#render(refusalOf(told, op, request))];
    return this.#messages(told);
  }

  #system(command: Command): Announcement[] {
    const told = this.#decide(command, { kind: "system" }, 0, NOTHING_ASKED);
    if ("kind" in told) throw new Error(told.text);
    return told;
  }

  #decide(
    command: Command,
    actor: Context["actor"],
    op: number,
    asked: Asked,
  ): Announcement[] | Refusal {
    const seed = (this.#commands++).toString(16).padStart(32, "0") as Seed;
    const { state, nowMs, rules } = this;
    const decision = decide(state, command, { nowMs, seed, actor, rules });
    if (decision.kind === "refused") return decision;
    const told: Announcement[] = [];
    for (const fact of decision.facts) {
      evolve(state, fact);
      told.push(...messagesOf(state, fact, state.seq, asked));
    }
    told.push(...answerOf(state, decision.answer, op, asked));
    return told;
  }

  #messages(told: Announcement[]): ServerMessage[] {
    this.audiences = told.map((it) => (it.kind === "message" ? it.audience.kind : it.kind));
    return told.flatMap((it) => {
      if (it.kind === "personal-resolutions") return [];
      const rendering =
        it.kind === "message" ? it.rendering : sourceOpened(it.sourceId, "its secret", it.logSeq);
      return [this.#render(rendering)];
    });
  }

  #said(answer: Rendering | Refusal, op: number): ServerMessage {
    const rendering = answer instanceof Rendering ? answer : refusalOf(answer, op, null);
    return this.#render(rendering);
  }

  /** Every message is held against its schema. */
  #render(rendering: Rendering): ServerMessage {
    const message = rendering.render(this.edition);
    const told = { response_header: { t: this.nowMs }, ...message };
    const problems = problemsOfMessage(told, [this.edition]);
    if (problems.length > 0) throw new Error(`${problems.join("; ")}\n${JSON.stringify(message)}`);
    return message;
  }
}
