// One settled bet: what came of it, and folded away how that comes about.
import { grouped } from "../design/amount.ts";
import { Icon, type IconName } from "../design/icon.tsx";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import { targetName } from "../live/names.ts";
import type { SettledBet, Sums } from "./settled-bet.ts";
import "./settled-item.css";

const ICONS = { won: "check", lost: "cross", returned: "returned" } as const satisfies Record<
  SettledBet["result"]["kind"],
  IconName
>;

export function SettledItem({ bet }: { readonly bet: SettledBet }) {
  const { names } = useGame();
  const { result, winner } = bet;
  const targets = Object.keys(bet.backed).map((target) => targetName(names.value, target));
  return (
    <details class={`settled settled--${result.kind}`}>
      <summary class="settled__line">
        <span class="settled__icon">
          <Icon name={ICONS[result.kind]} />
        </span>
        <span class="bet__words">
          <strong class="settled__title">{bet.description}</strong>
          <span class="bet__pool truncate">
            {winner === null
              ? player.bets.voided
              : `${player.bets.winner}: ${targetName(names.value, winner)}`}
          </span>
        </span>
        <span class="bet__figures">
          <span class="settled__kind">{player.bets[result.kind]}</span>
          <span class="bet__amount figure">{shownAmount(result)}</span>
        </span>
      </summary>
      <div class="settled__why">
        <p>
          {Object.entries(bet.backed)
            .map(([, stake], at) => `${grouped(stake)} ${player.bets.on(targets[at] ?? "")}`)
            .join(", ")}
        </p>
        {result.kind === "returned" ? <p>{player.bets.reason[result.reason]}</p> : null}
        {bet.late === null ? null : <p>{player.bets.late(grouped(bet.late))}</p>}
        {result.kind === "won" ? <SumTable sums={result.sums} paid={result.paid} /> : null}
      </div>
    </details>
  );
}

function shownAmount(result: SettledBet["result"]): string {
  switch (result.kind) {
    case "won":
      return `+${grouped(result.paid)}`;
    case "lost":
      return `−${grouped(result.lost)}`;
    case "returned":
      return result.returned === null ? "" : grouped(result.returned);
  }
}

function SumTable({ sums, paid }: { readonly sums: Sums; readonly paid: string }) {
  const { gross, takeout, net, winning, mine } = sums;
  const rows: (readonly [string, string])[] = [
    [player.bets.gross, gross],
    ...(takeout === null ? [] : [[player.bets.takeout, `−${grouped(takeout)}`] as const]),
    ...(net === null ? [] : [[player.bets.net, net] as const]),
    [player.bets.winning, winning],
    [player.bets.mine, mine],
  ];
  return (
    <table class="sums">
      <caption class="unseen">{player.bets.why}</caption>
      <tbody>
        {rows.map(([name, amount]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure">{amount.startsWith("−") ? amount : grouped(amount)}</td>
          </tr>
        ))}
        <tr class="sums__total">
          <th scope="row">{player.bets.paid}</th>
          <td class="figure">{grouped(paid)}</td>
        </tr>
      </tbody>
    </table>
  );
}
