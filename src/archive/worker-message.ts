// What the archive's worker and its owner say to each other, by direction.
import type { GameId, UserId } from "../engine/ids.ts";
import type { Archive, ReportScope, RoyaltyScope } from "./archive.ts";
import type { ArchiveStore } from "./archive-database.ts";
import type { ArchiveWrite } from "./archive-write.ts";

export type ArchiveCall =
  | { readonly kind: "enter"; readonly writes: readonly ArchiveWrite[] }
  | { readonly kind: "resolved-pools"; readonly gameId: GameId; readonly userId: UserId }
  | { readonly kind: "games-of"; readonly userId: UserId }
  | { readonly kind: "report"; readonly scope: ReportScope }
  | { readonly kind: "royalties"; readonly scope: RoyaltyScope };

export type OwnerMessage =
  | { readonly kind: "open"; readonly store: ArchiveStore }
  | { readonly kind: "call"; readonly callId: number; readonly call: ArchiveCall }
  | { readonly kind: "close" };

export type WorkerMessage =
  | { readonly kind: "opened"; readonly found: Archive["found"] }
  | { readonly kind: "answer"; readonly callId: number; readonly answer: unknown }
  /** Nothing more is done after this. */
  | { readonly kind: "failed"; readonly text: string };
