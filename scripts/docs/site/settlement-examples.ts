// Worked examples of settlements, played on a real server: who bet what, and what the engine made of it.
import { type Currency, currencyOf } from "../../../src/money/currency.ts";
import { formatDecimal, minor } from "../../../src/money/amount.ts";
import type { PoolId } from "../../../src/engine/ids.ts";
import { paidBack } from "../../../src/engine/settlement.ts";
import type { Pool } from "../../../src/engine/state.ts";
import type { WireClient } from "../../../test/support/wire-client.ts";
import type { WireServer } from "../../../test/support/wire-server.ts";
import { table } from "./markdown.ts";

type Example = {
  readonly title: string;
  readonly anchor: string;
  readonly lesson: string;
  readonly currency: string;
  readonly takeoutBps: number;
  /** "Ann 10.00 france"; what stands behind the line "goal" came too late. */
  readonly bets: readonly string[];
};

const WINNER = "argentina:10";
const WINNING_TARGET = "argentina";

export const EXAMPLES: readonly Example[] = [
  {
    title: "Two right, one wrong",
    anchor: "two-right",
    lesson: "Whoever was right shares what the others lost, in proportion to the stakes.",
    currency: "EUR",
    takeoutBps: 0,
    bets: ["Ann 10.00 argentina", "Ben 30.00 argentina", "Cleo 20.00 france"],
  },
  {
    title: "Takeout",
    anchor: "takeout",
    lesson: "The house keeps 5 % of the pool, rounded down. The rest is what the winners share.",
    currency: "EUR",
    takeoutBps: 500,
    bets: ["Ann 10.00 argentina", "Ben 24.99 argentina", "Cleo 65.00 france"],
  },
  {
    title: "The odd cent",
    anchor: "odd-cent",
    lesson:
      "10.00 among three equal stakes is no whole number of cents each. The running total decides who gets the odd one, by the order in which the bets were placed; nothing is left over.",
    currency: "EUR",
    takeoutBps: 0,
    bets: ["Ann 1.00 argentina", "Ben 1.00 argentina", "Cleo 1.00 argentina", "Dan 7.00 france"],
  },
  {
    title: "Late bets",
    anchor: "late-bets",
    lesson:
      "A late bet was placed after the goal had fallen, before the provider reported it. It goes back whole, whatever it was on, and is no part of the pool: it wins nothing and takes nothing from others.",
    currency: "EUR",
    takeoutBps: 1_000,
    bets: [
      "Ann 10.00 argentina",
      "Ben 10.00 france",
      "goal",
      "Cleo 80.00 argentina",
      "Ben 50.00 france",
    ],
  },
  {
    title: "Takeout never eats a winner's stake",
    anchor: "takeout-capped",
    lesson:
      "10 % of 100.00 would be 10.00, but only 1.00 was lost. No more than that is kept: nobody who was right gets back less than the stake.",
    currency: "EUR",
    takeoutBps: 1_000,
    bets: ["Ann 99.00 argentina", "Ben 1.00 france"],
  },
  {
    title: "Nobody was right",
    anchor: "nobody-right",
    lesson: "With no valid bet on the winner every stake goes back, and nothing is kept.",
    currency: "EUR",
    takeoutBps: 1_000,
    bets: ["Ann 10.00 france", "Ben 20.00 none"],
  },
  {
    title: "Without decimals: yen",
    anchor: "yen",
    lesson: "Amounts are whole minor units of their currency. The yen has no smaller unit.",
    currency: "JPY",
    takeoutBps: 250,
    bets: ["Ann 10 argentina", "Ben 10 argentina", "Cleo 10 argentina", "Dan 71 france"],
  },
  {
    title: "Three decimals: dinars of Kuwait",
    anchor: "dinars",
    lesson: "The same with thousandths.",
    currency: "KWD",
    takeoutBps: 0,
    bets: [
      "Ann 0.100 argentina",
      "Ben 0.100 argentina",
      "Cleo 0.100 argentina",
      "Dan 0.701 france",
    ],
  },
];

const PURSE = "1000";
const SOME_TIME_MS = 1_000;

export async function settlementExamples(server: WireServer, operatorKey: string): Promise<string> {
  const stage = await Stage.set(server, operatorKey);
  const sections: string[] = [];
  for (const example of EXAMPLES) {
    const pool = await stage.play(example);
    sections.push(sectionOf(example, pool));
  }
  await stage.clear();
  return sections.join("");
}

class Stage {
  readonly #server: WireServer;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #provider: WireClient;
  readonly #players = new Map<string, { client: WireClient; id: number }>();
  #sourceId: unknown;

