// What platforms and providers ask for in the simulated world: accounts with all kinds of terms, changed
// while in use, launches, and money of the providers' own games in any order. Sometimes wrong on purpose.
import { createHash } from "node:crypto";
import type { Actor, Command, CommandOf } from "../../src/engine/command.ts";
import type {
  AccountTerms,
  OfferedGame,
  PlatformSigning,
  TransactionApi,
} from "../../src/engine/hub/hub-fact.ts";
import type { GameSession, Platform, ProviderAccount } from "../../src/engine/hub/hub-state.ts";
import type {
  GameId,
  GameSessionId,
  PlatformId,
  ProviderAccountId,
  SourceId,
  UserId,
} from "../../src/engine/ids.ts";
import type { Source, State } from "../../src/engine/state.ts";
import type { Random } from "../../src/log/sim-disk.ts";
import type { Ask } from "./script.ts";

const OPERATOR: Actor = { kind: "operator", name: "cashier" };
const PLATFORMS_MAX = 3;
const PLAYERS = [2, 3, 4, 5, 6] as UserId[];
/** Guests of launches in FUN have ids from here on. */
const FIRST_GUEST = 100;
const CURRENCIES = [[], [], ["DON", "JPY", "KWD", "FUN"], ["JPY", "FUN"], ["KWD", "DON"]];
const AVAILABLE = [[], [], [], ["AR"], ["AR", "DE"]];
const DISABLED = [[], [], [], ["US"], ["AR"]];
const RATES = [0, 1, 125, 250, 3_333, 10_000];
const GAMES = ["slot", "poker"];
const COUNTRIES = ["AR", "AR", "DE", "US", null];
const SIGNINGS: PlatformSigning[] = ["md5", "hmac-sha256", "unsigned"];
const APIS: TransactionApi[] = ["debit", "debit", "debit", "credit", "rollback", "rollbackDebit"];
const NOWHERE = "00000000-0000-8000-8000-000000000000";

type BookAsk = { command: CommandOf<"book-transaction">; actor: Actor };

