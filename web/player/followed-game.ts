// One game as this page follows it: what the server tells, my settled bets, and the bet being made. Ends
// when another page is shown.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Backed, GameInfo, GameView, PoolView } from "../../client/src/index.ts";
import { type Connection, followGame } from "../live/connection.ts";
import { currency, POINTS } from "./current-game.ts";
import { type Names, namesOf, NO_NAMES } from "../live/names.ts";
import { PoolTerms } from "./pool-terms.ts";
import { Settlements } from "./settlements.ts";
import { Slip } from "./slip.ts";

/**
 * The whole `view` changes hundreds of times a second. What draws looks at a part of it, which is the same
 * object for as long as that part has not changed.
 */
export type FollowedGame = {
  readonly gameId: string;
  /** The server's time when it was opened here. */
  readonly openedAtMs: number;
  readonly view: ReadonlySignal<GameView>;
  readonly info: ReadonlySignal<GameInfo | null>;
  readonly names: ReadonlySignal<Names>;
  readonly following: ReadonlySignal<GameView["following"]>;
  readonly events: ReadonlySignal<GameView["events"]>;
  readonly balance: ReadonlySignal<GameView["balance"]>;
  /** My stakes in a pool by target; undefined where I have none. */
  readonly backed: (poolId: string) => ReadonlySignal<Backed | undefined>;
  readonly poolIds: ReadonlySignal<readonly string[]>;
  readonly pool: (poolId: string) => ReadonlySignal<PoolView | undefined>;
  readonly terms: PoolTerms;
  readonly settlements: Settlements;
  readonly slip: Slip;
  readonly end: () => void;
};

export function followTheGame(connection: Connection, gameId: string): FollowedGame {
  const { view, leave } = followGame(connection, gameId);
  const info = knownInfo(connection, view, gameId);
  const names = computed(() => (info.value === null ? NO_NAMES : namesOf(info.value)));
  // The same list for as long as it has the same pools, so that a change in one draws one.
  const idText = computed(() => view.value.pools.map(({ pool_id: id }) => id).join());
  const poolIds = computed(() => (idText.value === "" ? [] : idText.value.split(",")));
  const pools = computed(() => new Map(view.value.pools.map((pool) => [pool.pool_id, pool])));
  const pool = (poolId: string): ReadonlySignal<PoolView | undefined> =>
    computed(() => pools.value.get(poolId));
  const terms = new PoolTerms();
  const settlements = new Settlements({ connection, view, terms });
  const slip = new Slip({ connection, view, pool, terms });
  const endCurrency = effect(() => {
    currency.value = info.value?.currency ?? POINTS;
  });
  return {
    gameId,
    openedAtMs: connection.nowMs(),
    view,
    info,
    names,
    following: computed(() => view.value.following),
    events: computed(() => view.value.events),
    balance: computed(() => view.value.balance),
    backed: (poolId) => computed(() => view.value.backed[poolId]),
    poolIds,
    pool,
    terms,
    settlements,
    slip,
    end: () => {
      endCurrency();
      settlements.end();
      slip.end();
      leave();
    },
  };
}

/** A game that is over can't be followed any more, but asked for, as long as the server has it. */
function knownInfo(
  { client }: Connection,
  view: ReadonlySignal<GameView>,
  gameId: string,
): ReadonlySignal<GameInfo | null> {
  const asked = signal<GameInfo | null>(null);
  const isClosed = computed(() => view.value.following === "closed" && view.value.game === null);
  const end = effect(() => {
    if (!isClosed.value) return;
    untracked(() => client.value)
      .getGame({ game_id: gameId })
      .then(
        (details) => {
          asked.value = details;
        },
        () => {},
      );
    queueMicrotask(() => end());
  });
  return computed(() => view.value.game ?? asked.value);
}

const GameContext = createContext<FollowedGame | null>(null);
export const GameProvider = GameContext.Provider;

export function useGame(): FollowedGame {
  const game = useContext(GameContext);
  if (game === null) throw new Error("nothing here is outside of GameProvider");
  return game;
}
