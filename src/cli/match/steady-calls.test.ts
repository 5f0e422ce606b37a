import { describe, expect, test } from "bun:test";
import type { Client } from "../../../client/src/client.ts";
import { MutuelError } from "../../../client/src/errors.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { FINAL_2022 } from "./final-2022.ts";
import { findGame } from "./find-game.ts";
import { SteadyCalls } from "./steady-calls.ts";

const AT_ONCE: Scheduler = {
  after(_delayMs, run) {
    run();
    return () => {};
  },
  soon: (run) => run(),
};

const LOST = new MutuelError("OUTCOME_UNKNOWN", "lost");
const POOL = { game_id: "g", description: "Next goal" };

/** A client whose calls come to these outcomes, one after the other. */
function scripted(...outcomes: (object | MutuelError)[]): { calls: SteadyCalls; asked: string[] } {
  const asked: string[] = [];
  const call = (name: string): Promise<object> => {
    asked.push(name);
    const outcome = outcomes.shift();
    if (outcome === undefined) return Promise.reject(new Error(`${name} was not expected`));
    return outcome instanceof MutuelError ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const client = { call } as unknown as Client;
  const { signal } = new AbortController();
  return { calls: new SteadyCalls({ client, scheduler: AT_ONCE, signal }), asked };
}

describe("calls of a match that runs", () => {
  test("MATCH-6 a pool whose answer was lost is looked for, and taken where it is there", async () => {
    const pools = { pools_list: [{ pool_id: "p1", description: "Next goal" }] };
    const { calls, asked } = scripted(LOST, pools);
    const reply = await calls.demand("createPool", POOL);
    expect(reply.text("pool_id")).toBe("p1");
    expect(asked).toEqual(["createPool", "listPools"]);
  });

  test("MATCH-6 a pool that is not there is opened again", async () => {
    const { calls, asked } = scripted(LOST, { pools_list: [] }, { pool_id: "p2" });
    const reply = await calls.demand("createPool", POOL);
    expect(reply.text("pool_id")).toBe("p2");
    expect(asked).toEqual(["createPool", "listPools", "createPool"]);
  });

  test("MATCH-6 what comes to the same when done twice is asked again", async () => {
    const busy = new MutuelError("BUSY", "wait");
    const { calls, asked } = scripted(LOST, busy, { res: 370 });
    await calls.demand("blockAction", { game_id: "g", action: "goal" });
    expect(asked).toEqual(["blockAction", "blockAction", "blockAction"]);
  });

  test("MATCH-6 a source or game whose answer was lost is looked for before another is opened", async () => {
    const game = { game_id: "g1", name: "Argentina - France" };
    const { calls, asked } = scripted(
      { sources: [] },
      LOST,
      { sources: [{ id: "s1", name: "mine" }] },
      { games: [] },
      LOST,
      { sources: [{ id: "s1", name: "mine" }] },
      { games: [game] },
      { res: 640 },
      { past_events: [] },
      { pools_list: [] },
    );
    const found = await findGame(calls, FINAL_2022, { sourceName: "mine", currency: "DON" });
    expect(found).toEqual({ gameId: "g1", age: "known", reported: 0, pools: new Map() });
    expect(asked.filter((name) => name === "openSource")).toHaveLength(1);
    expect(asked.filter((name) => name === "createAndOpenGame")).toHaveLength(1);
  });

  test("MATCH-7 an event another run has registered is done; other refusals are not swallowed", async () => {
    const event = { game_id: "g", action: "goal", target: "a:1" };
    const known = scripted(new MutuelError("IDEMPOTENCY_MISMATCH", "known"));
    await known.calls.demand("registerEvent", event);
    expect(known.asked).toEqual(["registerEvent"]);
    const refused = scripted(new MutuelError("TARGET_UNKNOWN", "no such target"));
    expect(refused.calls.demand("registerEvent", event)).rejects.toThrow("no such target");
  });
});
