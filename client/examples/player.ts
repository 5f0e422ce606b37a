// A player at a terminal: shows the open pools with one's own stakes, takes bets such as `1 france 2.50`
// (number of the pool, target, amount), and tells what they brought.
// MUTUEL_URL, MUTUEL_USER, MUTUEL_KEY (id and user_session_key of a login) and MUTUEL_GAME in the environment.
import { createInterface } from "node:readline";
import { connect } from "@mutuel/client";

const {
  MUTUEL_URL: url = "",
  MUTUEL_USER: id,
  MUTUEL_KEY: key = "",
  MUTUEL_GAME = "",
} = process.env;
const client = connect({ url, credentials: { id: Number(id), key } });
const game = client.game(MUTUEL_GAME);
const numbers: string[] = []; // A pool keeps its number when others before it are resolved.

game.subscribe(({ following, pools, backed, results, balance }) => {
  for (const { pool_id: pool, description, distributions, is_blocked } of pools) {
    if (!numbers.includes(pool)) numbers.push(pool);
    const odds = distributions.map((row) => `${row.target_id} ${row.multiplier}`).join(", ");
    const mine = is_blocked ? "blocked" : `mine ${JSON.stringify(backed[pool] ?? {})}`;
    console.log(`${numbers.indexOf(pool) + 1} ${description}: ${odds}; ${mine}`);
  }
  for (const { description, winning_target: winner, outcome } of results) {
    console.log(`${description}: ${winner ?? "void"}, paid ${outcome?.paid ?? "0"}`);
  }
  console.log(`${following}, balance ${balance?.available_balance ?? "?"}`);
  if (following === "closed") process.exit();
});
createInterface({ input: process.stdin }).on("line", (line) => {
  const [number, target = "", amount = ""] = line.split(" ");
  const pool_id = numbers[Number(number) - 1] ?? "";
  client.placeBet({ pool_id, target, amount }).catch(({ message }: Error) => console.log(message));
});