export class HubScript {
  readonly #random: Random;
  readonly #asked: Ask[] = [];
  readonly #moves: BookAsk[] = [];
  /** The source of which place, by twos, keeps without accounts: open to all. */
  readonly #openToAll: number;
  #references = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#openToAll = random() % 4 === 0 ? 0 : 1;
  }

  /** null: nothing here this time. */
  next(state: State): Ask | null {
    const { hub } = state;
    const dice = this.#below(100);
    const platform = this.#pick([...hub.platforms.values()]);
    if (platform === undefined || dice < 6) return this.#operate(platform);
    const offering = [...state.sources.values()].filter((_, at) => at % 2 !== this.#openToAll);
    const source = this.#pick(offering);
    const account = this.#pick([...hub.accounts.values()]);
    if (source !== undefined && (account === undefined || dice < 13)) {
      return this.#offer(source, account, platform);
    }
    if (account === undefined) return null;
    if (dice < 20) return this.#list(account);
    const session = this.#pick([...hub.sessions.values()].slice(-8));
    if (session === undefined || dice < 45) return this.#launch(state, platform, account);
    if (dice < 50) return confirm(session);
    return this.#transact(state, session, account);
  }

  /** One launched for the pool game, of an account that stood or stands. */
  sessionIn(state: State, gameId: GameId): GameSession | undefined {
    const { sessions } = state.hub;
    return this.#pick([...sessions.values()].filter(({ game }) => game === gameId));
  }

  /** A launch or a transaction asked for before: whatever became of it, it must not count twice. */
  again(): Ask | undefined {
    return this.#pick(this.#asked.slice(-20));
  }

  #below(limit: number): number {
    return this.#random() % limit;
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[this.#below(Math.max(1, from.length))];
  }

  #one<T>(from: readonly [T, ...T[]] | readonly T[], otherwise: T): T {
    return this.#pick(from) ?? otherwise;
  }

  #operate(platform: Platform | undefined): Ask {
    const actor = this.#below(20) === 0 ? by(3 as UserId) : OPERATOR;
    const ask = (command: Command): Ask => ({ command, actor });
    const roll = this.#below(7);
    const signing = this.#one(SIGNINGS, "md5");
    if (platform === undefined || roll === 0) {
      const platformId = `site-${this.#below(PLATFORMS_MAX)}` as PlatformId;
      return ask({ kind: "register-platform", platformId, name: platformId, signing, origins: [] });
    }
    const { platformId } = platform;
    if (roll === 1) return ask({ kind: "rotate-platform-secret", platformId });
    if (roll === 2) return ask({ kind: "set-platform-signing", platformId, signing });
    if (roll === 4) {
      const origins = this.#below(2) === 0 ? [] : [`https://${platformId}.example`];
      return ask({ kind: "set-platform-origins", platformId, origins });
    }
    const status = roll === 3 ? "disabled" : "active";
    return ask({ kind: "set-platform-status", platformId, status });
  }

  /** Creates or changes accounts, one or two at once. */
  #offer({ sourceId }: Source, account: ProviderAccount | undefined, platform: Platform): Ask {
    const actor: Actor = this.#below(15) === 0 ? by(2 as UserId) : provider(sourceId);
    const updates = account?.sourceId === sourceId && this.#below(3) > 0 ? account : null;
    const accounts: { accountId: ProviderAccountId | null; terms: AccountTerms }[] = [];
    if (updates !== null) accounts.push({ accountId: updates.accountId, terms: this.#terms() });
    if (updates === null || this.#below(6) === 0) {
      accounts.push({ accountId: null, terms: this.#terms() });
    }
    const own = this.#below(3) === 0 ? platform.platformId : null;
    const platformId = updates === null ? own : updates.platformId;
    return { command: { kind: "set-provider-accounts", sourceId, platformId, accounts }, actor };
  }

  #terms(): AccountTerms {
    const byApi = this.#below(4) === 0;
    const url = "https://games.example/";
    return {
      gameEmbedUrl: byApi ? "" : url,
      pendingGamesUrl: "",
      royaltyBps: this.#below(30) === 0 ? 10_001 : this.#one(RATES, 0),
      currencies: this.#below(40) === 0 ? ["XXX"] : this.#one(CURRENCIES, []),
      countriesAvailable: this.#one(AVAILABLE, []),
      countriesDisabled: this.#one(DISABLED, []),
      launchMethod: byApi ? "GLM_API" : "GLM_DEFAULT",
      providerGameLaunchApiUrl: byApi ? url : "",
    };
  }

  #list({ accountId, sourceId, platformId }: ProviderAccount): Ask {
    const ids = this.#below(5) === 0 ? [] : GAMES.slice(this.#below(2));
    const games = ids.map(offered);
    const whose = { sourceId, platformId, accountId };
    return { command: { kind: "list-account-games", ...whose, games }, actor: provider(sourceId) };
  }

  #launch(state: State, platform: Platform, account: ProviderAccount): Ask {
    const { platformId } = platform;
    const games = [...state.games.values()].filter((game) => game.sourceId === account.sourceId);
    const poolGame = this.#below(2) === 0 ? this.#pick(games.slice(-3)) : undefined;
    const game = poolGame?.gameId ?? this.#one(GAMES, NOWHERE);
    const any = this.#one(["DON", "JPY", "KWD", "FUN"], "DON");
    const currency = this.#below(12) === 0 ? any : (poolGame?.currency ?? any);
    const userId = currency === "FUN" ? newGuest(state) : this.#one(PLAYERS, 2 as UserId);
    const platformSession = sha256(`session ${this.#below(60)}`);
    const country = this.#one(COUNTRIES, null);
    const what = { platformId, platformSession, userId, accountId: account.accountId };
    const command: Command = { kind: "open-game-session", ...what, game, currency, country };
    const ask: Ask = { command, actor: { kind: "platform", platformId } };
    // A guest's id is reserved for one launch only.
    if (currency !== "FUN") this.#asked.push(ask);
    return ask;
  }

  #transact(state: State, session: GameSession, other: ProviderAccount): Ask {
    const { sessionId, accountId } = session;
    const owner = state.hub.accounts.get(accountId)?.sourceId ?? other.sourceId;
    const actor = provider(this.#below(30) === 0 ? other.sourceId : owner);
    const currency = this.#below(40) === 0 ? "EUR" : session.currency;
    const round = this.#below(3) === 0 ? null : `r${this.#below(4)}`;
    if (round !== null && this.#below(10) === 0) {
      return { command: { kind: "complete-round", sessionId, currency, round }, actor };
    }
    const moved = this.#below(6) === 0 ? this.#pick(this.#moves.slice(-6)) : undefined;
    if (moved !== undefined) return this.#takeBack(moved);
    const api = this.#one(APIS, "debit");
    const takesBack = api === "rollback" || api === "rollbackDebit";
    const transactionId = this.#id(takesBack ? "before" : "any");
    const amountMinor = takesBack && this.#below(2) === 0 ? null : this.#amount();
    const id = this.#below(50) === 0 ? (NOWHERE as GameSessionId) : sessionId;
    const what = { sessionId: id, api, transactionId, currency, amountMinor, round };
    const contentHash = sha256(JSON.stringify(what));
    const command = { kind: "book-transaction", ...what, contentHash } as const;
    const ask = { command, actor };
    this.#asked.push(ask);
    if (!takesBack) this.#moves.push(ask);
    return ask;
  }

  /** A debit or credit as it was asked for, whether it was booked or not. */
  #takeBack({ command, actor }: BookAsk): Ask {
    const api = command.api === "credit" ? "rollback" : "rollbackDebit";
    const what = { ...command, api, amountMinor: null, round: null } as const;
    const ask: Ask = { command: { ...what, contentHash: sha256(JSON.stringify(what)) }, actor };
    this.#asked.push(ask);
    return ask;
  }

  /** Mostly new ones; what is taken back has mostly come, and sometimes comes only afterwards. */
  #id(which: "any" | "before"): string {
    const isNew = which === "any" && this.#below(6) > 0;
    if (isNew) return `t${this.#references++}`;
    return `t${Math.max(0, this.#references + 1 - this.#below(6))}`;
  }

  #amount(): number {
    const roll = this.#below(30);
    if (roll === 0) return 0;
    return roll === 1 ? 1 + this.#below(90_000_000) : 1 + this.#below(3_000);
  }
}

function offered(id: string): OfferedGame {
  const screen = { screenWidth: 800, screenHeight: 600 };
  return {
    id,
    capabilities: ["dc_html5full"],
    devices: ["dt_desktop"],
    ...screen,
    gameEmbedUrl: null,
    name: id,
    description: "",
    icons: {},
    freeGames: null,
  };
}

function newGuest(state: State): UserId {
  return Math.max(FIRST_GUEST, ...[...state.accounts.keys()].map((id) => id + 1)) as UserId;
}

function confirm({ sessionId, platformId }: GameSession): Ask {
  const command: Command = { kind: "confirm-launch", sessionId, method: "GLM_DEFAULT" };
  return { command, actor: { kind: "platform", platformId } };
}

function provider(sourceId: SourceId): Actor {
  return { kind: "provider", sourceId };
}

function by(userId: UserId): Actor {
  return { kind: "user", userId };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
