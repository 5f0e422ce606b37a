// POST game-launch-url: a game session for one player, and the URL that opens it. The session is a fact
// before anything is told of it; where the provider makes the URL, it is asked only after that fact is
// durable, and everything is looked at once more when it has answered.
import { launchProblem } from "../engine/hub/decide-session.ts";
import { poolGameIn } from "../engine/hub/game-session.ts";
import type { GameSession } from "../engine/hub/hub-state.ts";
import { gamesOf, providerAccountOf } from "../engine/hub/provider-account.ts";
import type { PlatformId, ProviderAccountId, UserId } from "../engine/ids.ts";
import type { RefusalCode } from "../engine/refusal.ts";
import type { State } from "../engine/state.ts";
import type { Outcome } from "../sequencer/writer.ts";
import { FUN } from "../money/currency.ts";
import type { LaunchCode } from "../protocol/open-games-code.ts";
import { Problem } from "../protocol/problem.ts";
import { type HubAnswer, type HubCall, type HubRefusal, refusal } from "./call.ts";
import { doneCall, refusedCall } from "./envelope.ts";
import type { HubParts } from "./hub-parts.ts";
import { type JsonObject, readJsonObject } from "./json-text.ts";
import { type LaunchBody, launchShape } from "./launch-body.ts";
import { type LaunchUrl, launchUrlOf } from "./launch-url.ts";
import { clientIdInQuery, openPlatformCall } from "./platform-call.ts";
import { platformSessionHash, sessionOfPlatform } from "./platform-session.ts";
import { translated } from "./refusal-code.ts";

export type LaunchRefusal = HubRefusal<LaunchCode>;

export const LAUNCH_API = "game-launch-url";
/** These come after what is wrong with the game itself. */
const OF_PLAYER: ReadonlySet<RefusalCode> = new Set([
  "CURRENCY_NOT_AVAILABLE",
  "COUNTRY_NOT_AVAILABLE",
]);

type Wish = ReturnType<typeof wishOf>;
type Asked = { readonly platformId: PlatformId; readonly body: LaunchBody };

export async function answerLaunch(parts: HubParts, call: HubCall): Promise<HubAnswer> {
  const done = await launch(parts, call);
  if (done.kind === "refused") return refusedCall(LAUNCH_API, done);
  const { src, device } = done;
  return doneCall(LAUNCH_API, "NO_ERRORS", { src, isSetLocation: device === "dt_mobile" });
}

type Launched = LaunchUrl & { readonly device: LaunchBody["deviceType"] };

async function launch(parts: HubParts, call: HubCall): Promise<Launched | LaunchRefusal> {
  const asked = await readLaunch(parts, call);
  if (asked.kind === "refused") return asked;
  const { state } = parts.writer;
  const wish = wishOf(asked);
  // Before somebody is made a player for nothing.
  const problem = launchProblem(state, wish, parts.writer.nowMs());
  if (problem !== null && !OF_PLAYER.has(problem.code)) return refusedBy(problem);
  const noDevice = missingDevice(state, wish, asked.body.deviceType);
  if (noDevice !== null) return noDevice;
  if (problem !== null) return refusedBy(problem);
  const player = await playerFor(parts, asked);
  if (player.kind === "refused") return refusedBy(player);
  const platform = { kind: "platform", platformId: asked.platformId } as const;
  const { userId } = player;
  const command = { kind: "open-game-session", ...wish, userId } as const;
  const opened = parts.writer.submit(command, platform, null);
  if (opened.kind === "refused") return refusedBy(opened);
  const session = sessionIn(parts, opened);
  const url = await launchUrlOf(parts, session, asked.body);
  if (url.kind === "refused") return url;
  const { sessionId } = session;
  const confirmation = { kind: "confirm-launch", sessionId, method: url.method } as const;
  const confirmed = parts.writer.submit(confirmation, platform, null);
  if (confirmed.kind === "refused") return refusedBy(confirmed);
  return { ...url, device: asked.body.deviceType };
}

