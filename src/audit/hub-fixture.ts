// For tests of the audit and the archive: a provider's pool game and a game of its own, launched on a
// platform, with bets and transactions in euros, yen, dinars and play money.
import type { Actor, Command } from "../engine/command.ts";
import type { AccountTerms, OfferedGame, TransactionApi } from "../engine/hub/hub-fact.ts";
import type {
  GameId,
  GameSessionId,
  PlatformId,
  PoolId,
  ProviderAccountId,
  SourceId,
  UserId,
} from "../engine/ids.ts";
import type { Fact } from "../engine/fact.ts";
import type { DecimalText } from "../money/amount.ts";
import { ANNA, BEN, CARLA, FactWorld, PROVIDER, one } from "./audit-fixture.ts";

const SYSTEM: Actor = { kind: "system" };
const OPERATOR: Actor = { kind: "operator", name: "cashier" };
export const GUEST = 5 as UserId;
const HASH = "ab".repeat(32);

export const TERMS: AccountTerms = {
  gameEmbedUrl: "https://games.example/?s={{GAME_SESSION}}",
  pendingGamesUrl: "",
  royaltyBps: 125,
  currencies: ["EUR", "JPY", "KWD", "FUN"],
  countriesAvailable: [],
  countriesDisabled: ["US"],
  launchMethod: "GLM_DEFAULT",
  providerGameLaunchApiUrl: "",
};

const SLOT: OfferedGame = {
  id: "slot",
  capabilities: ["dc_html5full"],
  devices: ["dt_desktop"],
  screenWidth: 800,
  screenHeight: 600,
  gameEmbedUrl: null,
  name: "Slot",
  description: "",
  icons: {},
  freeGames: null,
};

export class HubWorld {
  readonly world = new FactWorld({ welcomeDonMinor: 0 });
  readonly platformId: PlatformId;
  readonly sourceId: SourceId;
  readonly accountId: ProviderAccountId;
  readonly gameId: GameId;
  #sessions = 0;

  constructor() {
    const first = {
      kind: "start-deployment",
      deploymentId: "d",
      betIdKey: "ab".repeat(16),
    } as const;
    this.ask(SYSTEM, first);
    for (const userId of [PROVIDER, ANNA, BEN, CARLA]) {
      const country = userId === CARLA ? null : "FR";
      this.ask(SYSTEM, { kind: "open-account", userId, country });
    }
    const opened = this.by(PROVIDER, { kind: "open-source", name: "Games", description: null });
    this.sourceId = one(opened, "SourceOpened").sourceId;
    const named = { kind: "register-platform", name: "Site", signing: "md5", origins: [] } as const;
    const registered = this.ask(OPERATOR, { ...named, platformId: null });
    this.platformId = one(registered, "PlatformRegistered").platformId;
    this.accountId = this.newAccount(TERMS);
    const { sourceId, accountId } = this;
    const list = { kind: "list-account-games", sourceId, platformId: null, accountId } as const;
    this.ask(this.provider, { ...list, games: [SLOT] });
    this.gameId = this.openGame("EUR");
    for (const userId of [ANNA, BEN]) {
      for (const currency of ["EUR", "JPY", "KWD"]) this.deposit(userId, currency, "1000");
    }
  }

  get provider(): Actor {
    return { kind: "provider", sourceId: this.sourceId };
  }

  get commands(): Fact[][] {
    return this.world.commands;
  }

  ask(actor: Actor, command: Command): Fact[] {
    const facts = this.world.ask(command, actor);
    if (facts.length === 0) throw new Error(`${command.kind} came to nothing`);
    this.world.nowMs += 10;
    return facts;
  }

  by(userId: UserId, command: Command, session?: GameSessionId): Fact[] {
    return this.ask(
      { kind: "user", userId, ...(session === undefined ? {} : { session }) },
      command,
    );
  }

  operator(command: Command): Fact[] {
    return this.ask(OPERATOR, command);
  }

  newAccount(terms: AccountTerms): ProviderAccountId {
    const facts = this.setAccount(null, terms);
    return one(facts, "ProviderAccountCreated").accountId;
  }

  setAccount(accountId: ProviderAccountId | null, terms: AccountTerms): Fact[] {
    const { sourceId } = this;
    const whose = { kind: "set-provider-accounts", sourceId, platformId: null } as const;
    return this.ask(this.provider, { ...whose, accounts: [{ accountId, terms }] });
  }

  deposit(userId: UserId, currency: string, amount: string): void {
    const what = { currency, amount: amount as DecimalText, reference: `${userId} ${currency}` };
    this.operator({ kind: "transfer", direction: "deposit", userId, ...what });
  }

