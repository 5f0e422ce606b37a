// What game this is, how it stands, and what can be done with it as a whole.
import type { GameInfo } from "../../../client/src/index.ts";
import { Button } from "../../design/button.tsx";
import { Countdown } from "../../design/countdown.tsx";
import { Money } from "../../design/money.tsx";
import { scoreOf } from "../../live/score.ts";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { sumOf } from "../review/consequences.ts";
import { type Sheet, useDesk } from "./desk.ts";

export type DeskHeadProps = { readonly game: GameInfo; readonly isOver: boolean };

export function DeskHead({ game, isOver }: DeskHeadProps) {
  const { listed } = useDesk();
  const score = scoreOf(game);
  return (
    <header class="panel desk-head">
      <div class="desk-head__title">
        <p class="desk-head__source truncate">
          {[listed.value?.source_name, game.type, game.hashtag].filter(Boolean).join(" · ")}
        </p>
        <h1 class="desk-head__name">{game.name}</h1>
        {score.kind === "none" ? null : (
          <p class="desk-head__score figure">
            <span class="truncate">{score.home.name}</span>
            <strong>
              {score.home.count}–{score.away.count}
            </strong>
            <span class="truncate">{score.away.name}</span>
          </p>
        )}
      </div>
      <Figures game={game} isOver={isOver} />
      {isOver ? null : <Buttons game={game} />}
    </header>
  );
}

function Figures({ game, isOver }: DeskHeadProps) {
  const { now } = useOperator();
  const { isClosing, view } = useDesk();
  const { pools } = view.value;
  const startMs = game.live_start_at;
  const hasStarted = now.value >= startMs;
  const status = isClosing.value
    ? "game_in_progress_betting_closed"
    : hasStarted && game.status === "pre_game_betting_active"
      ? "game_in_progress_betting_active"
      : game.status;
  return (
    <dl class="desk-head__figures">
      <div>
        <dt>
          {hasStarted ? words.desk.played : words.desk.startsIn}{" "}
          <span class="chip chip--good">{words.desk.status[isOver ? "game_closed" : status]}</span>
        </dt>
        <dd class="figure">
          <Countdown now={now} untilMs={startMs} />
        </dd>
      </div>
      <div>
        <dt>{words.desk.atStake}</dt>
        <dd>
          <Money
            amount={sumOf(pools.map(({ money_at_stake: money }) => money))}
            currency={game.currency}
          />
        </dd>
      </div>
      <div>
        <dt>{words.desk.openPools}</dt>
        <dd class="figure">{pools.length}</dd>
      </div>
      <div>
        <dt>{words.desk.bets}</dt>
        <dd class="figure">{pools.reduce((sum, pool) => sum + pool.bets_count, 0)}</dd>
      </div>
    </dl>
  );
}

function Buttons({ game }: { readonly game: GameInfo }) {
  const { operates } = useOperator();
  const { areKeysOn, listed, rights, sheet } = useDesk();
  const show = (kind: Exclude<Sheet["kind"], "event" | "result" | "void">) => () => {
    sheet.value = { kind };
  };
  const runs = rights.value === "runs";
  const isWaiting = listed.value?.phase === "upcoming" || game.status === "betting_not_yet_active";
  return (
    <div class="buttons desk-head__buttons">
      {!runs ? null : isWaiting ? (
        <Button look="primary" onClick={show("open")}>
          {words.game.open}
        </Button>
      ) : (
        <Button look="primary" onClick={show("new-pool")}>
          {words.desk.newPool}
        </Button>
      )}
      {operates.value ? <Button onClick={show("suspend")}>{words.desk.suspend}</Button> : null}
      {runs || rights.value === "may-take" ? (
        <Button onClick={show("appoint")}>{words.desk.appoint}</Button>
      ) : null}
      {runs ? (
        <>
          <Button look="danger" onClick={show("close")}>
            {words.desk.close}
          </Button>
          <Button
            look="quiet"
            class="desk-head__keys"
            title={words.desk.keysHint}
            aria-pressed={areKeysOn.value}
            onClick={() => (areKeysOn.value = !areKeysOn.value)}
          >
            {areKeysOn.value ? words.desk.keys.on : words.desk.keys.off}
          </Button>
        </>
      ) : null}
    </div>
  );
}
