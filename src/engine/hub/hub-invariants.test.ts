import { expect, test } from "bun:test";
import { EngineWorld } from "../../../test/support/engine-world.ts";
import {
  ARCADE,
  CASINO,
  launch,
  listGames,
  newAccount,
  offeredGame,
  registerPlatform,
} from "../../../test/support/hub-world.ts";
import type { ProviderAccountId, SourceId, UserId } from "../ids.ts";
import { brokenInvariants } from "../invariants.ts";
import type { Pool, State } from "../state.ts";
import type { GameSession, ProviderAccount } from "./hub-state.ts";
import { providerAccountOf } from "./provider-account.ts";

type Scene = { state: State; account: ProviderAccount; session: GameSession; pool: Pool };

function scene(): Scene {
  const world = new EngineWorld();
  registerPlatform(world);
  const { gameId, sourceId } = world.newGame();
  const accountId = newAccount(world, sourceId, {}, CASINO);
  listGames(world, { sourceId, accountId, platformId: CASINO }, [offeredGame("slots")]);
  const session = launch(world, accountId, "slots");
  const { state } = world;
  const pool = world.newPool(gameId);
  expect(brokenInvariants(state)).toEqual([]);
  return { state, session, pool, account: providerAccountOf(state, accountId) };
}

const nobody = 77 as ProviderAccountId;
const breaks: [string, (of: Scene) => void][] = [
  ["an account without a source", ({ account }) => (account.sourceId = "x" as SourceId)],
  ["an account out of place", ({ account }) => (account.accountId = nobody)],
  ["an account for a platform that is none", ({ account }) => (account.platformId = ARCADE)],
  ["a rate that is none", ({ account }) => (account.terms.royaltyBps = -1)],
  ["an account that its source does not know", ({ state }) => state.hub.accountsOfSource.clear()],
  ["a session without a player", ({ session }) => (session.userId = 77 as UserId)],
  ["a session without an account", ({ session }) => (session.accountId = nobody)],
  ["a session its platform does not know", ({ state }) => state.hub.sessionOfPlatform.clear()],
  ["a session in other decimals", ({ session }) => (session.decimals = 3)],
  [
    "bets under an account of another source",
    ({ pool }) => pool.royalties.push({ accountId: nobody, royaltyBps: 1 }),
  ],
];

for (const [name, damage] of breaks) {
  test(`INV-7 ${name} is found`, () => {
    const of = scene();
    damage(of);
    expect(brokenInvariants(of.state)).not.toEqual([]);
  });
}
