// Commands of every kind made of four numbers, so that a random list of them is a whole life of a
// deployment. What they ask for is often wrong: refusals must change nothing.
import type { Actor, Command, PoolType, SuspensionScope } from "../../src/engine/command.ts";
import type { GameId, PoolId, SourceId, UserId } from "../../src/engine/ids.ts";
import { type Game, type Pool, isBinary, isUnresolved, poolsOf } from "../../src/engine/state.ts";
import { formatDecimal } from "../../src/money/amount.ts";
import {
  NOWHERE,
  OPERATOR,
  OWNER,
  SYSTEM,
  betCommand,
  decimal,
  eventCommand,
  newGameCommand,
  newPoolCommand,
} from "./engine-commands.ts";
import type { EngineWorld } from "./engine-world.ts";
import { hubAsk } from "./hub-asks.ts";

export type Dice = [kind: number, which: number, what: number, when: number];
export type Ask = { actor: Actor; command: Command };

type Pick = {
  dice: Dice;
  world: EngineWorld;
  sourceId: SourceId;
  gameId: GameId;
  poolId: PoolId;
  game: Game | undefined;
  pool: Pool | undefined;
  player: UserId;
};

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % Math.max(1, from.length)];
}

const ACTIONS = ["goal", "red-card", "sneeze"];
const TARGETS = ["argentina:10", "argentina:11", "brazil:7", "chile", "argentina", "none"];
const SPELLED = [["argentina", "brazil"], ["chile"], ["argentina:10", "brazil:7"], ["peru"], []];

/** Now, soon, later or past; null for "not said". */
function time({ dice, world }: Pick): number | null {
  const [, , , when] = dice;
  const offsets = [null, -500, 300, 1_500, 4_000];
  const offset = pick(offsets, when) ?? null;
  return offset === null ? null : world.nowMs + offset;
}

function amount({ dice, game }: Pick): string {
  const [, , what, when] = dice;
  return formatDecimal(1 + ((what * 31 + when * 7) % 4_000), game?.decimals ?? 2);
}

function scope(from: Pick): SuspensionScope {
  const { sourceId, gameId, player: userId } = from;
  const scopes: SuspensionScope[] = [
    { kind: "all" },
    { kind: "source", sourceId },
    { kind: "game", gameId },
    { kind: "player", userId },
    { kind: "provider", gameId },
  ];
  return pick(scopes, from.dice[2]) ?? { kind: "all" };
}

const byOwner = (command: Command): Ask => ({ actor: { kind: "user", userId: OWNER }, command });

function bet(from: Pick): Ask {
  const { dice, pool, poolId, player } = from;
  const [, which, what, when] = dice;
  if (pool === undefined && when % 4 !== 0) return newPool(from);
  const target = pick(pool?.targets ?? [], what)?.id ?? "brazil";
  const clientBetId = when % 3 === 0 ? `c${which % 8}` : null;
  const expectedPoolVersion = when % 11 === 0 ? (pool?.version ?? 1) : null;
  const command = betCommand(poolId, target, amount(from), { clientBetId, expectedPoolVersion });
  return { actor: { kind: "user", userId: when % 13 === 0 ? OWNER : player }, command };
}

function newPool(from: Pick): Ask {
  const { dice, gameId, world } = from;
  const [, which, what, when] = dice;
  const asked = world.state.games.get(gameId);
  if (asked?.admins.has(OWNER) === false && when % 4 !== 0) {
    return byOwner({ kind: "become-game-admin", gameId });
  }
  const type = (1 + (what % 4)) as PoolType;
  const timed = type === 2 || type === 4;
  return byOwner(
    newPoolCommand(gameId, {
      type,
      finishAtMs: timed ? world.nowMs + 800 + (when % 5) * 700 : null,
      stopAtMs: which % 3 === 0 ? world.nowMs + 500 : null,
      recreateOnEnd: which % 2 === 0,
      manual: type === 4 && when % 2 === 0,
      takeoutBps: pick([null, 0, 500, 5_000], when) ?? null,
      ...(type > 2
        ? {}
        : { targets: pick(SPELLED, which) ?? [], action: pick(ACTIONS, when) ?? "" }),
    }),
  );
}

function event(from: Pick): Ask {
  const { dice, gameId, pool } = from;
  const [, which, what, when] = dice;
  const binary = pool !== undefined && isBinary(pool) && which % 2 === 0;
  const target = pick(binary ? pool.targets.map(({ id }) => id) : TARGETS, what) ?? "chile";
  const action = binary ? pool.action : (pick(ACTIONS, which) ?? "goal");
  const clientEventId = when % 4 === 0 ? `e${what % 5}` : null;
  const asked = binary ? pool.gameId : gameId;
  return byOwner(eventCommand(asked, target, { action, happenedAtMs: time(from), clientEventId }));
}

function transfer(from: Pick): Ask {
  const [, which, what, when] = from.dice;
  const command: Command = {
    kind: "transfer",
    direction: what % 3 === 0 ? "withdrawal" : "deposit",
    userId: from.player,
    currency: pick(["DON", "JPY", "KWD", "XAU"], when) ?? "DON",
    amount: decimal(String(1 + (which % 900))),
    reference: `r${what % 40}`,
  };
  return { actor: OPERATOR, command };
}

