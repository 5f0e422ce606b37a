// The open pools, oldest first, each with its key.
import { Button } from "../../design/button.tsx";
import { words } from "../../text/console.ts";
import { useDesk } from "./desk.ts";
import { useLocks } from "./locks.ts";
import { PoolCard } from "./pool-card.tsx";
import { useShortcuts } from "./shortcuts.ts";

export function PoolBoard() {
  const { areKeysOn, letters, rights, sheet, view } = useDesk();
  const locks = useLocks();
  const { pools } = view.value;
  const runs = rights.value === "runs";
  useShortcuts(
    Object.fromEntries(
      [...letters.value].map(([poolId, letter]) => [letter, () => locks.togglePool(poolId)]),
    ),
    { areOn: () => runs && areKeysOn.peek() && sheet.peek() === null, place: "page" },
  );
  return (
    <section aria-labelledby="pools-title">
      <h2 id="pools-title" class="panel__title desk__title">
        {words.pool.title}
      </h2>
      {pools.length === 0 ? (
        <div class="empty">
          <p>{words.pool.none}</p>
          {runs ? (
            <>
              <p class="empty__hint">{words.pool.noneHint}</p>
              <p>
                <Button onClick={() => (sheet.value = { kind: "new-pool" })}>
                  {words.desk.newPool}
                </Button>
              </p>
            </>
          ) : null}
        </div>
      ) : (
        <ul class="pool-grid">
          {pools.map((pool) => (
            <li key={pool.pool_id}>
              <PoolCard pool={pool} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
