// My running bets with what they would bring now, and the settled ones with why.
import { useComputed } from "@preact/signals";
import { grouped } from "../design/amount.ts";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import { targetName } from "../live/names.ts";
import { SettledItem } from "./settled-item.tsx";
import { shownMultiplier } from "./target-row.tsx";
import { useVisitor } from "./visitor.ts";
import "./my-bets.css";

export function MyBets() {
  const { connection } = useVisitor();
  const { settlements } = useGame();
  if (connection.user.value === null) return null;
  const settled = settlements.list.value;
  return (
    <section class="card bets" aria-labelledby="bets">
      <h2 id="bets" class="section-title">
        {player.bets.title}
      </h2>
      <h3 class="bets__part">{player.bets.running}</h3>
      <RunningBets />
      <h3 class="bets__part">{player.bets.settled}</h3>
      {settled.length === 0 ? (
        <p class="quiet">{player.bets.noneSettled}</p>
      ) : (
        <ul class="bets__list">
          {settled.map((bet) => (
            <li key={bet.poolId}>
              <SettledItem bet={bet} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RunningBets() {
  const { poolIds, backed } = useGame();
  const ids = poolIds.value.filter((id) => backed(id).value !== undefined);
  if (ids.length === 0) return <p class="quiet">{player.bets.noneRunning}</p>;
  return (
    <ul class="bets__list">
      {ids.map((id) => (
        <RunningInPool key={id} poolId={id} />
      ))}
    </ul>
  );
}

function RunningInPool({ poolId }: { readonly poolId: string }) {
  const game = useGame();
  const pool = useComputed(() => game.pool(poolId).value).value;
  const backed = useComputed(() => game.backed(poolId).value).value;
  if (pool === undefined || backed === undefined) return null;
  return (
    <>
      {Object.entries(backed).map(([target, stake]) => {
        const row = pool.distributions.find(({ target_id: id }) => id === target);
        return (
          <li key={target} class="bet">
            <span class="bet__words">
              <strong class="truncate">{targetName(game.names.value, target)}</strong>
              <span class="bet__pool truncate">{pool.description}</span>
            </span>
            <span class="bet__figures">
              <span class="bet__amount figure">{grouped(stake)}</span>
              <span class="bet__now figure">
                {player.bets.now} {shownMultiplier(row?.multiplier ?? "1.00")}×
              </span>
            </span>
          </li>
        );
      })}
    </>
  );
}