async function readLaunch(
  parts: HubParts,
  call: HubCall,
): Promise<({ readonly kind: "asked" } & Asked) | LaunchRefusal> {
  const json = readJsonObject(call.signed);
  if (json instanceof Problem) return refusal("INVALID_BODY", json.text);
  const clientId = namedClient(call, json);
  const opened = await openPlatformCall(parts, call, clientId ?? json["platformId"]);
  if (opened.kind === "refused") return opened;
  const { platformId } = opened;
  if (typeof json["platformId"] === "string" && json["platformId"] !== platformId) {
    return refusal("WRONG_PLATFORM_ID", `platformId differs from clientId, ${platformId}`);
  }
  const body = launchShape.read(json, "");
  if (body instanceof Problem) return refusal("INVALID_BODY", body.text);
  return { kind: "asked", platformId, body };
}

/** Where query and body name two, it is neither. */
function namedClient({ query }: HubCall, json: JsonObject): unknown {
  const inQuery = clientIdInQuery(query);
  const inBody = json["clientId"] ?? null;
  if (inQuery === null || inBody === null || inQuery === inBody) return inQuery ?? inBody;
  return false;
}

function wishOf({ platformId, body }: Asked) {
  return {
    platformId,
    platformSession: platformSessionHash(platformId, body.sessionId),
    accountId: body.accountId as ProviderAccountId,
    game: body.gameId,
    currency: body.currency,
    country: body.country === "" ? null : body.country,
  };
}

/** The platform's player, with an account here; for play money a guest, new unless the session is known. */
async function playerFor(
  { identity, openAccount, writer }: HubParts,
  { platformId, body }: Asked,
): Promise<
  | { readonly kind: "player"; readonly userId: UserId }
  | Extract<Outcome, { readonly kind: "refused" }>
> {
  if (body.currency === FUN) {
    const known = sessionOfPlatform(writer.state, platformId, body.sessionId);
    const userId = known?.userId ?? ((await identity.reserveGuest()) as UserId);
    return { kind: "player", userId };
  }
  const country = body.country === "" ? null : body.country;
  const external = { platformId, externalId: body.userId, country };
  const player = await identity.platformPlayer(external);
  if (player.pending) {
    const opened = await openAccount(player);
    if (opened.kind === "refused") return opened;
  }
  return { kind: "player", userId: player.userId as UserId };
}

function sessionIn(
  { writer }: HubParts,
  { answer }: Extract<Outcome, { kind: "accepted" }>,
): GameSession {
  const session =
    answer.kind === "game-session" ? writer.state.hub.sessions.get(answer.sessionId) : undefined;
  if (session === undefined) throw new Error(`no game session in ${answer.kind}`);
  return session;
}

/** The account and its game are known to be there. */
function missingDevice(
  state: State,
  { accountId, game }: Wish,
  device: LaunchBody["deviceType"],
): LaunchRefusal | null {
  const account = providerAccountOf(state, accountId);
  if (poolGameIn(state, account.sourceId, game) !== undefined) return null;
  const offered = gamesOf(account).find(({ id }) => id === game);
  if (offered === undefined || offered.devices.includes(device)) return null;
  const text = `game ${JSON.stringify(game)} is for ${offered.devices.join(", ") || "no device"}; deviceType is ${device}`;
  return refusal("UNSPECIFIED_LAUNCH_METHOD", text);
}

function refusedBy(inner: Extract<Outcome, { kind: "refused" }>): LaunchRefusal {
  return translated(inner, {
    FIELD_INVALID: "INVALID_BODY",
    IDEMPOTENCY_MISMATCH: "INVALID_BODY",
    GAME_SESSION_NOT_FOUND: "INVALID_BODY",
    PLATFORM_NOT_FOUND: "INVALID_CLIENT_ID",
    ACCOUNT_NOT_FOUND: "UNKNOWN_ACCOUNT",
    SOURCE_CLOSED: "GAME_NOT_FOUND",
    GAME_NOT_FOUND: "GAME_NOT_FOUND",
    CURRENCY_NOT_AVAILABLE: "CURRENCY_NOT_AVAILABLE",
    COUNTRY_NOT_AVAILABLE: "COUNTRY_NOT_AVAILABLE",
  });
}
