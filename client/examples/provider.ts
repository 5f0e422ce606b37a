// A provider: opens a source, a game and a pool, blocks betting while a penalty is taken, and says who
// scored. What it registers arrives once and in order, whatever the line does.
// MUTUEL_URL, MUTUEL_USER and MUTUEL_KEY in the environment.
import { connect } from "@mutuel/client";
import { provide } from "@mutuel/client/provider";

const { MUTUEL_URL: url = "", MUTUEL_USER: id, MUTUEL_KEY: key = "" } = process.env;
const client = connect({ url, credentials: { id: Number(id), key } });

const { source_id } = await client.openSource({ source_name: "my-league" });
const { game_id } = await client.createAndOpenGame({
  source_id,
  game_name: "Argentina - France",
  type: "football",
  actions: ["Goal"],
  targets: ["Argentina:10", "France:10"],
});
await client.becomeGameAdmin({ game_id });
const targets = ["argentina", "france"];
await client.createPool({ game_id, description: "Next goal", action: "goal", targets });
console.log(`game ${game_id}`);

const match = provide(client, game_id);
match.block("goal");
const goal = match.register({ action: "goal", target: "argentina:10" });
match.allow("goal");
console.log(`goal at ${(await goal.done).happened_at}`);
await match.idle();
await client.closeGame({ game_id });
client.close();
