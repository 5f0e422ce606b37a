// One game in the list, as one big link.
import { Countdown } from "../design/countdown.tsx";
import { Icon } from "../design/icon.tsx";
import { player } from "../text/player.ts";
import type { ListedGame } from "./game-list.tsx";
import { addressOf, follow } from "./route.ts";
import { useVisitor } from "./visitor.ts";
import "./game-card.css";

/** Further ahead, a date says more than a countdown. */
const COUNTDOWN_MS = 86_400_000;

export function GameCard({ game }: { readonly game: ListedGame }) {
  const pools = player.games.pools(game.open_pools);
  return (
    <a class="card game-card" href={addressOf(game.game_id)} onClick={follow}>
      <span class="game-card__source truncate">
        {game.source_name} · {game.type}
      </span>
      <strong class="game-card__name">{game.game_name}</strong>
      <span class="game-card__foot">
        <span class={game.open_pools > 0 ? "game-card__pools" : "quiet"}>{pools}</span>
        <When game={game} />
      </span>
    </a>
  );
}

function When({ game }: { readonly game: ListedGame }) {
  const { now } = useVisitor();
  const { phase, live_start_at: startMs } = game;
  if (startMs - now.value > COUNTDOWN_MS) {
    const when = new Date(startMs).toLocaleString(undefined, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    return <span class="game-card__when">{player.games.startsAt(when)}</span>;
  }
  if (phase === "upcoming" && startMs <= now.value) return null;
  const label = startMs > now.value ? player.games.startsIn : player.games.running;
  return (
    <span class="game-card__when">
      <Icon name="clock" />
      {label} <Countdown now={now} untilMs={startMs} />
    </span>
  );
}
