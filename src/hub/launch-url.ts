// The URL that opens a launched game: made from the account's link, or by the provider's own API.
import { poolGameIn } from "../engine/hub/game-session.ts";
import type { AccountTerms } from "../engine/hub/hub-fact.ts";
import type { GameSession, ProviderAccount } from "../engine/hub/hub-state.ts";
import { gamesOf, providerAccountOf } from "../engine/hub/provider-account.ts";
import { type HubRefusal, refusal } from "./call.ts";
import { allDurable } from "../sequencer/all-durable.ts";
import type { HubParts } from "./hub-parts.ts";
import { callLaunchApi } from "./launch-call/launch-call.ts";
import type { LaunchBody } from "./launch-body.ts";
import { fillIn } from "./placeholders.ts";
import { providerSigner } from "./provider-call.ts";
import { hmacSign, md5Sign } from "./signature.ts";
import type { Signer } from "./signature-check.ts";

export type LaunchUrl = {
  readonly kind: "url";
  readonly src: string;
  readonly method: AccountTerms["launchMethod"];
};
type LaunchParts = Pick<
  HubParts,
  "writer" | "identity" | "tokens" | "secrets" | "clock" | "launchCalls"
>;

export async function launchUrlOf(
  parts: LaunchParts,
  session: GameSession,
  body: LaunchBody,
): Promise<LaunchUrl | HubRefusal<"INTERNAL_ERROR">> {
  const account = providerAccountOf(parts.writer.state, session.accountId);
  const { launchMethod: method } = account.terms;
  const token = await parts.tokens.tokenOf(session.sessionId);
  if (method === "GLM_DEFAULT") {
    const link = linkOf(parts, account, session.game);
    const src = fillIn(link, {
      GAME_SESSION: token,
      CURRENCY_NAME: session.currency,
      GAME_ID: session.game,
      USER_LANGUAGE: body.language,
      USER_ID: String(session.userId),
      HOME_URL: body.homeUrl,
      REFILL_URL: body.refillUrl,
      ACCOUNT_ID: String(session.accountId),
    });
    return { kind: "url", src, method };
  }
  // Nobody outside hears of the session before it is there for good.
  await allDurable(parts.writer);
  return askProvider(parts, { account, session, body, token });
}

/** A game of the provider's own may have a link of its own. */
function linkOf({ writer }: LaunchParts, account: ProviderAccount, game: string): string {
  const { gameEmbedUrl } = account.terms;
  if (poolGameIn(writer.state, account.sourceId, game) !== undefined) return gameEmbedUrl;
  return gamesOf(account).find(({ id }) => id === game)?.gameEmbedUrl ?? gameEmbedUrl;
}

type Asking = {
  readonly account: ProviderAccount;
  readonly session: GameSession;
  readonly body: LaunchBody;
  readonly token: string;
};

async function askProvider(
  parts: LaunchParts,
  { account, session, body, token }: Asking,
): Promise<LaunchUrl | HubRefusal<"INTERNAL_ERROR">> {
  const { userId } = session;
  const names = await parts.identity.usernameOf([userId]);
  const text = JSON.stringify({
    gameId: session.game,
    gameSession: token,
    accountId: String(session.accountId),
    currencyName: session.currency,
    userLanguage: body.language,
    userId: String(userId),
    homeUrl: body.homeUrl,
    refillUrl: body.refillUrl,
    userDisplayName: names.get(userId) ?? `user ${userId}`,
    country: session.country ?? "",
    device: body.deviceType,
  });
  const signer = providerSigner(parts.writer.state, account.sourceId);
  if (signer === null) throw new Error(`account ${account.accountId} has no source`);
  const headers = await signHeaders(parts, signer, text);
  const url = account.terms.providerGameLaunchApiUrl;
  const called = await callLaunchApi({ url, body: text, headers }, parts.launchCalls);
  if (called.kind === "url") return { kind: "url", src: called.url, method: "GLM_API" };
  return refusal("INTERNAL_ERROR", `the provider gave no URL: ${called.text}`);
}

/** As requests of the provider are signed, so are ours to it. */
async function signHeaders(
  { secrets, clock }: LaunchParts,
  { signing, secretLabel }: Signer,
  body: string,
): Promise<Record<string, string>> {
  const secret = await secrets.of(secretLabel);
  const bytes = Buffer.from(body);
  if (signing === "md5") return { Sign: md5Sign(bytes, secret) };
  const timestamp = String(clock.nowMs());
  return { Sign: hmacSign(bytes, timestamp, secret), "Sign-Timestamp": timestamp };
}
