// Random lives of a deployment. EngineWorld checks after every step: the invariants, the twin that reads
// the encoded facts and keeps its bets as plain objects, and that a refusal changes nothing.
import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { type Dice, askFrom } from "../../test/support/engine-asks.ts";
import { ANN, BEN, CLEO, DAN } from "../../test/support/engine-commands.ts";
import { EngineWorld } from "../../test/support/engine-world.ts";
import {
  ARCADE,
  CASINO,
  launch,
  listGames,
  newAccount,
  offeredGame,
  registerPlatform,
  sha256,
} from "../../test/support/hub-world.ts";
import type { Command } from "./command.ts";
import { evolve } from "./evolve.ts";
import { decodeFact } from "./fact-codec.ts";
import { newState } from "./state.ts";
import { stateHash } from "./state-hash.ts";

const number = fc.nat(10_000);
const dice: fc.Arbitrary<Dice> = fc.tuple(number, number, number, number);
const lives = fc.array(fc.tuple(dice, fc.nat(400)), {
  minLength: 100,
  maxLength: 160,
  size: "max",
});

function begun(takeoutBps: number, resultDelayMs: number): EngineWorld {
  const world = new EngineWorld({ takeoutBps, resultDelayMs });
  for (const userId of [ANN, BEN, CLEO, DAN]) {
    world.deposit(userId, "JPY", "100000");
    world.deposit(userId, "KWD", "500");
  }
  const { gameId, sourceId } = world.newGame();
  world.newPool(gameId, { recreateOnEnd: true });
  registerPlatform(world, CASINO);
  registerPlatform(world, ARCADE);
  const accountId = newAccount(world, sourceId, { royaltyBps: 150 });
  listGames(world, { sourceId, accountId }, [offeredGame("slots")]);
  for (const [player, userId] of [ANN, BEN].entries()) {
    launch(world, accountId, "slots", {
      platformSession: sha256(`begun ${player}`),
      currency: "KWD",
      userId,
    });
  }
  return world;
}

test("INV-1, INV-2, INV-3, INV-4, INV-5 hold after every step of random lives", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(lives, fc.constantFrom(0, 500), fc.constantFrom(0, 400), (steps, bps, delayMs) => {
      const world = begun(bps, delayMs);
      for (const [numbers, waitMs] of steps) {
        world.pass(waitMs % 3 === 0 ? waitMs : 0);
        const { actor, command } = askFrom(numbers, world);
        const { kind } = world.submit(actor, command);
        const word = `${command.kind} ${kind}`;
        seen.set(word, (seen.get(word) ?? 0) + 1);
      }
      world.pass(10_000);
      const replayed = newState();
      for (const line of world.lines) evolve(replayed, decodeFact(line));
      expect(stateHash(replayed)).toBe(world.hash());
    }),
    { numRuns: 24, endOnFailure: true, seed: 20_261_120 },
  );
  // Lives in which hardly anything is taken would prove little.
  const often: Command["kind"][] = [
    "place-bet",
    "create-pool",
    "register-event",
    "block-pool",
    "set-provider-accounts",
    "open-game-session",
    "book-transaction",
  ];
  for (const kind of often) expect(seen.get(`${kind} accepted`) ?? 0).toBeGreaterThan(10);
  expect(seen.get("place-bet refused") ?? 0).toBeGreaterThan(10);
});
