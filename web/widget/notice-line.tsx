// One line at the bottom for what there is to say: a result, a lost connection, that one only watches.
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { useGame } from "../player/followed-game.ts";
import { grouped } from "../design/amount.ts";
import { shared } from "../text/shared.ts";
import { widget } from "../text/widget.ts";
import { amountOf } from "./telling.ts";
import { useWidget } from "./widget-context.ts";
import "./notice-line.css";

export function NoticeLine() {
  const { launch } = useWidget();
  const { value: status } = launch.connection.status;
  return (
    <div class="notice" role="status">
      {status.state === "waiting" || (status.state === "connecting" && status.attempt > 1) ? (
        <p class="notice__line notice__line--warn">
          <Icon name="signal" />
          {shared.connection.waiting(0)}
        </p>
      ) : null}
      <News />
      <WatchOnly />
    </div>
  );
}

/** Of a result that is looked at, it is only read aloud. */
function News() {
  const { deck } = useWidget();
  const { settlements } = useGame();
  const { value: current } = deck.current;
  const news = current?.kind === "result" ? current : deck.news.value;
  const bet = settlements.list.value.find(({ poolId }) => poolId === news?.poolId);
  if (news === null || bet === undefined) return null;
  const amount = grouped(amountOf(bet.result) ?? "");
  const text = widget.news[bet.result.kind](bet.description, amount);
  if (news === current) return <p class="unseen">{text}</p>;
  return (
    <p class="notice__line notice__line--news">
      <span class="truncate">{text}</span>
      <Button look="quiet" onClick={() => deck.show(news.poolId)}>
        {widget.show}
      </Button>
    </p>
  );
}

function WatchOnly() {
  const { launch } = useWidget();
  const { view } = useGame();
  if (launch.state.value === "launched" || view.value.following === "refused") return null;
  const text = launch.state.value === "over" ? widget.sessionOver : widget.watch;
  return <p class="notice__line">{text}</p>;
}