  openGame(currency: string): GameId {
    const times = { openAtMs: null, closeAtMs: null, liveStartAtMs: null, liveFinishAtMs: null };
    const about = { name: "Argentina - France", type: "football", hashtag: null, imageUrl: null };
    const lists = { actions: ["Goal"], targets: ["argentina", "france"] };
    const { sourceId } = this;
    const details = { ...about, ...lists, ...times, currency };
    const command = { kind: "create-game", sourceId, mode: "opening", details } as const;
    const { gameId } = one(this.by(PROVIDER, command), "GameCreated");
    this.by(PROVIDER, { kind: "become-game-admin", gameId });
    return gameId;
  }

  openPool(gameId: GameId): PoolId {
    const what = { type: 1, action: "goal", targets: ["argentina", "france"] } as const;
    const facts = this.by(PROVIDER, {
      kind: "create-pool",
      gameId,
      ...what,
      targets: [...what.targets],
      description: "Next",
      finishAtMs: null,
      stopAtMs: null,
      recreateOnEnd: false,
      manual: false,
      takeoutBps: 500,
    });
    return one(facts, "PoolCreated").poolId;
  }

  launch(userId: UserId, currency: string, game: string): GameSessionId {
    const { platformId, accountId } = this;
    const platformSession = (++this.#sessions).toString(16).padStart(64, "0");
    const what = { platformId, platformSession, accountId, game, country: "DE" };
    const actor: Actor = { kind: "platform", platformId };
    const facts = this.ask(actor, { kind: "open-game-session", ...what, userId, currency });
    const { sessionId } = one(facts, "GameSessionOpened");
    this.ask(actor, { kind: "confirm-launch", sessionId, method: "GLM_DEFAULT" });
    return sessionId;
  }

  bet(user: { userId: UserId; session?: GameSessionId }, poolId: PoolId, what: [string, string]) {
    const [target, amount] = what;
    const terms = { target, amount: amount as DecimalText, clientBetId: null };
    const command = { kind: "place-bet", poolId, ...terms, expectedPoolVersion: null } as const;
    return this.by(user.userId, command, user.session);
  }

  goal(gameId: GameId, target: string): Fact[] {
    const event = { action: "goal", target, happenedAtMs: null, clientEventId: null };
    return this.by(PROVIDER, { kind: "register-event", gameId, ...event });
  }

  transact(
    sessionId: GameSessionId,
    api: TransactionApi,
    what: { id: string; amountMinor: number | null; currency: string; round?: string },
  ): Fact[] {
    const { id: transactionId, amountMinor, currency, round = null } = what;
    const asked = { sessionId, api, transactionId, amountMinor, currency, round };
    return this.ask(this.provider, { kind: "book-transaction", ...asked, contentHash: HASH });
  }
}

/**
 * A pool of 36.03 EUR with a late bet, under account 1 at 125 bps: three stakes by session and without.
 * Then slots in EUR and JPY: debits, credits, what takes them back; another rate in between.
 */
export function smallHub(): HubWorld {
  const hub = new HubWorld();
  const { gameId, accountId } = hub;
  const annas = hub.launch(ANNA, "EUR", gameId);
  const poolId = hub.openPool(gameId);
  hub.bet({ userId: ANNA, session: annas }, poolId, ["argentina", "10.01"]);
  hub.bet({ userId: BEN }, poolId, ["france", "26"]);
  hub.bet({ userId: BEN }, poolId, ["argentina", "0.02"]);
  hub.goal(gameId, "argentina");
  const slot = hub.launch(ANNA, "EUR", "slot");
  hub.transact(slot, "debit", { id: "t1", amountMinor: 333, currency: "EUR", round: "r1" });
  hub.transact(slot, "debit", { id: "t2", amountMinor: 77, currency: "EUR", round: "r1" });
  hub.transact(slot, "credit", { id: "t3", amountMinor: 1_000, currency: "EUR", round: "r1" });
  hub.setAccount(accountId, { ...TERMS, royaltyBps: 250 });
  hub.transact(slot, "rollbackDebit", { id: "t2", amountMinor: null, currency: "EUR" });
  hub.transact(slot, "rollback", { id: "t3", amountMinor: null, currency: "EUR" });
  hub.transact(slot, "rollbackDebit", { id: "t9", amountMinor: 5, currency: "EUR" });
  hub.transact(slot, "debit", { id: "t4", amountMinor: 0, currency: "EUR" });
  const yen = hub.launch(BEN, "JPY", "slot");
  hub.transact(yen, "debit", { id: "t5", amountMinor: 990, currency: "JPY" });
  const fun = hub.launch(GUEST, "FUN", "slot");
  hub.transact(fun, "debit", { id: "t6", amountMinor: 5_000, currency: "FUN", round: "r" });
  return hub;
}
