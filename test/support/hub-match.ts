// A provider with accounts for two platforms, its own game beside a pool game, and players who were
// launched: the part of the golden log about platforms.
import type { TransactionApi } from "../../src/engine/hub/hub-fact.ts";
import type { GameSession } from "../../src/engine/hub/hub-state.ts";
import { providerAccountOf } from "../../src/engine/hub/provider-account.ts";
import type { UserId } from "../../src/engine/ids.ts";
import { ANN, BEN, CLEO, OWNER, betCommand } from "./engine-commands.ts";
import { type EngineWorld, accepted } from "./engine-world.ts";
import {
  ARCADE,
  CASINO,
  accountsCommand,
  launch,
  listGames,
  newAccount,
  offeredGame,
  platform,
  playerOf,
  provider,
  registerPlatform,
  setAccounts,
  sha256,
  termsOf,
} from "./hub-world.ts";
import { type Asked, transactionCommand } from "./transaction-world.ts";

export function playPlatforms(world: EngineWorld): void {
  registerPlatform(world, CASINO, "md5");
  registerPlatform(world, ARCADE, "unsigned");
  world.operator({ kind: "rotate-platform-secret", platformId: CASINO });
  const origins = ["https://casino.example"];
  world.operator({ kind: "set-platform-origins", platformId: CASINO, origins });
  world.operator({ kind: "set-platform-signing", platformId: CASINO, signing: "hmac-sha256" });
  const sourceId = world.newSource();
  world.operator({ kind: "set-source-signing", sourceId, signing: "hmac-sha256" });
  const providerGameLaunchApiUrl = "https://api.example/launch";
  const byApi = { launchMethod: "GLM_API", gameEmbedUrl: "", providerGameLaunchApiUrl } as const;
  const lists = { currencies: ["EUR", "USD"], countriesDisabled: ["US"] };
  const forCasino = newAccount(world, sourceId, { ...byApi, ...lists, royaltyBps: 150 }, CASINO);
  const forAll = newAccount(world, sourceId, { currencies: ["EUR", "FUN"], royaltyBps: 333 });
  const account = { sourceId, accountId: forAll };
  const freeGames = { possibleBets: [1, 5], possibleLines: [9] };
  const terms = termsOf({ royaltyBps: 335, pendingGamesUrl: "https://games.example/pending" });
  setAccounts(world, accountsCommand(sourceId, [{ accountId: forAll, terms }]));
  listGames(world, account, [offeredGame("slots é", { freeGames }), offeredGame("dice")]);

  const { gameId } = world.newGame({ currency: "EUR" }, sourceId);
  const pool = world.newPool(gameId, { takeoutBps: 500 });
  const again = world.newPool(gameId, { takeoutBps: 0 });
  for (const userId of [ANN, BEN, CLEO]) world.deposit(userId, "EUR", "100");
  const ann = launch(world, forCasino, gameId, {
    currency: "EUR",
    country: "DE",
    platformSession: sha256("ann"),
  });
  const { sessionId } = ann;
  accepted(
    world.submit(platform(CASINO), { kind: "confirm-launch", sessionId, method: "GLM_API" }),
  );
  accepted(world.submit(playerOf(ann), betCommand(pool.poolId, "argentina", "10.01")));
  accepted(world.submit(playerOf(ann), betCommand(again.poolId, "brazil", "0.99")));
  world.bet(BEN, pool, "brazil", "33.33", { clientBetId: 'ben "1"' });
  world.bet(CLEO, pool, "argentina", "7");
  world.bet(BEN, again, "argentina", "4.44");
  world.pass(1_000);
  world.event(gameId, "argentina:10");
  launch(world, forAll, "slots é", {
    platformId: ARCADE,
    platformSession: sha256("guest"),
    userId: 6 as UserId,
    currency: "FUN",
  });
  playRounds(
    world,
    launch(world, forAll, "dice", { currency: "EUR", platformSession: sha256("dice") }),
  );
  world.operator({ kind: "set-platform-status", platformId: ARCADE, status: "disabled" });
  const waiting = world.newPool(gameId, { type: 3 });
  accepted(world.submit(playerOf(ann), betCommand(waiting.poolId, "yes", "1")));
  world.does(OWNER, { kind: "close-game", gameId });
}

/** Rounds of the provider's own game: won, taken back, taken back before it came, and left open. */
function playRounds(world: EngineWorld, session: GameSession): void {
  const { accountId, sessionId, currency } = session;
  const { sourceId } = providerAccountOf(world.state, accountId);
  const does = (api: TransactionApi, asked: Asked): void => {
    accepted(world.submit(provider(sourceId), transactionCommand(session, api, asked)));
  };
  does("debit", { id: "d1", amount: 1_001, round: "r1" });
  does("credit", { id: "c1", amount: 250, round: "r1" });
  does("debit", { id: "d2 é", amount: 300, round: "r2" });
  does("rollbackDebit", { id: "d2 é" });
  does("rollback", { id: "c1", amount: 250 });
  does("rollback", { id: "never came" });
  does("debit", { id: "d3", amount: 7, round: "r3" });
  const round = "r3";
  accepted(
    world.submit(provider(sourceId), { kind: "complete-round", sessionId, currency, round }),
  );
  does("debit", { id: "d4", amount: 0, round: "r4" });
}
