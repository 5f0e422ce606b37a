// What a pool's type asks of its other fields, as far as that needs no state.
import type { Command } from "../engine/command.ts";
import { NONE, levelOf, normaliseTarget } from "../engine/target-tree.ts";
import type { ClientRequest } from "./client-request.ts";
import { command } from "./operation.ts";
import { Problem, shown } from "./problem.ts";

type CreatePool = Omit<Extract<Command, { kind: "create-pool" }>, "kind">;

/** `pool.targets` are as spelled; references become ids here, free names of binary pools stay. */
export function readNewPool(pool: CreatePool): ClientRequest | Problem {
  const binary = pool.type === 3 || pool.type === 4;
  const targets = binary ? binaryTargets(pool.targets) : parimutuelTargets(pool.targets);
  if (targets instanceof Problem) return targets;
  const problem = actionProblem(pool) ?? finishProblem(pool);
  if (problem !== null) return problem;
  const action = binary ? null : pool.action;
  return command({ kind: "create-pool", ...pool, action, targets });
}

function actionProblem({ type, action }: CreatePool): Problem | null {
  return action === null && type <= 2
    ? new Problem(`action is missing; pools of type ${type} need an action of the game`)
    : null;
}

function finishProblem({ type, finishAtMs, stopAtMs }: CreatePool): Problem | null {
  const timed = type === 2 || type === 4;
  if (timed && finishAtMs === null) {
    return new Problem(`finish_at is missing; pools of type ${type} end at a time and need it`);
  }
  if (!timed && finishAtMs !== null) {
    return new Problem(
      `finish_at is ${finishAtMs}; pools of type ${type} end with an event and take none, types 2 and 4 do`,
    );
  }
  if (finishAtMs !== null && stopAtMs !== null && stopAtMs > finishAtMs) {
    return new Problem(
      `stop_accepting_bets_at is ${stopAtMs}; accepted: up to finish_at, ${finishAtMs}`,
    );
  }
  return null;
}

/** Ids, each once; `none` is always there and need not be named. */
function parimutuelTargets(spelled: string[]): string[] | Problem {
  const ids = [...new Set(spelled.map(normaliseTarget))].filter((id) => id !== NONE);
  const [first] = ids;
  if (first === undefined) {
    return new Problem("targets is missing; accepted: targets of the game, all of one level");
  }
  const other = ids.find((id) => levelOf(id) !== levelOf(first));
  if (other === undefined) return ids;
  return new Problem(
    `targets has ${shown(first)} and ${shown(other)}; accepted: targets of one level only`,
  );
}

/** Two free names as spelled, or none at all for yes and no. */
function binaryTargets(spelled: string[]): string[] | Problem {
  if (spelled.length === 0) return spelled;
  const byId = new Map<string, string>();
  for (const name of spelled) {
    const id = normaliseTarget(name);
    if (id === NONE || levelOf(id) > 1) {
      return new Problem(
        `targets has ${shown(name)}; accepted in binary pools: two names without ":", none is not one`,
      );
    }
    if (!byId.has(id)) byId.set(id, name);
  }
  if (byId.size === 2) return [...byId.values()];
  return new Problem(
    `targets has ${byId.size} different names; accepted in binary pools: exactly 2, or nothing for yes and no`,
  );
}
