// What the simulated world asks for: mostly bets, and now and then everything else. All chance comes
// from the seed; what is asked for is sometimes wrong on purpose.
import { type DecimalText, formatDecimal, readDecimal } from "../../src/money/amount.ts";
import type { Actor, Command, PoolType } from "../../src/engine/command.ts";
import type { GameId, PoolId, SourceId, UserId } from "../../src/engine/ids.ts";
import {
  type Game,
  type Pool,
  type State,
  gameOf,
  isBinary,
  isUnresolved,
  poolsOf,
} from "../../src/engine/state.ts";
import type { Random } from "../../src/log/sim-disk.ts";
import { HubScript } from "./hub-script.ts";

export type Ask = { command: Command; actor: Actor };

export const PROVIDER = 1 as UserId;
const PLAYERS = [2, 3, 4, 5, 6] as UserId[];
const TARGETS = ["argentina:10", "argentina:11", "france:7", "france:10"];
const ACTIONS = ["Goal", "Corner Kick"];
const NOWHERE = "00000000-0000-8000-8000-000000000000";

export class Script {
  readonly #random: Random;
  readonly #hub: HubScript;
  readonly #betIds: { userId: UserId; command: Command }[] = [];
  #references = 0;
  #clientIds = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#hub = new HubScript(random);
  }

  /** Accounts with money, and a source, as far as they are not there yet. */
  opening(state: State): Ask[] {
    const asks: Ask[] = [];
    for (const userId of [PROVIDER, ...PLAYERS]) {
      if (state.accounts.has(userId)) continue;
      const country = userId % 2 === 0 ? "AR" : null;
      asks.push({ command: { kind: "open-account", userId, country }, actor: { kind: "system" } });
    }
    for (const currency of ["DON", "JPY", "KWD"]) {
      for (const userId of PLAYERS) {
        const reference = `first ${currency} ${userId}`;
        if (!state.transfers.has(reference)) asks.push(deposit({ userId, currency, reference }));
      }
    }
    if (state.sources.size === 0) {
      asks.push(by(PROVIDER, { kind: "open-source", name: "S", description: null }));
    }
    return asks;
  }

  next(state: State, nowMs: number): Ask {
    const ofHub = this.#below(3) === 0 ? this.#hub.next(state) : null;
    if (ofHub !== null) return ofHub;
    const dice = this.#below(100);
    const games = [...state.games.values()];
    const open = games.filter((candidate) => candidate.status.kind !== "closed");
    const game = this.#pick(dice % 10 === 0 ? games : open);
    const unresolved = [...poolsOf(state)].filter(isUnresolved);
    const pool = this.#pick(dice % 10 === 0 ? [...poolsOf(state)] : unresolved);
    if (game === undefined || dice < 2) return this.#createGame(state, nowMs);
    if (pool === undefined || dice < 9) return this.#createPool(game, nowMs);
    if (dice < 72) return this.#bet(pool, state);
    if (dice < 80) return this.#event(game, state, nowMs);
    if (dice < 90) return this.#block(game, pool, nowMs);
    if (dice < 93) return this.#transfer();
    if (dice < 95) return this.#admin(game);
    if (state.suspensions.size > 0 && dice < 96) return this.#switch(state, game);
    if (dice < 97) return by(PROVIDER, { kind: "void-pool", poolId: pool.poolId, reason: "test" });
    if (dice < 99) return by(PROVIDER, { kind: "close-game", gameId: game.gameId });
    return this.#rare(state, game);
  }

  /** A bet asked for before, asked for again: whatever became of it, it must not count twice. */
  again(): Ask | null {
    const ofHub = this.#below(3) === 0 ? this.#hub.again() : undefined;
    if (ofHub !== undefined) return ofHub;
    const known = this.#pick(this.#betIds.slice(-30));
    return known === undefined ? null : by(known.userId, known.command);
  }

  #below(limit: number): number {
    return this.#random() % limit;
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[this.#below(Math.max(1, from.length))];
  }

  #createGame(state: State, nowMs: number): Ask {
    const sources = [...state.sources.values()];
    const source = sources.findLast((candidate) => candidate.status === "open");
    if (source === undefined)
      return by(PROVIDER, { kind: "open-source", name: "S", description: null });
    const sometimes = (delayMs: number): number | null =>
      this.#below(4) === 0 ? nowMs + delayMs : null;
    return by(PROVIDER, {
      kind: "create-game",
      sourceId: source.sourceId,
      mode: this.#below(4) === 0 ? "upcoming" : "opening",
      details: {
        name: "Argentina - France",
        type: "football",
        currency: this.#pick(["DON", "DON", "JPY", "KWD", "JPY", "FUN"]) ?? "DON",
        actions: ACTIONS,
        targets: TARGETS,
        openAtMs: sometimes(this.#below(2_000)),
        closeAtMs: sometimes(3_000 + this.#below(20_000)),
        liveStartAtMs: null,
        liveFinishAtMs: null,
        hashtag: null,
        imageUrl: null,
      },
    });
  }

  #createPool(game: Game, nowMs: number): Ask {
    if (!game.admins.has(PROVIDER)) return this.#admin(game);
    const type = (1 + this.#below(4)) as PoolType;
    const timed = type === 2 || type === 4;
    const finishAtMs = timed ? nowMs + 200 + this.#below(6_000) : null;
    const stopAtMs = this.#below(3) === 0 ? nowMs + 100 + this.#below(3_000) : null;
    return by(PROVIDER, {
      kind: "create-pool",
      gameId: game.gameId,
      type,
      action: type >= 3 ? null : "goal",
      targets:
        type >= 3 ? [] : this.#below(2) === 0 ? ["argentina", "france"] : TARGETS.slice(0, 3),
      description: "next",
      finishAtMs,
      stopAtMs:
        finishAtMs === null || stopAtMs === null ? stopAtMs : Math.min(stopAtMs, finishAtMs),
      recreateOnEnd: this.#below(2) === 0,
      manual: type === 4 && this.#below(3) === 0,
      takeoutBps: this.#pick([null, 0, 500, 1_250, 5_000]) ?? null,
    });
  }

  #bet(pool: Pool, state: State): Ask {
    const launched = this.#below(3) === 0 ? this.#hub.sessionIn(state, pool.gameId) : undefined;
    const userId = launched?.userId ?? this.#pick(PLAYERS) ?? PROVIDER;
    const clientBetId = this.#below(3) === 0 ? null : `c${this.#clientIds++}`;
    const command: Command = {
      kind: "place-bet",
      poolId: this.#below(60) === 0 ? (NOWHERE as PoolId) : pool.poolId,
      target: this.#pick(pool.targets)?.id ?? "none",
      amount: this.#amount(gameOf(state, pool.gameId).decimals),
      clientBetId,
      expectedPoolVersion: this.#below(20) === 0 ? pool.version : null,
    };
    if (launched !== undefined) {
      return { command, actor: { kind: "user", userId, session: launched.sessionId } };
    }
    if (clientBetId !== null) this.#betIds.push({ userId, command });
    return by(this.#below(40) === 0 ? PROVIDER : userId, command);
  }

  #amount(decimals: number): DecimalText {
    const minor = 1 + this.#below(this.#below(20) === 0 ? 200_000 : 700);
    const text = formatDecimal(minor, this.#below(20) === 0 ? decimals + 1 : decimals);
    return readDecimal(text) ?? ("1" as DecimalText);
  }

  #event(game: Game, state: State, nowMs: number): Ask {
    const pools = [...poolsOf(state)];
    const binary = pools.filter((pool) => isBinary(pool) && isUnresolved(pool)).slice(-3);
    const pool = this.#below(3) === 0 ? this.#pick(binary) : undefined;
    const gameId = pool?.gameId ?? game.gameId;
    return by(PROVIDER, {
      kind: "register-event",
      gameId,
      action: pool?.action ?? "goal",
      target: pool === undefined ? (this.#pick(TARGETS) ?? "") : (this.#pick(["yes", "no"]) ?? ""),
      happenedAtMs: this.#below(3) === 0 ? null : nowMs - this.#below(1_500),
      clientEventId: this.#below(2) === 0 ? null : `e${this.#below(40)}`,
    });
  }

  #block(game: Game, pool: Pool, nowMs: number): Ask {
    const atMs = this.#below(2) === 0 ? null : nowMs - 200 + this.#below(1_500);
    const { poolId } = pool;
    const { gameId } = game;
    switch (this.#below(6)) {
      case 0:
      case 1:
        return by(PROVIDER, { kind: "allow-pool", poolId, atMs });
      case 2:
        return by(PROVIDER, { kind: "block-action", gameId, action: "goal", atMs });
      case 3:
      case 4:
        return by(PROVIDER, { kind: "allow-action", gameId, action: "goal", atMs });
      default:
        return by(PROVIDER, { kind: "block-pool", poolId, atMs });
    }
  }

  #transfer(): Ask {
    const again = this.#below(4) === 0 && this.#references > 0;
    const reference = `ref${again ? this.#below(this.#references) : this.#references++}`;
    const command: Command = {
      kind: "transfer",
      direction: this.#below(3) === 0 ? "withdrawal" : "deposit",
      userId: this.#pick(PLAYERS) ?? PROVIDER,
      currency: this.#pick(["DON", "JPY", "KWD"]) ?? "DON",
      amount: String(1 + this.#below(900)) as DecimalText,
      reference,
    };
    return { command, actor: { kind: "operator", name: "cashier" } };
  }

  #admin(game: Game): Ask {
    const { gameId } = game;
    if (game.status.kind === "upcoming") {
      return by(PROVIDER, { kind: "open-game", gameId, actions: [], targets: [] });
    }
    if (this.#below(3) === 0) {
      const targets = [`france:${20 + this.#below(4)}`];
      return by(PROVIDER, { kind: "update-game", gameId, actions: [], targets, imageUrl: null });
    }
    return by(PROVIDER, { kind: "become-game-admin", gameId });
  }

  /** Suspends betting somewhere, or resumes what is suspended. */
  #switch(state: State, game: Game): Ask {
    const actor: Actor = { kind: "operator", name: "cashier" };
    const suspended = this.#pick([...state.suspensions.values()]);
    if (suspended !== undefined && this.#below(4) > 0) {
      return { command: { kind: "resume-betting", scope: suspended.scope }, actor };
    }
    const { gameId, sourceId } = game;
    const scopes = [
      { kind: "all" },
      { kind: "source", sourceId },
      { kind: "game", gameId },
      { kind: "player", userId: this.#pick(PLAYERS) ?? PROVIDER },
    ] as const;
    const scope = this.#pick(scopes) ?? { kind: "all" };
    return { command: { kind: "suspend-betting", scope, reason: "fog" }, actor };
  }

  #rare(state: State, game: Game): Ask {
    const roll = this.#below(5);
    if (roll === 4) return archive(state, game);
    if (roll === 0) return by(PROVIDER, { kind: "close-source", sourceId: game.sourceId });
    if (roll === 1) return by(3 as UserId, { kind: "close-source", sourceId: NOWHERE as SourceId });
    if (roll === 2) {
      const userId = this.#pick(PLAYERS) ?? PROVIDER;
      return by(PROVIDER, { kind: "appoint-game-admin", gameId: NOWHERE as GameId, userId });
    }
    const [source] = state.sources.keys();
    if (source === undefined) return this.#transfer();
    const command: Command = { kind: "rotate-source-secret", sourceId: source };
    return { command, actor: { kind: "operator", name: "cashier" } };
  }
}

function deposit(to: { userId: UserId; currency: string; reference: string }): Ask {
  const amount = "20000" as DecimalText;
  const command: Command = { kind: "transfer", direction: "deposit", amount, ...to };
  return { command, actor: { kind: "operator", name: "cashier" } };
}

/** A closed game leaves the memory, as if its archive were complete. */
function archive(state: State, game: Game): Ask {
  const closed = [...state.games.values()].find(({ status }) => status.kind === "closed");
  const { gameId } = closed ?? game;
  return { command: { kind: "archive-game", gameId }, actor: { kind: "system" } };
}

function by(userId: UserId, command: Command): Ask {
  return { command, actor: { kind: "user", userId } };
}
