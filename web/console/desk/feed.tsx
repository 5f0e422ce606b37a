// What happened, how often, and how pools ended.
import type { GameInfo } from "../../../client/src/index.ts";
import { Countdown } from "../../design/countdown.tsx";
import { actionName, targetName } from "../../live/names.ts";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { useDesk } from "./desk.ts";

export function Feed({ game }: { readonly game: GameInfo }) {
  return (
    <aside class="desk__side stack" aria-label={words.desk.feed}>
      <Events game={game} />
      <Counted game={game} />
      <Results />
    </aside>
  );
}

type Happened = {
  readonly action_id: string;
  readonly target_id: string;
  readonly happened_at: number;
};

const SHOWN_MAX = 12;

function Events({ game }: { readonly game: GameInfo }) {
  const { now } = useOperator();
  const { names, view } = useDesk();
  // Live ones first; those of before come with the game.
  const live: readonly Happened[] = view.value.events;
  const isKnown = ({ action_id, target_id, happened_at }: Happened): boolean =>
    live.some(
      (event) =>
        event.happened_at === happened_at &&
        event.action_id === action_id &&
        event.target_id === target_id,
    );
  const before = game.past_events.filter((event) => !isKnown(event));
  const events = [...live, ...before].slice(0, SHOWN_MAX);
  return (
    <section class="panel">
      <h2 class="panel__title desk__title">{words.desk.feed}</h2>
      {events.length === 0 ? <p class="quiet">{words.desk.feedEmpty}</p> : null}
      <ol class="feed">
        {events.map((event) => (
          <li key={`${event.action_id} ${event.target_id} ${event.happened_at}`} class="feed__row">
            <span class="feed__what">
              {words.desk.what(
                actionName(names.value, event.action_id),
                targetName(names.value, event.target_id),
              )}
            </span>
            <span class="quiet feed__when">
              <Countdown now={now} untilMs={event.happened_at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Counted({ game }: { readonly game: GameInfo }) {
  const { names } = useDesk();
  const sides = game.targets.filter(({ target_id: id }) => id !== "none").slice(0, 4);
  if (game.game_state.length === 0 || sides.length === 0) return null;
  return (
    <section class="panel">
      <h2 class="panel__title desk__title">{words.desk.counted}</h2>
      <table class="table table--plain">
        <thead>
          <tr>
            <td />
            {sides.map(({ target_id: id, display_name: name }) => (
              <th key={id} scope="col" class="table__number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {game.game_state.map((row) => (
            <tr key={row.action_id}>
              <th scope="row">{actionName(names.value, row.action_id)}</th>
              {sides.map(({ target_id: id }) => (
                <td key={id} class="table__number">
                  {row[id] ?? "0"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Results() {
  const { names, view } = useDesk();
  const results = view.value.results.slice(0, SHOWN_MAX);
  return (
    <section class="panel">
      <h2 class="panel__title desk__title">{words.desk.results}</h2>
      {results.length === 0 ? <p class="quiet">{words.desk.resultsEmpty}</p> : null}
      <ol class="feed">
        {results.map(({ pool_id: id, description, winning_target: winner }) => (
          <li key={id} class="feed__row">
            <span class="feed__what">{description}</span>
            <span class={winner === null ? "chip" : "chip chip--good"}>
              {winner === null ? words.desk.voided : targetName(names.value, winner)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
