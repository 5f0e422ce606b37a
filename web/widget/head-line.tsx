// The game's score or name, and what the player has to bet with.
import { Money } from "../design/money.tsx";
import { useGame } from "../player/followed-game.ts";
import { scoreOf } from "../live/score.ts";
import { shared } from "../text/shared.ts";
import { widget } from "../text/widget.ts";
import { useWidget } from "./widget-context.ts";
import "./head-line.css";

export function HeadLine() {
  const { info, view } = useGame();
  const { launch } = useWidget();
  const { balance, following } = view.value;
  return (
    <header class="head">
      <h1 class="head__game">
        {info.value !== null ? (
          <Score />
        ) : (
          <span class="quiet">{following === "refused" ? shared.brand : widget.loading}</span>
        )}
      </h1>
      {launch.state.value === "launched" && balance !== null ? (
        <p class="head__balance" title={widget.available}>
          <span class="unseen">{widget.available}: </span>
          <Money amount={balance.available_balance} currency={balance.currency} />
        </p>
      ) : null}
    </header>
  );
}

function Score() {
  const { info } = useGame();
  if (info.value === null) return null;
  const score = scoreOf(info.value);
  if (score.kind === "none") return <span class="truncate">{info.value.name}</span>;
  const { home, away } = score;
  return (
    <>
      <span class="truncate">{home.name}</span>
      <span class="head__score figure">
        {home.count}
        <span class="head__dash">–</span>
        {away.count}
      </span>
      <span class="truncate">{away.name}</span>
    </>
  );
}
