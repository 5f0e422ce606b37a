// What happened, newest first.
import { useComputed } from "@preact/signals";
import type { GameInfo, GameView } from "../../client/src/index.ts";
import { durationText } from "../design/countdown.tsx";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import { actionName, targetName } from "../live/names.ts";
import { useVisitor } from "./visitor.ts";
import "./event-feed.css";

type Happened = {
  readonly key: string;
  readonly action: string;
  readonly target: string;
  readonly atMs: number;
};

const SHOWN_MAX = 30;

export function EventFeed() {
  const { events: told, info, names } = useGame();
  const { now } = useVisitor();
  const events = useComputed(() => happened(told.value, info.value)).value;
  return (
    <section class="card feed" aria-labelledby="feed">
      <h2 id="feed" class="section-title">
        {player.game.feed}
      </h2>
      {events.length === 0 ? (
        <p class="quiet">{player.game.feedEmpty}</p>
      ) : (
        <ol class="feed__list">
          {events.map(({ key, action, target, atMs }) => (
            <li key={key} class="feed__item">
              <span class="feed__what">
                <strong>{actionName(names.value, action)}</strong>{" "}
                {teamOf(names.value.targets, target)}
                {targetName(names.value, target)}
              </span>
              <span class="feed__when">{player.game.ago(durationText(now.value - atMs))}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** "France, " before a player of France. */
function teamOf(targets: ReadonlyMap<string, string>, target: string): string {
  const [top = ""] = target.split(":");
  return top === target ? "" : `${targets.get(top) ?? top}, `;
}

/** What was told since the game is followed, and before that, each once. */
function happened(events: GameView["events"], game: GameInfo | null): Happened[] {
  const all = [...events, ...(game?.past_events ?? [])].map((event) => ({
    key: `${event.action_id} ${event.target_id} ${event.happened_at}`,
    action: event.action_id,
    target: event.target_id,
    atMs: event.happened_at,
  }));
  const once = [...new Map(all.map((event) => [event.key, event])).values()];
  return once.sort((a, b) => b.atMs - a.atMs).slice(0, SHOWN_MAX);
}
