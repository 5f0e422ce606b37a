// The games that are live, and those to come.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { HttpCalls } from "../../client/src/http-routes.ts";
import { server } from "../live/server.ts";
import { player } from "../text/player.ts";
import { shared } from "../text/shared.ts";
import { currency, POINTS } from "./current-game.ts";
import { GameCard } from "./game-card.tsx";
import { useVisitor } from "./visitor.ts";
import { Welcome } from "./welcome.tsx";
import "./game-list.css";

export type ListedGame = HttpCalls["listGames"]["answer"]["games"][number];

const REFRESH_MS = 5_000;

export function GameList() {
  const { connection } = useVisitor();
  const games = useSignal<readonly ListedGame[] | null>(null);
  const hasFailed = useSignal(false);
  const isOpen = connection.status.value.state === "open";
  useEffect(() => {
    document.title = shared.brand;
    currency.value = POINTS;
  }, []);
  useEffect(() => {
    if (!isOpen && games.peek() !== null) return undefined;
    const ending = new AbortController();
    const load = (): void => {
      if (document.hidden && games.peek() !== null) return;
      server.listGames({}, { signal: ending.signal }).then(
        (answer) => {
          games.value = answer.games;
          hasFailed.value = false;
        },
        () => {
          hasFailed.value = !ending.signal.aborted;
        },
      );
    };
    load();
    const timer = setInterval(load, REFRESH_MS);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [isOpen]);
  const { value } = games;
  if (value === null) {
    return <p class="empty">{hasFailed.value ? player.games.failed : player.games.loading}</p>;
  }
  const live = value.filter(({ phase }) => phase === "active");
  const upcoming = value.filter(({ phase }) => phase === "upcoming");
  return (
    <div class="games">
      {connection.user.value === null ? <Welcome /> : null}
      <h1 class="unseen">{player.games.title}</h1>
      <section aria-labelledby="live">
        <h2 id="live" class="section-title games__title">
          <span class="games__pulse" aria-hidden="true" />
          {player.games.live}
        </h2>
        {live.length === 0 ? (
          <div class="empty">
            <p>{player.games.noneLive}</p>
            <p class="empty__hint">{player.games.noneLiveHint}</p>
          </div>
        ) : (
          <Cards games={live} />
        )}
      </section>
      <section aria-labelledby="upcoming">
        <h2 id="upcoming" class="section-title">
          {player.games.upcoming}
        </h2>
        {upcoming.length === 0 ? (
          <p class="quiet">{player.games.noneUpcoming}</p>
        ) : (
          <Cards games={upcoming} />
        )}
      </section>
    </div>
  );
}

function Cards({ games }: { readonly games: readonly ListedGame[] }) {
  return (
    <ul class="games__list">
      {games.map((game) => (
        <li key={game.game_id}>
          <GameCard game={game} />
        </li>
      ))}
    </ul>
  );
}
