// The open pools of the game, oldest first.
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import { PoolCard } from "./pool-card.tsx";
import "./pool-list.css";

export function PoolList() {
  const { poolIds, info } = useGame();
  const isOver = info.value?.status === "game_closed";
  return (
    <section aria-labelledby="pools">
      <h2 id="pools" class="section-title">
        {player.pools.title}
        {poolIds.value.length === 0 ? null : (
          <span class="pools__count figure">{poolIds.value.length}</span>
        )}
      </h2>
      {poolIds.value.length === 0 ? (
        <div class="empty">
          <p>{isOver ? player.pools.emptyOver : player.pools.empty}</p>
          {isOver ? null : <p class="empty__hint">{player.pools.emptyHint}</p>}
        </div>
      ) : (
        <ul class="pools">
          {poolIds.value.map((id) => (
            <li key={id} class="pools__item">
              <PoolCard poolId={id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
