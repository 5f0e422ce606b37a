// A platform: lists what providers offer it and launches the first pool game for one of its players.
// MUTUEL_URL, MUTUEL_CLIENT and MUTUEL_SECRET (the platform's) in the environment.
import { connectPlatform } from "@mutuel/client/open-games";

const { MUTUEL_URL: url = "", MUTUEL_CLIENT = "", MUTUEL_SECRET: secret = "" } = process.env;
const platform = connectPlatform(MUTUEL_CLIENT, { url, secret });

for (const { providerName, accounts } of await platform.providers()) {
  for (const { settings, games } of accounts) {
    const [game] = games;
    if (game === undefined) continue;
    const { src } = await platform.launch({
      sessionId: crypto.randomUUID(),
      gameId: game.id,
      accountId: settings.accountId,
      deviceType: "dt_desktop",
      currency: settings.currenciesAvailable[0] ?? "FUN",
      language: "en",
      userId: "player-1",
    });
    console.log(`${providerName}: ${game.defaultName} at ${src}`);
  }
}
