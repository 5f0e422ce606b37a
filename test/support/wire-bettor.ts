// A player who bets without pause through one server after the other, and remembers for each bet what
// was last heard of it. Bets without an answer are sent again with the same client_bet_id.
import { WireClient, type WireMessage, type WirePlayer } from "./wire-client.ts";

export type BetRecord = {
  readonly clientBetId: string;
  readonly poolId: string;
  readonly target: string;
  readonly amount: string;
  /** What the server said; null while it said nothing. */
  outcome: { readonly betId: string } | { readonly refused: string } | null;
};

const IN_FLIGHT = 40;
const TARGETS = ["argentina", "france", "none"];

export class WireBettor {
  readonly player: WirePlayer;
  readonly bets: BetRecord[] = [];
  /** Answers that say something else than an earlier answer to the same bet. */
  readonly contradictions: string[] = [];
  #client: WireClient | null = null;
  readonly #byId = new Map<string, BetRecord>();

  constructor(player: WirePlayer) {
    this.player = player;
  }

  async connect(url: string): Promise<void> {
    this.#client = await WireClient.as(url, this.player);
  }

  get unanswered(): BetRecord[] {
    return this.bets.filter(({ outcome }) => outcome === null);
  }

  /** Sends those bets again and waits for all answers. */
  async repeat(bets: readonly BetRecord[]): Promise<WireMessage[]> {
    const client = this.#connected();
    const answers = await Promise.all(bets.map((bet) => client.ask(messageOf(bet))));
    answers.forEach((answer, at) => {
      const bet = bets[at];
      if (bet !== undefined) this.#note(bet, answer);
    });
    return answers;
  }

  /** Bets in the pool until the server is gone; `onAnswer` is called for each answer to a bet. */
  async betOn(poolId: string, onAnswer: () => void): Promise<void> {
    const client = this.#connected();
    client.onMessage = (message) => {
      const bet = this.#byId.get(message.response_header.request_id ?? "");
      if (bet === undefined) return;
      this.#note(bet, message);
      onAnswer();
      this.#place(client, poolId);
    };
    for (let flying = 0; flying < IN_FLIGHT; flying++) this.#place(client, poolId);
    await client.closed;
    this.#client = null;
  }

  #place(client: WireClient, poolId: string): void {
    const number = this.bets.length + 1;
    const bet: BetRecord = {
      clientBetId: `${this.player.username}-${number}`,
      poolId,
      target: TARGETS[number % TARGETS.length] ?? "none",
      amount: `0.${10 + (number % 90)}`,
      outcome: null,
    };
    this.bets.push(bet);
    this.#byId.set(bet.clientBetId, bet);
    client.send({ header: { request_id: bet.clientBetId }, ...messageOf(bet) });
  }

  #note(bet: BetRecord, answer: WireMessage): void {
    const outcome =
      answer.res === 356
        ? { betId: String(answer["bet_id"]) }
        : { refused: String(answer["code"]) };
    const before = bet.outcome;
    if (before !== null && JSON.stringify(before) !== JSON.stringify(outcome)) {
      const [was, is] = [JSON.stringify(before), JSON.stringify(outcome)];
      this.contradictions.push(`${bet.clientBetId} was ${was} and is ${is}`);
    }
    bet.outcome = outcome;
  }

  #connected(): WireClient {
    if (this.#client === null) throw new Error(`${this.player.username} is not connected`);
    return this.#client;
  }
}

function messageOf({ clientBetId, poolId, target, amount }: BetRecord): object {
  return { op: 392, pool_id: poolId, target, amount, client_bet_id: clientBetId };
}
