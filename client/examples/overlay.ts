// An overlay for a broadcast: what each target of the open pools pays now, four times a second at most.
// Needs no account. MUTUEL_URL and MUTUEL_GAME in the environment.
import { connect } from "@mutuel/client";

const { MUTUEL_URL: url = "", MUTUEL_GAME = "" } = process.env;
const client = connect({ url });
const game = client.game(MUTUEL_GAME, { conflateMs: 250 });

game.subscribe(({ following, pools, results }) => {
  for (const { description, distributions, money_at_stake } of pools) {
    const odds = distributions.map((row) => `${row.target_id} ${row.multiplier}`);
    console.log(`${description} (${money_at_stake}): ${odds.join(", ")}`);
  }
  if (following !== "closed") return;
  for (const { description, winning_target } of results) {
    console.log(`${description}: ${winning_target ?? "void"}`);
  }
  client.close();
});
