// One game and everything an operator has under the hands for it.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { GameView } from "../../../client/src/index.ts";
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { followGame } from "../../live/connection.ts";
import { type Names, namesOf, NO_NAMES } from "../../live/names.ts";
import type { Operator } from "../operator.ts";
import { lettersFor, NO_LETTERS } from "./pool-letters.ts";
import { rightsIn, type Rights } from "./rights.ts";

export type ListedGame = HttpCalls["listGames"]["answer"]["games"][number];

/** What is being looked at before it is done. */
export type Sheet =
  | { readonly kind: "event"; readonly action: string; readonly target: string }
  | { readonly kind: "result"; readonly poolId: string; readonly target: string }
  | { readonly kind: "void"; readonly poolId: string }
  | { readonly kind: "new-pool" | "open" | "close" | "suspend" | "resume" | "appoint" };

export type Desk = {
  readonly gameId: string;
  readonly view: ReadonlySignal<GameView>;
  readonly names: ReadonlySignal<Names>;
  /** The game as listed among all; null until it was read, and when it is over. */
  readonly listed: ReadonlySignal<ListedGame | null>;
  readonly rights: ReadonlySignal<Rights>;
  readonly askRights: () => Promise<void>;
  /** Actions that were locked as a whole since the desk is open. */
  readonly lockedActions: ReadonlySignal<ReadonlySet<string>>;
  /** Which key locks which pool. */
  readonly letters: ReadonlySignal<ReadonlyMap<string, string>>;
  /** The action that something has just happened of. */
  readonly action: Signal<string | null>;
  /** When it happened. */
  readonly momentMs: Signal<number>;
  readonly sheet: Signal<Sheet | null>;
  readonly areKeysOn: Signal<boolean>;
  /** Closing was asked for, and pools wait for a decision. */
  readonly isClosing: Signal<boolean>;
  readonly end: () => void;
};

export function openDesk(operator: Operator, gameId: string): Desk {
  const { connection } = operator;
  const followed = followGame(connection, gameId);
  const { view } = followed;
  const rights = signal<Rights>("unknown");
  const listed = signal<ListedGame | null>(null);
  const lockedActions = signal<ReadonlySet<string>>(new Set());
  let letters = NO_LETTERS;
  const askRights = async (): Promise<void> => {
    const known = await rightsIn(operator, gameId);
    rights.value = known.rights;
    listed.value = known.listed;
  };
  const endRights = effect(() => {
    if (connection.status.value.state === "open") void askRights();
  });
  const endMarks = effect(() => {
    const client = connection.client.value;
    const mark = (action: string, isLocked: boolean): void => {
      const marked = new Set(lockedActions.peek());
      if (isLocked) marked.add(action);
      else marked.delete(action);
      lockedActions.value = marked;
    };
    const ends = [
      client.on("betting_for_game_and_action_blocked", (message) => {
        if (message.game_id === gameId) mark(message.action, true);
      }),
      client.on("betting_for_game_and_action_allowed", (message) => {
        if (message.game_id === gameId) mark(message.action, false);
      }),
    ];
    return () => ends.forEach((end) => end());
  });
  return {
    gameId,
    view,
    names: computed(() => {
      const { game } = view.value;
      return game === null ? NO_NAMES : namesOf(game);
    }),
    listed,
    rights,
    askRights,
    lockedActions,
    letters: computed(() => {
      const ids = view.value.pools.map(({ pool_id: id }) => id);
      letters = lettersFor(letters, ids);
      return letters.byPool;
    }),
    action: signal(null),
    momentMs: signal(0),
    sheet: signal(null),
    areKeysOn: signal(true),
    isClosing: signal(false),
    end: () => {
      endRights();
      endMarks();
      followed.leave();
    },
  };
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("nothing here is outside of DeskProvider");
  return desk;
}
