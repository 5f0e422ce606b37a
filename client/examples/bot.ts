// A bot that bets: follows a game and puts 1.00 on the target with the best multiplier of every new pool.
// MUTUEL_URL, MUTUEL_USER, MUTUEL_KEY (id and user_session_key of a login) and MUTUEL_GAME in the environment.
import { type PoolView, connect } from "@mutuel/client";

const {
  MUTUEL_URL: url = "",
  MUTUEL_USER: id,
  MUTUEL_KEY: key = "",
  MUTUEL_GAME = "",
} = process.env;
const client = connect({ url, credentials: { id: Number(id), key } });
const game = client.game(MUTUEL_GAME);
const seen = new Set<string>();

async function bet({ pool_id, description, distributions }: PoolView): Promise<void> {
  seen.add(pool_id);
  const [best] = distributions.toSorted((a, b) => Number(b.multiplier) - Number(a.multiplier));
  if (best === undefined) return;
  const target = best.target_id;
  try {
    await client.placeBet({ pool_id, target, amount: "1.00" });
    console.log(`${description}: 1.00 on ${target}`);
  } catch (error) {
    console.log(`${description}: ${String(error)}`);
  }
}

game.subscribe(({ following, pools }) => {
  for (const pool of pools) if (!pool.is_blocked && !seen.has(pool.pool_id)) void bet(pool);
  if (following === "closed") client.close();
});
