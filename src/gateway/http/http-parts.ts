// What the HTTP side is built from.
import type { ArchiveReads } from "../../archive/archive.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Limits } from "../../ops/limits.ts";
import type { CounterFamily, Metrics } from "../../ops/metrics.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { OpenGames } from "./open-games.ts";
import type { ReadFacts } from "./timeline.ts";
import type { OriginRule } from "../access/origin-rule.ts";
import type { FindGameSession } from "../ws/launched.ts";
import type { CredentialId } from "../ws/session.ts";
import type { AccountOpening } from "../account-opening.ts";

export type Readiness =
  { readonly kind: "ready" } | { readonly kind: "not-ready"; readonly why: string };

export type HttpParts = {
  readonly writer: Writer;
  readonly identity: Identity;
  readonly archive: ArchiveReads;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly origins: OriginRule;
  readonly metrics: Metrics;
  readonly refusals: CounterFamily;
  readonly accountOpening: AccountOpening;
  /** null: nobody holds one, /admin is for users with the admin role only. */
  readonly adminKey: string | null;
  readonly openGames: OpenGames;
  readonly findGameSession: FindGameSession;
  /** Pages that may show the widget where no platform launched it; "*" for all. */
  readonly embedOrigins: readonly string[];
  readonly readFacts: ReadFacts;
  readonly readiness: () => Readiness;
  /** Ends the connections that came with this credential. */
  readonly dropCredential: (userId: number, credential: CredentialId) => void;
  /** Where the web pages were built, when elsewhere than usual. */
  readonly pagesDirectory?: string | undefined;
  readonly onFault: (error: unknown) => void;
};

/** What comes with each request besides itself. */
export type HttpEnvironment = { readonly Bindings: { readonly address: string } };
