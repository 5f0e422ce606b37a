// One provider with a game of its own, launched for players: transactions asked for as the provider would.
import type { CommandOf } from "../../src/engine/command.ts";
import type { Decision } from "../../src/engine/decision.ts";
import type { AccountTerms, TransactionApi } from "../../src/engine/hub/hub-fact.ts";
import type { GameSession } from "../../src/engine/hub/hub-state.ts";
import type { ProviderAccountId, SourceId } from "../../src/engine/ids.ts";
import type { RefusalCode } from "../../src/engine/refusal.ts";
import { ANN } from "./engine-commands.ts";
import { EngineWorld } from "./engine-world.ts";
import {
  type Launch,
  launch,
  listGames,
  newAccount,
  offeredGame,
  provider,
  registerPlatform,
  sha256,
} from "./hub-world.ts";

export type Asked = {
  id: string;
  /** Minor units; absent only where something is taken back. */
  amount?: number | null;
  round?: string | null;
  currency?: string;
  /** Whatever else was in the body. */
  notes?: string;
};

export const SLOTS = "slots";

export class TransactionWorld {
  readonly world = new EngineWorld();
  readonly sourceId: SourceId;
  readonly accountId: ProviderAccountId;

  constructor(terms: Partial<AccountTerms> = {}) {
    registerPlatform(this.world);
    const { sourceId, accountId } = this.newProvider(terms);
    this.sourceId = sourceId;
    this.accountId = accountId;
  }

  newProvider(terms: Partial<AccountTerms> = {}) {
    const sourceId = this.world.newSource();
    const accountId = newAccount(this.world, sourceId, terms);
    listGames(this.world, { sourceId, accountId }, [offeredGame(SLOTS)]);
    return { sourceId, accountId };
  }

  /** A session with that much money, by default of Ann's in EUR. */
  newSession(money: string | null, options: Launch & { under?: ProviderAccountId } = {}) {
    const { under = this.accountId, currency = "EUR", userId = ANN, ...rest } = options;
    if (money !== null) this.world.deposit(userId, currency, money);
    const platformSession = sha256(`${this.world.state.hub.sessions.size}`);
    return launch(this.world, under, SLOTS, { platformSession, currency, userId, ...rest });
  }

  ask(session: GameSession, api: TransactionApi, asked: Asked): Decision {
    const { sourceId } = this;
    return this.world.submit(provider(sourceId), transactionCommand(session, api, asked));
  }

  /** The balance answered. */
  does(session: GameSession, api: TransactionApi, asked: Asked): number {
    return this.#answered(session, api, asked, "made");
  }

  /** The balance answered to what was known already. */
  knows(session: GameSession, api: TransactionApi, asked: Asked): number {
    return this.#answered(session, api, asked, "none");
  }

  refused(session: GameSession, api: TransactionApi, asked: Asked): RefusalCode {
    return this.world.refused(provider(this.sourceId), transactionCommand(session, api, asked));
  }

  completes(session: GameSession, round: string): Decision {
    const { sessionId, currency } = session;
    const command = { kind: "complete-round", sessionId, currency, round } as const;
    return this.world.submit(provider(this.sourceId), command);
  }

  available({ userId, currency }: GameSession): number {
    return this.world.available(userId, currency);
  }

  games(currency = "EUR"): number {
    return this.world.state.wallets.house(currency).gamesMinor;
  }

  /** Turnover and royalty of all lines, as text. */
  royalties(): string[] {
    return [...this.world.state.hub.royalties.lines()].map(
      ({ accountId, royaltyBps, currency, turnoverMinor, royaltyMinor }) =>
        `${accountId} at ${royaltyBps}: ${royaltyMinor} on ${turnoverMinor} ${currency}`,
    );
  }

  #answered(
    session: GameSession,
    api: TransactionApi,
    asked: Asked,
    change: "made" | "none",
  ): number {
    const decision = this.ask(session, api, asked);
    if (decision.kind === "refused") throw new Error(`${decision.code}: ${decision.text}`);
    const { answer } = decision;
    if (answer.kind !== "transaction" || answer.change !== change) {
      throw new Error(`answered ${JSON.stringify(answer)}, not ${change}`);
    }
    return answer.balanceMinor;
  }
}

export function transactionCommand(
  { sessionId, currency: own }: GameSession,
  api: TransactionApi,
  asked: Asked,
): CommandOf<"book-transaction"> {
  const { id: transactionId, amount = null, round = null, currency = own } = asked;
  const contentHash = sha256(JSON.stringify([sessionId, api, asked]));
  const what = { sessionId, api, transactionId, currency, amountMinor: amount };
  return { kind: "book-transaction", ...what, contentHash, round };
}