  private constructor(server: WireServer, operatorKey: string, provider: WireClient) {
    this.#server = server;
    this.#provider = provider;
    this.#headers = {
      authorization: `Bearer ${operatorKey}`,
      "content-type": "application/json",
    };
  }

  static async set(server: WireServer, operatorKey: string): Promise<Stage> {
    const stage = new Stage(server, operatorKey, await server.newcomer("provider"));
    const source = await stage.#provider.ask({ op: 365, source_name: "worked-examples" });
    stage.#sourceId = source["source_id"];
    for (const name of ["Ann", "Ben", "Cleo", "Dan"]) {
      const player = await server.signUp(name.toLowerCase());
      stage.#players.set(name, { client: await server.as(player), id: player.id });
    }
    return stage;
  }

  async play({ title, currency, takeoutBps, bets }: Example): Promise<Pool> {
    for (const { id } of this.#players.values()) {
      const reference = `${title}, user ${id}`;
      const body = JSON.stringify({ currency, amount: PURSE, reference });
      const url = `${this.#server.url}/admin/users/${id}/deposits`;
      const answer = await fetch(url, { method: "POST", headers: this.#headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    }
    const names = { game_name: title, type: "football", currency, source_id: this.#sourceId };
    const lists = { actions: ["Goal"], targets: ["Argentina:10", "France:10"] };
    const { game_id } = await this.#provider.ask({ op: 370, ...names, ...lists });
    await this.#provider.ask({ op: 616, game_id });
    const terms = { description: title, action: "goal", takeout_bps: takeoutBps };
    const opened = await this.#provider.ask({
      op: 385,
      game_id,
      ...terms,
      targets: "argentina,france",
    });
    const poolId = String(opened["pool_id"]) as PoolId;
    const happenedAtMs = await this.#bet(poolId, bets);
    const goal = { op: 395, game_id, action: "goal", target: WINNER };
    await this.#provider.ask({ ...goal, happened_at: happenedAtMs });
    const pool = this.#server.server.state.pools.find((each) => each?.poolId === poolId);
    if (pool === undefined) throw new Error(`pool ${poolId} is not in the state`);
    return pool;
  }

  /** When the goal fell. */
  async #bet(poolId: PoolId, bets: readonly string[]): Promise<number> {
    const { time } = this.#server;
    let happenedAtMs: number | null = null;
    for (const bet of bets) {
      time.pass(SOME_TIME_MS);
      if (bet === "goal") {
        happenedAtMs = time.nowMs();
        continue;
      }
      const [name = "", amount, target] = bet.split(" ");
      const player = this.#players.get(name)?.client;
      const answer = await player?.ask({ op: 392, pool_id: poolId, amount, target });
      if (answer?.res !== 356) throw new Error(`${bet}: ${JSON.stringify(answer)}`);
    }
    time.pass(SOME_TIME_MS);
    return happenedAtMs ?? time.nowMs();
  }

  async clear(): Promise<void> {
    for (const { client } of this.#players.values()) await client.close();
    await this.#provider.close();
  }
}

function sectionOf(example: Example, pool: Pool): string {
  const { title, anchor, lesson, takeoutBps } = example;
  const currency = currencyOf(example.currency);
  if (currency === null) throw new Error(`no currency ${example.currency}`);
  const { phase } = pool;
  if (phase.kind !== "settled") throw new Error(`pool of "${title}" is ${phase.kind}`);
  const { figures } = phase;
  const money = (amount: number): string => formatDecimal(minor(amount), currency.decimals);
  const sums = [
    ["takeout asked for", `${takeoutBps / 100} %`],
    ["gross: all valid stakes", money(figures.grossMinor)],
    ["on the winner", money(figures.winningMinor)],
    ["takeout", money(figures.takeoutMinor)],
    ["net: what the winners share", money(figures.netMinor)],
    ["late, returned", money(figures.lateMinor)],
  ];
  return [
    `### ${title} {#${anchor}}\n\n${lesson}\n\n`,
    table(["bet", "stake", "running total", "paid back"], betRows(example, pool, currency), "lrrr"),
    table([currency.code, "amount"], sums, "lr"),
  ].join("");
}

function betRows({ bets }: Example, pool: Pool, currency: Currency): string[][] {
  const money = (amount: number): string => formatDecimal(minor(amount), currency.decimals);
  const { phase } = pool;
  const firstLate = phase.kind === "settled" ? phase.figures.firstLateBet : 0;
  let running = 0;
  return bets
    .filter((bet) => bet !== "goal")
    .map((bet, at) => {
      const [name = "", , target = ""] = bet.split(" ");
      const isLate = at >= firstLate;
      const stake = pool.bets.stakeAt(at);
      const counts = target === WINNING_TARGET && !isLate;
      if (counts) running += stake;
      return [
        `${name}: ${target}${isLate ? ", late" : ""}`,
        money(stake),
        counts ? money(running) : "",
        money(paidBack(pool, at)),
      ];
    });
}
