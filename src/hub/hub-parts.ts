// What the Open Games API is built from.
import type { Identity } from "../identity/identity.ts";
import type { Clock } from "../ops/clock.ts";
import type { Limits } from "../ops/limits.ts";
import type { Metrics } from "../ops/metrics.ts";
import type { MinuteLimit } from "../ops/minute-limit.ts";
import type { Outcome, Writer } from "../sequencer/writer.ts";
import type { GameSessionTokens } from "./game-session-token.ts";
import type { HubSecrets } from "./hub-secrets.ts";
import type { LaunchCallParts } from "./launch-call/launch-call.ts";
import type { SignatureCheck } from "./signature-check.ts";

export type HubGiven = {
  readonly writer: Writer;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly limits: Pick<Limits, "unsignedCallsPerMinute">;
  readonly launchCalls: LaunchCallParts;
  /** The account in the log, then the user active; as at sign-up. */
  readonly openAccount: (user: { userId: number; country: string | null }) => Promise<Outcome>;
  readonly onFault: (error: unknown) => void;
};

export type HubParts = HubGiven & {
  readonly secrets: HubSecrets;
  readonly tokens: GameSessionTokens;
  readonly signatures: SignatureCheck;
  /** By platform; only of those that sign nothing. */
  readonly unsignedCalls: MinuteLimit;
};
