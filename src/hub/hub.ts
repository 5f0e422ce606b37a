// The Open Games API: what providers and platforms call, put together. Owns that nothing of the state
// leaves before it is durable, that a fault is the caller's to repeat, and the counting.
import type { GameSession } from "../engine/hub/hub-state.ts";
import type { CounterFamily } from "../ops/metrics.ts";
import { MinuteLimit } from "../ops/minute-limit.ts";
import { answerAccounts } from "./accounts.ts";
import {
  type EndpointName,
  type HubAnswer,
  type HubCall,
  type HubRefusal,
  refusal,
} from "./call.ts";
import { allDurable } from "../sequencer/all-durable.ts";
import { refusedCall, refusedList } from "./envelope.ts";
import { GameSessionTokens } from "./game-session-token.ts";
import { answerGames } from "./games.ts";
import { answerGamesProcessor } from "./games-processor.ts";
import type { HubGiven, HubParts } from "./hub-parts.ts";
import { HubSecrets } from "./hub-secrets.ts";
import { answerLaunch, LAUNCH_API } from "./launch.ts";
import { answerPendingGames } from "./pending-games.ts";
import { answerProviders } from "./providers.ts";
import { SignatureCheck } from "./signature-check.ts";

type Endpoint = (parts: HubParts, call: HubCall) => Promise<HubAnswer>;

const ENDPOINTS: Readonly<Record<EndpointName, Endpoint>> = {
  accounts: answerAccounts,
  games: answerGames,
  providers: answerProviders,
  "game-launch-url": answerLaunch,
  "games-processor": answerGamesProcessor,
  "pending-games": answerPendingGames,
};

/** In the words of the endpoint. */
const REFUSED: Readonly<Record<EndpointName, (refused: HubRefusal<string>) => HubAnswer>> = {
  accounts: (refused) => refusedList("accounts", refused),
  games: (refused) => refusedList("games", refused),
  providers: (refused) => refusedList("providers", refused),
  "game-launch-url": (refused) => refusedCall(LAUNCH_API, refused),
  "games-processor": (refused) => refusedCall("", refused),
  "pending-games": (refused) => refusedList("pendingGames", refused),
};

export type Hub = {
  answer(endpoint: EndpointName, call: HubCall): Promise<{ code: string; body: string }>;
  /** The session of a token, over or not; null where the token is none of ours. */
  gameSessionOf(token: string): Promise<GameSession | null>;
};

export function openHub(given: HubGiven): Hub {
  const secrets = new HubSecrets(given.identity);
  const tokens = new GameSessionTokens(given.writer.state, secrets);
  const signatures = new SignatureCheck(secrets, given.clock);
  const { limits, clock } = given;
  const unsignedCalls = new MinuteLimit(limits.unsignedCallsPerMinute, clock);
  const parts: HubParts = { ...given, secrets, tokens, signatures, unsignedCalls };
  const counters = countersIn(given);
  return {
    async answer(endpoint, call) {
      const { leaves, ...answer } = await answered(parts, endpoint, call);
      counters[endpoint].of(answer.code).add();
      if (leaves === "durable") await allDurable(parts.writer);
      return answer;
    },
    gameSessionOf: (token) => tokens.sessionOf(token),
  };
}

async function answered(
  parts: HubParts,
  endpoint: EndpointName,
  call: HubCall,
): Promise<HubAnswer> {
  try {
    return await ENDPOINTS[endpoint](parts, call);
  } catch (error) {
    parts.onFault(error);
    const text = "the server failed at this request; the operator has been told";
    return REFUSED[endpoint](refusal("INTERNAL_ERROR", text));
  }
}

function countersIn({ metrics }: HubGiven): Record<EndpointName, CounterFamily> {
  const counters = (name: string): CounterFamily =>
    metrics.counters(
      `mutuel_open_games_${name}_total`,
      "code",
      `Answers of the Open Games API to ${name} by code`,
    );
  return {
    accounts: counters("accounts"),
    games: counters("games"),
    providers: counters("providers"),
    "game-launch-url": counters("game_launch_url"),
    "games-processor": counters("games_processor"),
    "pending-games": counters("pending_games"),
  };
}
