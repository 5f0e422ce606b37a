// Bodies of the Open Games API. Amounts are whole minor units of the currency.

/** `0` creates an account; one equal in every field to an existing one is that one. */
export type ProviderAccount = {
  readonly accountId: string | 0;
  /** Told where the account is for one platform alone. */
  readonly clientId?: string;
  /** May hold placeholders such as `{{GAME_SESSION}}`; needed unless games are launched by call. */
  readonly gameEmbedUrl?: string;
  readonly pendingGamesUrl?: string;
  /** Of the turnover, in 1/100 of a percent: 100 is 1 %. */
  readonly royaltyPercent: number;
  /** Empty: all. */
  readonly currenciesAvailable?: readonly string[];
  /** Empty: all. */
  readonly countriesAvailable?: readonly string[];
  /** Wins over the others. */
  readonly countriesDisabled?: readonly string[];
  readonly gameLaunchMethod?: {
    readonly launchMethod: "GLM_DEFAULT" | "GLM_API";
    readonly providerGameLaunchApiUrl?: string;
  };
};

export type Device = "dt_desktop" | "dt_mobile";
export type Capability = "dc_html5full" | "dc_flashplayer";

/** A game of a provider's own. */
export type GameListing = {
  /** Up to 60 characters. */
  readonly id: string;
  readonly launchMethod: {
    readonly capabilities: readonly Capability[];
    readonly devices: readonly Device[];
    readonly screen_width: number;
    readonly screen_height: number;
    readonly gameEmbedUrl?: string;
  };
  readonly defaultName: string;
  readonly defaultDescription?: string;
  /** Absolute links that end in .jpeg, .jpg or .png, by size: `link300x300`. */
  readonly icons?: { readonly [size: string]: string };
  readonly freeGames?: {
    readonly possibleBets: readonly number[];
    readonly possibleLines: readonly number[];
  };
};

export type ListedGame = {
  readonly id: string;
  readonly accountId: string;
  readonly isNew: boolean;
};

/** A provider as platforms see it: its accounts, with its own games and its live pool games. */
export type OfferedProvider = {
  readonly providerId: string;
  readonly providerPrefix: string;
  readonly providerName: string;
  readonly isTesting: boolean;
  readonly accounts: readonly {
    readonly settings: {
      readonly accountId: string;
      readonly gameEmbedUrl: string;
      readonly currenciesAvailable: readonly string[];
      readonly countriesAvailable: readonly string[];
      readonly countriesDisabled: readonly string[];
      readonly royaltyPercent: number;
    };
    readonly games: readonly {
      readonly id: string;
      readonly defaultName: string;
      readonly defaultDescription: string;
      readonly launchMethod: {
        readonly capabilities: readonly Capability[];
        readonly devices: readonly Device[];
        readonly screenWidth: number;
        readonly screenHeight: number;
        readonly gameEmbedUrl?: string;
      };
      readonly icons: { readonly [size: string]: string };
    }[];
  }[];
};

export type LaunchFields = {
  /** The platform's own, opaque. */
  readonly sessionId: string;
  readonly gameId: string;
  readonly accountId: string;
  readonly deviceType: Device;
  /** `FUN` opens a guest session with play money. */
  readonly currency: string;
  readonly language: string;
  /** The platform's own id of the player. */
  readonly userId: string;
  readonly homeUrl?: string;
  readonly refillUrl?: string;
  /** ISO 3166-1, two letters. */
  readonly country?: string;
};

export type LaunchTarget = {
  readonly src: string;
  /** Whether to open it as a page (mobile); otherwise in an iframe. */
  readonly isSetLocation: boolean;
};

export type PendingGame = { readonly sessionId: string; readonly gameId: string };

export type SessionFields = { readonly gameSessionId: string; readonly currency: string };

export type MoneyFields = SessionFields & {
  readonly amount: number;
  readonly transactionId: string;
  readonly betId?: string;
  readonly gameId?: string;
  readonly spinMeta?: unknown;
  readonly betMeta?: unknown;
  readonly notes?: unknown;
};

export type ReversalFields = SessionFields & {
  readonly transactionId: string;
  readonly amount?: number;
  readonly betId?: string;
};

export type MoneyAnswer = {
  readonly transactionId: string;
  readonly userNick: string;
  /** Available after it. */
  readonly amount: number;
  /** Decimals of the currency. */
  readonly denomination: number;
  readonly currency: string;
};

export type SessionBalance = {
  readonly userId: string | number;
  readonly userNick: string;
  readonly amount: number;
  readonly denomination: number;
  readonly currency: string;
};
