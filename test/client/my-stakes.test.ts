// Stakes of mine that nobody here saw being placed, and that no distribution names.
import { expect, test } from "bun:test";
import { connect } from "../../client/src/index.ts";
import { openGame, openPool, signUp, startTestServer } from "../e2e/server-fixture.ts";
import { lineWith } from "../support/fake-line.ts";

const GAME = "g";
const POOL = { pool_id: "p", money_at_stake: "0.00", distributions: [] };

test("CLNT-9 what is at stake beyond the bets known is asked for, and asked once", async () => {
  const { client, network } = lineWith();
  const game = client.game(GAME);
  const socket = await network.opened(0, { id: 7, name: "anna" });
  const reads = (): number => socket.sent.filter(({ op }) => op === 389).length;
  const balance = (current: string, available: string): void => {
    const balances = { current_balance: current, available_balance: available };
    socket.tell({ res: 815, currency: "DON", ...balances });
  };
  const stakes = (france: string): void => {
    const pools_list = [{ ...POOL, user_backed: { france } }];
    socket.tell({ res: 354, game_id: GAME, pools_list });
  };
  socket.tell({ res: 333, game_id: GAME, seq: 1 });
  socket.tell({ res: 342, game_id: GAME, currency: "DON", game_state: [], seq: 1, resync: true });
  socket.tell({ res: 3535, game_id: GAME, pools_list: [POOL], seq: 1, resync: true });
  // Balance first: what is placed between the two answers is told as a change after both.
  expect(socket.sent.map(({ op }) => op).slice(2, 5)).toEqual([800, 810, 389]);
  socket.tell({ res: 800, currency: "DON", current_balance: "100.00" });
  socket.tell({ res: 810, currency: "DON", available_balance: "90.00" });
  stakes("6.00");
  expect(reads()).toBe(1);
  // Bet here, win elsewhere: explained.
  socket.tell({ res: 356, pool_id: "p", bet_id: "b", target: "france", amount: "1" });
  balance("100.00", "89.00");
  balance("120.00", "109.00");
  expect(reads()).toBe(1);
  // Placed elsewhere.
  balance("120.00", "104.50");
  balance("120.00", "104.00");
  expect(reads()).toBe(2);
  stakes("12.00");
  expect(game.current.backed).toEqual({ p: { france: "12.00" } });
  balance("121.00", "105.00");
  expect(reads()).toBe(2);
  // Resolved: it goes from both.
  const result = { winners: {}, losers: {}, refunds: {}, winning_target: "none", resolved_at: 1 };
  socket.tell({ res: 362, game_id: GAME, pool_id: "p", description: "", ...result, seq: 2 });
  balance("109.00", "105.00");
  expect(reads()).toBe(2);
  client.close();
});

test("CLNT-9 a bet of another tab is found though no distribution tells of it", async () => {
  const never = { name: "distributionIntervalMs", value: 3_600_000 } as const;
  const server = await startTestServer({ limits: [never] });
  const stage = await openGame(server);
  const { id, key } = await signUp(server);
  const tab = () => connect({ url: server.url, credentials: { id, key } });
  const [one, other] = [tab(), tab()];
  try {
    const game = one.game(stage.gameId);
    const shows = (fits: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (fits()) resolve();
        };
        game.subscribe(look);
        look();
      });
    await shows(() => game.current.following === "live" && game.current.balance !== null);
    const pool_id = await openPool(stage);
    await other.placeBet({ pool_id, target: "argentina", amount: "1" });
    // The only distribution for an hour.
    await shows(() => game.current.pools[0]?.bets_count === 1);
    await Promise.all(
      [1, 2, 3].map(() => other.placeBet({ pool_id, target: "france", amount: "2" })),
    );
    await shows(() => game.current.backed[pool_id]?.["france"] === "6.00");
    expect(game.current.pools[0]?.bets_count).toBe(1);
  } finally {
    one.close();
    other.close();
    await server.stop();
  }
});
