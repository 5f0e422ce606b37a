// One open pool: how the money lies, whether bets are taken, and what can be done with it.
import type { PoolView } from "../../../client/src/index.ts";
import { shareOf } from "../../design/amount.ts";
import { Bar } from "../../design/bar.tsx";
import { Button } from "../../design/button.tsx";
import { Countdown } from "../../design/countdown.tsx";
import { Icon } from "../../design/icon.tsx";
import { Money } from "../../design/money.tsx";
import { targetName } from "../../live/names.ts";
import { words } from "../../text/console.ts";
import { KeyHint } from "../key-hint.tsx";
import { useOperator } from "../operator.ts";
import { useDesk } from "./desk.ts";
import { useLocks } from "./locks.ts";
import { isBinary, phaseOf, type PoolPhase } from "./pool-phase.ts";
import "./pool-card.css";

const SHOWN_TARGETS = 6;

export function PoolCard({ pool }: { readonly pool: PoolView }) {
  const { now } = useOperator();
  const { rights, view } = useDesk();
  const phase = phaseOf(pool, now.value);
  return (
    <article class={`panel pool pool--${phase}`} aria-label={pool.description}>
      <header class="pool__head">
        <h3 class="pool__name">{pool.description}</h3>
        <Phase phase={phase} />
      </header>
      <p class="pool__figures">
        <Money
          class="pool__money"
          amount={pool.money_at_stake}
          currency={view.value.game?.currency ?? ""}
        />
        <span class="quiet">
          {words.pool.players(pool.people_involved)} · {words.pool.bets(pool.bets_count)}
        </span>
        <Ends pool={pool} />
      </p>
      <Lying pool={pool} />
      {rights.value === "runs" ? <PoolButtons pool={pool} phase={phase} /> : null}
    </article>
  );
}

function Phase({ phase }: { readonly phase: PoolPhase }) {
  const look = { taking: "good", locked: "warn", waiting: "bad" }[phase];
  return (
    <span class={`chip chip--${look}`}>
      {phase === "taking" ? null : <Icon name={phase === "locked" ? "lock" : "clock"} />}
      {words.pool[phase]}
    </span>
  );
}

function Ends({ pool }: { readonly pool: PoolView }) {
  const { now } = useOperator();
  const { stop_accepting_bets_at: stopMs, finish_at: finishMs } = pool;
  const nextMs = [stopMs, finishMs].find((ms) => ms !== null && ms > now.value) ?? null;
  if (nextMs === null) return null;
  return (
    <span class="pool__ends">
      {nextMs === stopMs && stopMs !== finishMs ? words.pool.stops : words.pool.ends}{" "}
      <Countdown now={now} untilMs={nextMs} />
    </span>
  );
}

/** The targets with most on them, so that many of them fit. */
function Lying({ pool }: { readonly pool: PoolView }) {
  const { names } = useDesk();
  const rows = pool.distributions.map((row) => ({
    ...row,
    share: shareOf(row.amount_total, pool.money_at_stake),
  }));
  const isLong = rows.length > SHOWN_TARGETS;
  const shown = isLong ? rows.sort((a, b) => b.share - a.share).slice(0, SHOWN_TARGETS) : rows;
  return (
    <>
      <ul class="lying">
        {shown.map(({ target_id: id, share, amount_total: money, multiplier }) => (
          <li key={id} class="lying__row">
            <span class="lying__name truncate">{targetName(names.value, id)}</span>
            <Money amount={money} />
            <span class="figure quiet lying__share">{Math.round(share * 100)}%</span>
            <strong class="figure lying__multiplier">{share === 0 ? "–" : `×${multiplier}`}</strong>
            <Bar share={share} />
          </li>
        ))}
      </ul>
      {isLong ? (
        <p class="quiet lying__more">{words.pool.more(rows.length - shown.length)}</p>
      ) : null}
    </>
  );
}

function PoolButtons({ pool, phase }: { readonly pool: PoolView; readonly phase: PoolPhase }) {
  const { letters, names, sheet } = useDesk();
  const locks = useLocks();
  const { pool_id: poolId, description: name } = pool;
  const letter = letters.value.get(poolId);
  return (
    <div class="pool__buttons">
      {isBinary(pool)
        ? pool.distributions.map(({ target_id: target }) => (
            <Button key={target} onClick={() => (sheet.value = { kind: "result", poolId, target })}>
              {words.pool.resolve(targetName(names.value, target))}
              <About name={name} />
            </Button>
          ))
        : null}
      {phase === "waiting" ? null : (
        <Button aria-keyshortcuts={letter} onClick={() => locks.togglePool(poolId)}>
          <Icon name="lock" />
          {pool.is_blocked ? words.pool.allow : words.pool.lock}
          <About name={name} />
          {letter === undefined ? null : <KeyHint of={letter.toUpperCase()} />}
        </Button>
      )}
      <Button look="quiet" onClick={() => (sheet.value = { kind: "void", poolId })}>
        {words.pool.void}
        <About name={name} />
      </Button>
    </div>
  );
}

/** Which pool a button is about, for those who do not see where it stands. */
function About({ name }: { readonly name: string }) {
  return <span class="unseen">: {name}</span>;
}
