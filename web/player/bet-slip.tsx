// The bet being made: stake, what it would pay now, and what to know before it is placed. On a phone it
// stands at the bottom while something is chosen.
import { useLayoutEffect, useRef } from "preact/hooks";
import { grouped, minorOf, textOf } from "../design/amount.ts";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { player } from "../text/player.ts";
import { errorText, shared } from "../text/shared.ts";
import { useGame } from "./followed-game.ts";
import { targetName } from "../live/names.ts";
import { standingOf } from "./pool-standing.ts";
import { StakeField } from "./stake-field.tsx";
import { useVisitor } from "./visitor.ts";
import "./bet-slip.css";

export function BetSlip() {
  const { slip, names } = useGame();
  const { choice, pool } = slip;
  const heading = useRef<HTMLHeadingElement>(null);
  const { value: chosen } = choice;
  useLayoutEffect(() => {
    if (chosen !== null) heading.current?.focus({ preventScroll: true });
  }, [chosen]);
  if (chosen === null) {
    return (
      <section class="card slip slip--empty" aria-labelledby="slip">
        <h2 id="slip" class="section-title">
          {player.slip.title}
        </h2>
        <p class="quiet">{player.slip.empty}</p>
      </section>
    );
  }
  return (
    <section
      class="card slip"
      aria-labelledby="slip"
      onKeyDown={(event) => {
        if (event.key === "Escape") slip.clear();
      }}
    >
      <header class="slip__head">
        <div class="slip__what">
          <p class="slip__question truncate">{pool.value?.description ?? player.slip.title}</p>
          <h2 id="slip" class="slip__target" tabIndex={-1} ref={heading}>
            <span class="unseen">{player.slip.title}: </span>
            {targetName(names.value, chosen.target)}
          </h2>
        </div>
        <Button look="quiet" size="square" aria-label={shared.close} onClick={() => slip.clear()}>
          <Icon name="cross" />
        </Button>
      </header>
      <SlipBody />
    </section>
  );
}

function SlipBody() {
  const { slip, names } = useGame();
  const { connection } = useVisitor();
  const phase = slip.phase.value;
  if (slip.pool.value === undefined) {
    return (
      <p class="slip__note" role="status">
        {player.slip.gone}
      </p>
    );
  }
  if (phase.kind === "placed") {
    const target = targetName(names.value, slip.choice.value?.target ?? "");
    return (
      <div class="slip__body">
        <p class="slip__note slip__note--good" role="status">
          <Icon name="check" />
          {player.slip.placed(grouped(phase.amount), target)}
        </p>
        <Button size="wide" onClick={() => slip.type("")}>
          {player.slip.again}
        </Button>
      </div>
    );
  }
  return connection.user.value === null ? <GuestNote /> : <SlipForm />;
}

function GuestNote() {
  const { form } = useVisitor();
  return (
    <div class="slip__body">
      <p>{player.slip.guest}</p>
      <Button
        look="primary"
        size="wide"
        onClick={() => {
          form.value = "sign-up";
        }}
      >
        {player.account.toBet}
      </Button>
    </div>
  );
}

function SlipForm() {
  const { slip, info } = useGame();
  const { now } = useVisitor();
  const pool = slip.pool.value;
  if (pool === undefined) return null;
  const phase = slip.phase.value;
  const isOpen = standingOf(pool, now.value) === "open";
  const stake = slip.stake.value;
  const isPlacing = phase.kind === "placing";
  const canPlace = isOpen && stake !== null && !isPlacing;
  const currency = info.value?.currency ?? "";
  return (
    <form
      class="slip__body"
      onSubmit={(event) => {
        event.preventDefault();
        if (canPlace) void slip.place();
      }}
    >
      <StakeField />
      <PaysNow />
      {phase.kind === "refused" ? (
        <p class="slip__note slip__note--bad" role="alert">
          {errorText(phase.error)}
        </p>
      ) : isOpen ? null : (
        <p class="slip__note slip__note--warn" role="status">
          <Icon name="lock" />
          {player.slip.locked}
        </p>
      )}
      <Button type="submit" look="primary" size="wide" aria-disabled={!canPlace}>
        {isPlacing
          ? player.slip.placing
          : stake === null
            ? player.slip.choose
            : player.slip.place(`${grouped(stake)} ${currency}`)}
      </Button>
      <p class="slip__fine">
        {player.slip.final} {player.slip.delayed}
        <Takeout />
      </p>
    </form>
  );
}

function PaysNow() {
  const { slip, info } = useGame();
  const pays = slip.pays.value;
  const stake = slip.stake.value;
  const currency = info.value?.currency ?? "";
  return (
    <dl class="slip__pays">
      <dt>{player.slip.paysNow}</dt>
      <dd>
        {pays === null || stake === null ? (
          <span class="quiet">–</span>
        ) : (
          <>
            <Money amount={pays} currency={currency} class="slip__paid" />
            <span class="slip__profit figure">
              {player.slip.profit(
                grouped(textOf(minorOf(pays) - minorOf(stake), slip.decimals.value)),
              )}
            </span>
          </>
        )}
      </dd>
    </dl>
  );
}

function Takeout() {
  const bps = useGame().slip.takeoutBps.value;
  if (bps === null || bps === 0) return null;
  return <> {player.slip.takeout(String(bps / 100))}</>;
}
