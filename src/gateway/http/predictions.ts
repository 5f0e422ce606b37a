// PUT and POST .../pools/open/{pool}/predictions/: a bet over HTTP. The same rules, codes and order as
// op 392; client_bet_id makes it safe to send again.
import type { BetPlaced } from "../../engine/fact.ts";
import { isUuid, type PoolId, type UserId } from "../../engine/ids.ts";
import { type Pool, poolById, type State } from "../../engine/state.ts";
import type { DecimalText } from "../../money/amount.ts";
import { target } from "../../protocol/name-shape.ts";
import { betKnown, betPlaced } from "../../protocol/pool-message.ts";
import { Problem } from "../../protocol/problem.ts";
import type { Rendering } from "../../protocol/rendering.ts";
import { text } from "../../protocol/shape.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { type HttpRefusal, jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { readJsonBody } from "./json-body.ts";
import { gameInPath, HTTP_EDITION } from "./public-games.ts";
import { requesterOf } from "./requester.ts";
import type { HttpContext } from "./routes.ts";

const BET = { target: "text", amount: "amount", client_bet_id: "optional-text" } as const;
const CLIENT_ID_LENGTH_MAX = 64;
const clientBetIdShape = text(CLIENT_ID_LENGTH_MAX);

type Bet = { target: string; amount: DecimalText; clientBetId: string | null };

export async function placeBet(parts: HttpParts, context: HttpContext): Promise<Response> {
  const { identity, limits, writer } = parts;
  const requester = await requesterOf(identity, context.req.raw.headers);
  if (requester.kind === "refused") return refusalAnswer(requester);
  const reading = await readJsonBody(context.req.raw, limits.bodyBytes, BET);
  if (reading.kind === "refused") return refusalAnswer(reading);
  const bet = readBet(reading.body);
  if ("code" in bet) return refusalAnswer(bet);
  const { userId } = requester;
  writer.catchUp();
  const poolId = poolInPath(writer.state, context);
  const outcome = typeof poolId === "string" ? submit(parts, userId, poolId, bet) : poolId;
  if (outcome.kind === "refused") {
    const refusal = refusalAnswer(outcome);
    if (outcome.code !== "BUSY") await allDurable(writer);
    return refusal;
  }
  // Rendered before anything else is decided.
  const placed = told(writer.state, outcome, userId, bet);
  const answer = jsonAnswer(200, placed.render(HTTP_EDITION));
  await allDurable(writer);
  return answer;
}

type Placed = { kind: "placed"; pool: Pool; known: number | null };

function submit(
  { writer }: HttpParts,
  userId: UserId,
  poolId: PoolId,
  bet: Bet,
): Placed | Omit<HttpRefusal, "field"> {
  const command = { kind: "place-bet", poolId, ...bet, expectedPoolVersion: null } as const;
  const outcome = writer.submit(command, { kind: "user", userId }, null);
  if (outcome.kind === "refused") return outcome;
  const pool = poolById(writer.state, poolId);
  if (pool === undefined) throw new Error(`a bet was taken in pool ${poolId}, which is not there`);
  const known = outcome.answer.kind === "bet-known" ? outcome.answer.bet : null;
  return { kind: "placed", pool, known };
}

function told(state: State, { pool, known }: Placed, userId: UserId, bet: Bet): Rendering {
  if (known !== null) return betKnown(state, pool, known, bet.amount);
  const { bets } = pool;
  const last = bets.lastOfUser(userId);
  const fact: BetPlaced = {
    kind: "BetPlaced",
    timeMs: bets.timeAt(last),
    userId,
    pool: pool.index,
    target: bets.targetAt(last),
    stakeMinor: bets.stakeAt(last),
    clientBetId: bet.clientBetId,
    royalty: null,
  };
  return betPlaced(state, fact, bets.seqAt(last), bet.amount);
}

function readBet(body: {
  target: string;
  amount: DecimalText;
  client_bet_id: string | undefined;
}): Bet | HttpRefusal {
  const targetId = target.read(body.target, 0);
  if (targetId instanceof Problem) {
    return refuseHttp("FIELD_INVALID", `target ${targetId.text}`, "target");
  }
  const { amount, client_bet_id: sent } = body;
  const clientBetId = sent === undefined ? null : clientBetIdShape.read(sent, 0);
  if (clientBetId instanceof Problem) {
    return refuseHttp("FIELD_INVALID", `client_bet_id ${clientBetId.text}`, "client_bet_id");
  }
  return { target: targetId, amount, clientBetId };
}

/** A pool of the game in the path; one that is over is refused by its own rules. */
function poolInPath(state: State, context: HttpContext): PoolId | HttpRefusal {
  const id = (context.req.param("pool") ?? "").toLowerCase();
  const poolId = isUuid(id) ? (id as PoolId) : null;
  const pool = poolId === null ? undefined : poolById(state, poolId);
  if (poolId !== null && pool === undefined && state.archived.pools.has(poolId)) return poolId;
  const game = gameInPath(state, context);
  // A closed game has only pools that are over: those are refused as op 392 refuses them.
  if ("code" in game && game.code !== "GAME_CLOSED") return game;
  if (poolId === null || pool === undefined) {
    return refuseHttp("POOL_NOT_FOUND", "the id in the path is no id of a pool");
  }
  if (pool.gameId === context.req.param("game")?.toLowerCase()) return poolId;
  return refuseHttp("POOL_NOT_FOUND", `pool ${poolId} is not one of the game in the path`);
}
