// The Open Games API asked once from end to end: a platform, an account with a game, a launch, a round.
import type { HttpCall } from "./played-http.ts";
import type { Json } from "./recorder.ts";

type Asking = {
  readonly ask: (name: string, call?: HttpCall) => Promise<Json>;
  readonly operate: (name: string, request?: Json, ...parts: string[]) => Promise<Json>;
};

export async function playOpenGames({ ask, operate }: Asking, sourceId: string): Promise<void> {
  const platform = { clientId: "casino.example", name: "A casino", signing: "md5" };
  await operate("registerPlatform", platform);
  await operate("listPlatforms");
  await operate("disablePlatform", undefined, platform.clientId);
  await operate("enablePlatform", undefined, platform.clientId);
  await operate("setPlatformSigning", { signing: "md5" }, platform.clientId);
  await operate("setSourceSigning", { signing: "md5" }, sourceId);
  const rotated = await operate("rotatePlatform", undefined, platform.clientId);
  const asPlatform = { secret: String(rotated["secret"]), query: `clientId=${platform.clientId}` };
  const source = await operate("rotateSecret", undefined, sourceId);
  const asProvider = { secret: String(source["provider_secret"]) };
  const accountId = await playOffer(ask, sourceId, asProvider);
  await ask("listProviders", { ...asPlatform, query: `format=json&${asPlatform.query}` });
  const launched = await ask("launchGame", {
    secret: asPlatform.secret,
    request: {
      clientId: platform.clientId,
      platformId: platform.clientId,
      sessionId: "0f8e*session",
      gameId: "dice",
      accountId,
      deviceType: "dt_desktop",
      currency: "EUR",
      language: "en",
      userId: "player-77",
      homeUrl: "https://casino.example/",
      refillUrl: "https://casino.example/refill",
      country: "AR",
    },
  });
  const { src } = launched["data"] as { src: string };
  const ofSession = {
    gameSessionId: new URL(src).searchParams.get("session") ?? "",
    currency: "EUR",
  };
  const win = { ...ofSession, transactionId: "round-1-win", amount: 250, betId: "round-1" };
  await ask("processGame", { ...asProvider, request: { api: "credit", data: win } });
  const stake = { ...win, transactionId: "round-2-stake", amount: 100, betId: "round-2" };
  await ask("processGame", { ...asProvider, request: { api: "debit", data: stake } });
  const sessions = { sessionIds: ["0f8e*session"] };
  await ask("listPendingGames", { ...asPlatform, request: sessions });
}

async function playOffer(
  ask: Asking["ask"],
  sourceId: string,
  asProvider: { readonly secret: string },
): Promise<string> {
  const account = {
    accountId: 0,
    gameEmbedUrl: "https://provider.example/play?session={{GAME_SESSION}}&game={{GAME_ID}}",
    pendingGamesUrl: "",
    gameLaunchMethod: { launchMethod: "GLM_DEFAULT", providerGameLaunchApiUrl: "" },
    royaltyPercent: 100,
    currenciesAvailable: ["EUR", "USD"],
    countriesAvailable: [],
    countriesDisabled: ["US"],
  };
  const ofProvider = { contentProviderId: sourceId };
  const made = await ask("setProviderAccounts", {
    ...asProvider,
    request: { ...ofProvider, accounts: [account] },
  });
  const [row] = made["accounts"] as { accountId: string }[];
  const accountId = row?.accountId ?? "";
  const launchMethod = {
    capabilities: ["dc_html5full"],
    devices: ["dt_desktop", "dt_mobile"],
    screen_width: 800,
    screen_height: 600,
  };
  const icons = { link300x300: "https://provider.example/dice.png" };
  const dice = { id: "dice", launchMethod, defaultName: "Dice", icons };
  await ask("offerGames", { ...asProvider, request: { ...ofProvider, accountId, games: [dice] } });
  return accountId;
}
