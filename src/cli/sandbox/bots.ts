// The bots' connections: place the bets they are told to, and are given money when they run out.
import { type Client, connect } from "../../../client/src/client.ts";
import { MutuelError } from "../../../client/src/errors.ts";
import type { Wish } from "../bettors/temper.ts";
import { minorOf, pointsText } from "../match/points.ts";
import type { KnownUser } from "./known-users.ts";
import type { Operator } from "./operator.ts";

const LOW_MINOR = 30_000;
const GIFT = "1000.00";

export class Bots {
  readonly #users: readonly KnownUser[];
  readonly #clients: readonly Client[];
  readonly #operator: Operator;

  constructor(users: readonly KnownUser[], url: string, operator: Operator) {
    this.#users = users;
    this.#clients = users.map(({ apiKey }) => connect({ url, apiKey }));
    this.#operator = operator;
  }

  get count(): number {
    return this.#clients.length;
  }

  /** Whether the bet was taken; somebody else may have closed or blocked the pool meanwhile. */
  async bet(bot: number, { poolId, target, stakeMinor }: Wish): Promise<boolean> {
    try {
      const amount = pointsText(stakeMinor);
      await this.#clients[bot]?.call("placeBet", { pool_id: poolId, target, amount });
      return true;
    } catch (error) {
      if (error instanceof MutuelError && error.code !== "CLOSED") return false;
      throw error;
    }
  }

  /** `occasion` makes the gift one of its own. */
  async refill(currency: string, occasion: string): Promise<void> {
    for (const [index, { userId, username }] of this.#users.entries()) {
      const answer = await this.#clients[index]?.call("getAvailableBalance", { currency });
      if (answer === undefined || minorOf(Number(answer.available_balance)) >= LOW_MINOR) continue;
      const reference = `${occasion} ${username}`;
      await this.#operator.deposit({ userId, currency, amount: GIFT, reference });
    }
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}
