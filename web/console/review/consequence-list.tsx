// What a command would come to, pool by pool and in sum.
import type { CommandPreview, PoolView } from "../../../client/src/index.ts";
import { Money } from "../../design/money.tsx";
import { words } from "../../text/console.ts";
import { type Names, NO_NAMES, targetName } from "../../live/names.ts";
import {
  consequencesOf,
  type Effect,
  multiplierOf,
  type SettledEffect,
  type VoidedEffect,
} from "./consequences.ts";
import { lateBetsOf } from "./late-bets.ts";

export type ConsequenceContext = {
  readonly currency?: string;
  readonly names?: Names;
  /** Open pools, for whose bets are late and what waits for a decision. */
  readonly pools?: readonly PoolView[];
  readonly happenedAtMs?: number;
};

export type ConsequenceListProps = {
  readonly preview: CommandPreview;
  readonly context?: ConsequenceContext;
};

const SHOWN_LATE = 4;

export function ConsequenceList({ preview, context = {} }: ConsequenceListProps) {
  const { settled, voided, others, paid, kept, returned } = consequencesOf(preview);
  const notes = others.flatMap((effect) => noteOf(effect));
  const isEmpty = settled.length + voided.length === 0;
  return (
    <div class="stack">
      {isEmpty ? (
        <p>{words.review.none}</p>
      ) : (
        <dl class="sums">
          <Sum label={words.review.paid} amount={paid} look="paid" context={context} />
          <Sum label={words.review.returned} amount={returned} context={context} />
          <Sum label={words.review.kept} amount={kept} context={context} />
        </dl>
      )}
      {settled.length === 0 ? null : (
        <section>
          <h3 class="review__count">{words.review.settles(settled.length)}</h3>
          <ul class="effects" tabIndex={0} aria-label={words.review.settles(settled.length)}>
            {settled.map((pool) => (
              <Settled key={pool.pool_id} pool={pool} context={context} />
            ))}
          </ul>
        </section>
      )}
      {voided.length === 0 ? null : (
        <section>
          <h3 class="review__count">{words.review.voids(voided.length)}</h3>
          <ul class="effects" tabIndex={0} aria-label={words.review.voids(voided.length)}>
            {voided.map((pool) => (
              <Voided key={pool.pool_id} pool={pool} />
            ))}
          </ul>
        </section>
      )}
      {notes.length === 0 ? null : (
        <ul class="review__notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Awaiting ids={preview.awaiting_pools} context={context} />
    </div>
  );
}

function Sum(props: {
  readonly label: string;
  readonly amount: string;
  readonly look?: "paid";
  readonly context: ConsequenceContext;
}) {
  const { currency } = props.context;
  return (
    <div class={props.look === "paid" ? "sums__one sums__one--paid" : "sums__one"}>
      <dt>{props.label}</dt>
      <dd>
        <Money amount={props.amount} {...(currency === undefined ? {} : { currency })} />
      </dd>
    </div>
  );
}

function Settled(props: { readonly pool: SettledEffect; readonly context: ConsequenceContext }) {
  const { pool, context } = props;
  const winner = targetName(context.names ?? NO_NAMES, pool.winning_target);
  const multiplier = multiplierOf(pool);
  const hasValid = pool.bets > pool.late_bets;
  return (
    <li class="effect">
      <p class="effect__head">
        <strong class="effect__name">{pool.description}</strong>
        <span class="chip chip--good">
          {winner} {words.review.winner}
        </span>
      </p>
      {!hasValid ? (
        <p class="quiet">{words.review.noBets}</p>
      ) : pool.money_return ? (
        <p>{words.review.nobody}</p>
      ) : (
        <p class="figure">
          {words.review.shared(pool.net, pool.winning_money)}
          {multiplier === null ? null : ` · ${words.review.pays(multiplier)}`}
        </p>
      )}
      {pool.late_bets === 0 ? null : <Late pool={pool} context={context} />}
    </li>
  );
}

function Late({
  pool,
  context,
}: {
  readonly pool: SettledEffect;
  readonly context: ConsequenceContext;
}) {
  const { happenedAtMs, names = NO_NAMES } = context;
  const open = context.pools?.find(({ pool_id: id }) => id === pool.pool_id);
  const bets =
    open === undefined || happenedAtMs === undefined ? [] : lateBetsOf(open, happenedAtMs);
  const shown = bets.slice(0, SHOWN_LATE);
  return (
    <div class="effect__late">
      <p>{words.review.late(pool.late_bets, pool.late_money)}</p>
      {shown.length === 0 ? null : (
        <ul>
          {shown.map(({ betId, userId, amount, target }) => (
            <li key={betId}>{words.review.lateBy(userId, amount, targetName(names, target))}</li>
          ))}
          {pool.late_bets > shown.length ? (
            <li>{words.review.lateMore(pool.late_bets - shown.length)}</li>
          ) : null}
        </ul>
      )}
    </div>
  );
}

function Voided({ pool }: { readonly pool: VoidedEffect }) {
  return (
    <li class="effect">
      <p class="effect__head">
        <strong class="effect__name">{pool.description}</strong>
        <Money amount={pool.returned} />
      </p>
      <p class="quiet">{words.review.voided(pool.bets)}</p>
    </li>
  );
}

function Awaiting(props: {
  readonly ids: readonly string[];
  readonly context: ConsequenceContext;
}) {
  const { ids, context } = props;
  if (ids.length === 0) return null;
  const nameOf = (id: string): string =>
    context.pools?.find((pool) => pool.pool_id === id)?.description ?? id;
  return (
    <div class="review__awaiting">
      <p>{words.review.awaiting}</p>
      <ul>
        {ids.map((id) => (
          <li key={id}>{nameOf(id)}</li>
        ))}
      </ul>
    </div>
  );
}

function noteOf({ effect, description }: Effect): string[] {
  const note = words.review.others[effect];
  return note === undefined ? [] : [note(description)];
}
