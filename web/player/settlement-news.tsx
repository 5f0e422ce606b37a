// Tells of my settled bets as they come, once each; what was settled before the page was opened is not news.
import { useEffect } from "preact/hooks";
import { effect } from "@preact/signals";
import { grouped } from "../design/amount.ts";
import { showToast, type Toast } from "../design/toast.tsx";
import { player } from "../text/player.ts";
import type { FollowedGame } from "./followed-game.ts";
import { type Names, targetName } from "../live/names.ts";
import type { SettledBet } from "./settled-bet.ts";

export function useSettlementNews(game: FollowedGame): void {
  useEffect(() => {
    const told = new Set<string>();
    const openedAtMs = game.openedAtMs;
    return effect(() => {
      for (const bet of game.settlements.list.value) {
        if (told.has(bet.poolId)) continue;
        told.add(bet.poolId);
        if (bet.resolvedAtMs >= openedAtMs) showToast(newsOf(bet, game.names.peek()));
      }
    });
  }, [game]);
}

function newsOf({ description, result, winner }: SettledBet, names: Names): Toast {
  const { news } = player;
  const content = (text: string) => (
    <>
      <span class="toast__title">{description}</span>
      {text}
    </>
  );
  switch (result.kind) {
    case "won":
      return { look: "good", icon: "check", content: content(news.won(grouped(result.paid))) };
    case "lost": {
      const target = targetName(names, winner ?? "none");
      return { look: "plain", icon: "cross", content: content(news.lost(target)) };
    }
    case "returned": {
      const amount = grouped(result.returned ?? "");
      return { look: "warn", icon: "returned", content: content(news.returned(amount)) };
    }
  }
}
