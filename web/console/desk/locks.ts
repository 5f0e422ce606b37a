// Locking and allowing, at once and without a question: a lock that comes a second late is worth nothing.
// What can be taken back by the same key needs no sheet; what it does stands on its button.
import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { showToast } from "../../design/toast.tsx";
import { refusalText } from "../../text/console.ts";
import { type Operator, useOperator } from "../operator.ts";
import { type Desk, useDesk } from "./desk.ts";
import { isBinary, phaseOf } from "./pool-phase.ts";

export type Locks = {
  readonly togglePool: (poolId: string) => void;
  readonly toggleAction: (action: string) => void;
  /** Every action and every question, or all of them free again. */
  readonly toggleAll: () => void;
  /** As a whole, or each of its pools. */
  readonly isActionLocked: (action: string) => boolean;
  readonly areAllLocked: ReadonlySignal<boolean>;
};

export function useLocks(): Locks {
  const operator = useOperator();
  const desk = useDesk();
  return useMemo(() => locksOf(operator, desk), [operator, desk]);
}

function locksOf({ connection }: Operator, desk: Desk): Locks {
  const { gameId, lockedActions, view } = desk;
  const client = () => connection.client.peek();
  /** Those that still could take bets. */
  const pools = () =>
    view.value.pools.filter((pool) => phaseOf(pool, connection.nowMs()) !== "waiting");
  const isActionLocked = (action: string): boolean => {
    const own = pools().filter((pool) => pool.action_id === action);
    const areOwnLocked = own.length > 0 && own.every((pool) => pool.is_blocked);
    return areOwnLocked || (own.length === 0 && lockedActions.value.has(action));
  };
  const areAllLocked = computed(() => {
    const open = pools();
    return open.length > 0 && open.every((pool) => pool.is_blocked);
  });
  const lockAction = (action: string): Promise<unknown> =>
    client().blockAction({ game_id: gameId, action });
  const allowAction = (action: string): Promise<unknown> =>
    client().allowAction({ game_id: gameId, action });
  const actions = (): string[] => view.peek().game?.actions.map(({ action_id: id }) => id) ?? [];
  return {
    togglePool: (poolId) => {
      const pool = pools().find(({ pool_id: id }) => id === poolId);
      if (pool === undefined) return;
      const fields = { pool_id: poolId };
      told([pool.is_blocked ? client().allowPool(fields) : client().blockPool(fields)]);
    },
    toggleAction: (action) => {
      told([isActionLocked(action) ? allowAction(action) : lockAction(action)]);
    },
    toggleAll: () => {
      const questions = pools().filter(isBinary);
      const free = areAllLocked.peek();
      told([
        ...actions().map(free ? allowAction : lockAction),
        ...questions.map(({ pool_id: id }) =>
          free ? client().allowPool({ pool_id: id }) : client().blockPool({ pool_id: id }),
        ),
      ]);
    },
    isActionLocked,
    areAllLocked,
  };
}

/** That it is done shows by itself. */
function told(calls: readonly Promise<unknown>[]): void {
  for (const call of calls) {
    call.catch((error: unknown) => {
      showToast({ look: "bad", icon: "info", content: refusalText(error) });
    });
  }
}
