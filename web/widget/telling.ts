// What of a game its page around is told: balance, bets, results, and how it ends.
import { effect, type ReadonlySignal } from "@preact/signals";
import type { FollowedGame } from "../player/followed-game.ts";
import type { SettledBet } from "../player/settled-bet.ts";
import type { Launch } from "./launch.ts";
import type { ParentPage } from "./parent-page.ts";

export function tellParent(page: ParentPage, game: FollowedGame, launch: Launch): void {
  const { connection, state } = launch;
  const currency = (): string => game.info.peek()?.currency ?? "";
  page.tell({ type: "mutuel:ready" });
  effect(() => {
    if (state.value === "over") page.tell({ type: "mutuel:session-over" });
  });
  effect(() => {
    if (game.view.value.following === "closed") page.tell({ type: "mutuel:game-over" });
  });
  effect(() => {
    const { balance } = game.view.value;
    if (state.value !== "launched" || balance === null) return;
    const { currency, current_balance: current, available_balance: available } = balance;
    page.tell({ type: "mutuel:balance", currency, balance: current, available });
  });
  effect(() =>
    connection.client.value.on("bet_placed_in_betting_pool", (bet) => {
      const { bet_id: betId, pool_id: poolId, target, amount, idempotent } = bet;
      if (idempotent === true) return;
      page.tell({ type: "mutuel:bet", betId, poolId, target, amount, currency: currency() });
    }),
  );
  tellResults(game.settlements.list, game.openedAtMs, (bet) => {
    const { poolId, winner, result } = bet;
    const amount = amountOf(result);
    const { kind } = result;
    page.tell({
      type: "mutuel:result",
      poolId,
      winner,
      result: kind,
      amount,
      currency: currency(),
    });
  });
}

/** Those since it was opened, each once. */
function tellResults(
  list: ReadonlySignal<readonly SettledBet[]>,
  sinceMs: number,
  tell: (bet: SettledBet) => void,
): void {
  const told = new Set<string>();
  effect(() => {
    for (const bet of list.value.toReversed()) {
      if (bet.resolvedAtMs < sinceMs || told.has(bet.poolId)) continue;
      told.add(bet.poolId);
      tell(bet);
    }
  });
}

export function amountOf(result: SettledBet["result"]): string | null {
  switch (result.kind) {
    case "won":
      return result.paid;
    case "lost":
      return result.lost;
    case "returned":
      return result.returned;
  }
}
