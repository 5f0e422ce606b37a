// 362 and 363 in edition 2.0, but for the time, whose name tells them apart.
import { assertNever } from "../../engine/assert-never.ts";
import { formatDecimal } from "../../money/amount.ts";
import type { JsonObject } from "../server-message.ts";
import type { ParticipantsView, ResolutionView, UserAmount } from "../view.ts";

export function resolutionFields(resolution: ResolutionView): JsonObject {
  return {
    pool_id: resolution.poolId,
    game_id: resolution.gameId,
    winning_target: resolution.winningTarget,
    description: resolution.description,
    ...participantFields(resolution.participants, resolution.decimals),
    is_money_return: resolution.moneyReturn === "returned",
    pool_version: resolution.version,
    is_final: true,
  };
}

function participantFields(participants: ParticipantsView, decimals: number): JsonObject {
  switch (participants.kind) {
    case "everyone":
    case "personal": {
      const lists = {
        winners: byUser(participants.winners, decimals),
        losers: byUser(participants.losers, decimals),
        refunds: byUser(participants.refunds, decimals),
        invalidated_bettors: participants.invalidated,
      };
      return participants.kind === "personal" ? { ...lists, personal: true } : lists;
    }
    case "counted":
      return {
        truncated: true,
        winner_count: participants.winnerCount,
        loser_count: participants.loserCount,
        invalidated_count: participants.invalidatedCount,
        total_paid: formatDecimal(participants.totalPaidMinor, decimals),
      };
    default:
      return assertNever(participants);
  }
}

function byUser(amounts: UserAmount[], decimals: number): JsonObject {
  return Object.fromEntries(
    amounts.map(({ userId, amountMinor }) => [
      String(userId),
      formatDecimal(amountMinor, decimals),
    ]),
  );
}
