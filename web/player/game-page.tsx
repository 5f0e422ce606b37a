// One game: score, pools, the bet being made, my bets, and what happened.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon.tsx";
import { player } from "../text/player.ts";
import { errorText } from "../text/shared.ts";
import { BetSlip } from "./bet-slip.tsx";
import { EventFeed } from "./event-feed.tsx";
import { type FollowedGame, followTheGame, GameProvider } from "./followed-game.ts";
import { MyBets } from "./my-bets.tsx";
import { PoolList } from "./pool-list.tsx";
import { addressOf, follow } from "./route.ts";
import { Scoreboard } from "./scoreboard.tsx";
import { useSettlementNews } from "./settlement-news.tsx";
import { useVisitor } from "./visitor.ts";
import "./game-page.css";

export function GamePage({ gameId }: { readonly gameId: string }) {
  const { connection } = useVisitor();
  const [game, setGame] = useState<FollowedGame | null>(null);
  useEffect(() => {
    const followed = followTheGame(connection, gameId);
    setGame(followed);
    return followed.end;
  }, [connection, gameId]);
  if (game === null) return null;
  return (
    <GameProvider value={game}>
      <a class="back-link" href={addressOf(null)} onClick={follow}>
        <Icon name="back" />
        {player.game.all}
      </a>
      <Shown game={game} />
    </GameProvider>
  );
}

function Shown({ game }: { readonly game: FollowedGame }) {
  const following = game.following.value;
  const { error } = game.view.peek();
  const info = game.info.value;
  useSettlementNews(game);
  useEffect(() => {
    if (info !== null) document.title = info.name;
  }, [info?.name]);
  if (following === "refused" || (following === "closed" && info === null)) {
    return (
      <div class="empty">
        <h1>{player.game.missing}</h1>
        <p>{error === null ? player.pools.emptyOver : errorText(error)}</p>
      </div>
    );
  }
  if (info === null) return <p class="empty">{player.game.loading}</p>;
  return (
    <div class={`game ${following === "stale" ? "game--stale" : ""}`}>
      <div class="game__head">
        <Scoreboard />
      </div>
      <div class="game__pools">
        <PoolList />
      </div>
      <aside class="game__side" aria-label={player.bets.title}>
        <BetSlip />
        <MyBets />
        <EventFeed />
      </aside>
    </div>
  );
}
