// What became of a pool I bet in.
import { useComputed } from "@preact/signals";
import { grouped } from "../design/amount.ts";
import { Button } from "../design/button.tsx";
import { Icon, type IconName } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { useGame } from "../player/followed-game.ts";
import { targetName } from "../live/names.ts";
import type { SettledBet } from "../player/settled-bet.ts";
import { player } from "../text/player.ts";
import { widget } from "../text/widget.ts";
import { amountOf } from "./telling.ts";
import { useWidget } from "./widget-context.ts";
import "./result-panel.css";

const ICONS = { won: "check", lost: "cross", returned: "returned" } as const satisfies Record<
  SettledBet["result"]["kind"],
  IconName
>;

export function ResultPanel({ poolId }: { readonly poolId: string }) {
  const { settlements, view, names, info } = useGame();
  const { deck } = useWidget();
  const found = useComputed(() => settlements.list.value.find((bet) => bet.poolId === poolId));
  const { value: bet } = found;
  const result = view.value.results.find(({ pool_id: id }) => id === poolId);
  const kind = bet?.result.kind ?? "returned";
  const amount = bet === undefined ? null : amountOf(bet.result);
  const winner = result?.winning_target ?? null;
  return (
    <article class={`result ${bet === undefined ? "" : `result--${kind}`}`}>
      <header class="panel__head">
        <div class="panel__words">
          <h2 class="panel__title">{result?.description}</h2>
          <p class="panel__facts">
            {winner === null ? player.bets.voided : widget.winner(targetName(names.value, winner))}
          </p>
        </div>
      </header>
      {bet === undefined ? (
        <p class="result__why">{widget.settling}</p>
      ) : (
        <>
          <p class="result__figure">
            <span class="result__icon">
              <Icon name={ICONS[kind]} />
            </span>
            <span class="result__kind">{widget.result[kind]}</span>
            {amount === null ? null : (
              <Money amount={amount} currency={info.value?.currency ?? ""} class="result__amount" />
            )}
          </p>
          <p class="result__why">{whyOf(bet)}</p>
        </>
      )}
      <Button look="primary" size="wide" onClick={() => deck.dismiss(poolId)}>
        {widget.done}
      </Button>
    </article>
  );
}

function whyOf({ result, late }: SettledBet): string {
  switch (result.kind) {
    case "won": {
      const { mine, winning, net, gross } = result.sums;
      return widget.share(grouped(mine), grouped(winning), grouped(net ?? gross));
    }
    case "lost":
      return late === null ? "" : player.bets.late(grouped(late));
    case "returned":
      return player.bets.reason[result.reason];
  }
}
