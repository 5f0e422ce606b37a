// Who plays, how it stands, and since when.
import { Countdown } from "../design/countdown.tsx";
import { Icon } from "../design/icon.tsx";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import { type Score, scoreOf, type Side } from "../live/score.ts";
import { useVisitor } from "./visitor.ts";
import "./scoreboard.css";

export function Scoreboard() {
  const info = useGame().info.value;
  if (info === null) return null;
  const score = scoreOf(info);
  return (
    <section class="card scoreboard">
      <div class="scoreboard__top">
        <GameStatus />
        <span class="scoreboard__kind truncate">
          {info.type} · {info.hashtag}
        </span>
        <GameClock />
      </div>
      <h1 class={isSaid(info.name, score) ? "unseen" : "scoreboard__name"}>{info.name}</h1>
      {score.kind === "none" ? null : (
        <p class="scoreboard__score" aria-live="polite">
          <SideName side={score.home} place="home" />
          <span class="scoreboard__figures figure">
            <span class="unseen">{player.game.score(score.home.count, score.away.count)}</span>
            <span key={`home-${score.home.count}`} class="scoreboard__count" aria-hidden="true">
              {score.home.count}
            </span>
            <span class="scoreboard__colon" aria-hidden="true">
              :
            </span>
            <span key={`away-${score.away.count}`} class="scoreboard__count" aria-hidden="true">
              {score.away.count}
            </span>
          </span>
          <SideName side={score.away} place="away" />
        </p>
      )}
    </section>
  );
}

/** Whether the two sides say all that the name does. */
function isSaid(name: string, score: Score): boolean {
  if (score.kind === "none") return false;
  return name.replace(score.home.name, "").replace(score.away.name, "").length <= 5;
}

function SideName({ side, place }: { readonly side: Side; readonly place: "home" | "away" }) {
  return (
    <span class={`scoreboard__side scoreboard__side--${place}`} title={side.name}>
      {side.name}
    </span>
  );
}

function GameStatus() {
  const status = useGame().info.value?.status ?? "game_closed";
  const isLive = status === "game_in_progress_betting_active";
  return (
    <span class={isLive ? "status status--live" : "status"}>{player.game.status[status]}</span>
  );
}

function GameClock() {
  const { now } = useVisitor();
  const info = useGame().info.value;
  if (info === null || info.status === "game_closed") return null;
  const startMs = info.live_start_at;
  return (
    <span class="scoreboard__clock">
      <Icon name="clock" />
      {startMs > now.value ? `${player.games.startsIn} ` : null}
      <Countdown now={now} untilMs={startMs} />
    </span>
  );
}