function game({ dice, world, sourceId }: Pick): Ask {
  const [, which, what, when] = dice;
  const closeAtMs = when % 3 === 0 ? world.nowMs + 2_500 : null;
  const openAtMs = which % 3 === 0 ? world.nowMs + 700 : null;
  const currency = pick(["DON", "JPY", "KWD"], what) ?? "DON";
  const mode = which % 4 === 0 ? "upcoming" : "opening";
  return byOwner(newGameCommand(sourceId, mode, { currency, openAtMs, closeAtMs }));
}

function change(from: Pick): Ask {
  const { dice, gameId, player: userId } = from;
  const names = { actions: ["Foul"], targets: [`Peru:${dice[2] % 4}`] };
  const commands: Command[] = [
    { kind: "become-game-admin", gameId },
    { kind: "become-game-admin", gameId },
    { kind: "appoint-game-admin", gameId, userId },
    { kind: "open-game", gameId, ...names },
    { kind: "update-game", gameId, ...names, imageUrl: null },
  ];
  return byOwner(pick(commands, dice[3]) ?? { kind: "become-game-admin", gameId });
}

function block(from: Pick): Ask {
  const { dice, gameId, poolId } = from;
  const action = pick(ACTIONS, dice[2]) ?? "goal";
  const atMs = time(from);
  const commands: Command[] = [
    { kind: "block-pool", poolId, atMs },
    { kind: "allow-pool", poolId, atMs },
    { kind: "block-action", gameId, action, atMs },
    { kind: "allow-action", gameId, action, atMs },
  ];
  return byOwner(pick(commands, dice[1]) ?? { kind: "block-pool", poolId, atMs });
}

function end({ dice, gameId, poolId, sourceId }: Pick): Ask {
  const commands: Command[] = [
    { kind: "void-pool", poolId, reason: "fog" },
    { kind: "void-pool", poolId, reason: "fog" },
    { kind: "close-game", gameId },
    { kind: "close-game", gameId },
    { kind: "close-source", sourceId },
  ];
  return byOwner(pick(commands, dice[3]) ?? { kind: "close-game", gameId });
}

function operator(from: Pick): Ask {
  const { dice, gameId, sourceId, player: userId } = from;
  const suspension = scope(from);
  const actor = suspension.kind === "provider" ? SYSTEM : OPERATOR;
  const asks: Ask[] = [
    { actor, command: { kind: "suspend-betting", scope: suspension, reason: "storm" } },
    { actor: OPERATOR, command: { kind: "resume-betting", scope: suspension } },
    byOwner({ kind: "resume-betting", scope: { kind: "provider", gameId } }),
    { actor: OPERATOR, command: { kind: "resume-betting", scope: { kind: "all" } } },
    { actor, command: { kind: "limit-stakes", gameId, minStake: null, maxStake: decimal("200") } },
    { actor, command: { kind: "rotate-source-secret", sourceId } },
    { actor, command: { kind: "set-role", userId, role: "developer", grant: "give" } },
    { actor, command: { kind: "open-account", userId, country: "AR" } },
    { actor: SYSTEM, command: { kind: "start-server", version: "1", configuration: "" } },
    { actor: OPERATOR, command: { kind: "confirm-clock" } },
  ];
  return pick(asks, dice[3]) ?? byOwner({ kind: "open-source", name: "s", description: null });
}

function hub(from: Pick): Ask {
  const [, which, what, when] = from.dice;
  return hubAsk(from, which, { what, when });
}

/** How often each kind of command comes up. */
const WEIGHTS: [(from: Pick) => Ask, number][] = [
  [bet, 14],
  [newPool, 5],
  [event, 4],
  [block, 4],
  [change, 3],
  [transfer, 2],
  [game, 1],
  [end, 1],
  [operator, 1],
  [hub, 9],
  [() => byOwner({ kind: "open-source", name: "another", description: null }), 1],
];
const KINDS = WEIGHTS.flatMap(([ask, weight]) => Array.from({ length: weight }, () => ask));

export function askFrom(dice: Dice, world: EngineWorld): Ask {
  const [kind, which, , when] = dice;
  const { state } = world;
  const nowhere = which % 29 === 0;
  // Mostly about what is going on, sometimes about what is over.
  const any = when % 5 === 0;
  const games = [...state.games.values()].filter(({ status }) => any || status.kind !== "closed");
  const pools = [...poolsOf(state)].filter((pool) => any || isUnresolved(pool));
  const theGame = pick(games.slice(-3), which);
  const thePool = pick(pools.slice(-6), which);
  return (pick(KINDS, kind) ?? bet)({
    dice,
    world,
    game: thePool === undefined ? theGame : state.games.get(thePool.gameId),
    pool: thePool,
    player: (2 + (which % 4)) as UserId,
    sourceId: [...state.sources.keys()].at(-1) ?? (NOWHERE as SourceId),
    gameId: nowhere || theGame === undefined ? (NOWHERE as GameId) : theGame.gameId,
    poolId: nowhere || thePool === undefined ? (NOWHERE as PoolId) : thePool.poolId,
  });
}
