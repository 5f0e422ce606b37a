// All games there are, each a link to its desk: what is being played first.
import { Countdown } from "../../design/countdown.tsx";
import { words } from "../../text/console.ts";
import type { ListedGame } from "../desk/desk.ts";
import { useOperator } from "../operator.ts";
import { addressOf, follow } from "../route.ts";
import "./games.css";

export type GameTableProps = {
  readonly games: readonly ListedGame[];
  /** Ids of sources of one's own. */
  readonly mine: ReadonlySet<string>;
};

const PHASES = [
  ["active", words.games.live],
  ["upcoming", words.games.upcoming],
] as const;

export function GameTable({ games, mine }: GameTableProps) {
  if (games.length === 0) {
    return (
      <div class="empty">
        <p>{words.games.none}</p>
        <p class="empty__hint">{words.games.noneHint}</p>
      </div>
    );
  }
  return (
    <div class="games-columns">
      {PHASES.map(([phase, title]) => (
        <section key={phase} class="panel panel--flush" aria-label={title}>
          <div class="panel__head">
            <h2 class="panel__title">{title}</h2>
          </div>
          <Rows games={games.filter((game) => game.phase === phase)} mine={mine} />
        </section>
      ))}
    </div>
  );
}

function Rows({ games, mine }: GameTableProps) {
  const { now } = useOperator();
  if (games.length === 0) return <p class="quiet games-none">{words.games.noneOfPhase}</p>;
  return (
    <ul>
      {games.map((game) => (
        <li key={game.game_id}>
          <a class="game-row" href={addressOf("games", game.game_id)} onClick={follow}>
            <span class="game-row__main">
              <strong class="truncate">{game.game_name}</strong>
              <span class="quiet truncate">
                {game.source_name} · {game.type}
              </span>
            </span>
            <span class="game-row__end">
              {mine.has(game.source_id) ? <span class="chip">{words.games.mine}</span> : null}
              <span class={game.open_pools > 0 ? "chip chip--good" : "chip"}>
                {words.games.pools(game.open_pools)}
              </span>
              <span class="quiet">
                {game.live_start_at > now.value ? words.desk.startsIn : words.desk.played}{" "}
                <Countdown now={now} untilMs={game.live_start_at} />
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
