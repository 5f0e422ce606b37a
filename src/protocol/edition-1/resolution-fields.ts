// 362 and 363 in editions 1.0 and 1.1, but for the time, whose name tells them apart.
import { assertNever } from "../../engine/assert-never.ts";
import { wireNumber } from "../../money/amount.ts";
import type { JsonObject } from "../server-message.ts";
import type { ParticipantsView, ResolutionView } from "../view.ts";

export function resolutionFields(resolution: ResolutionView): JsonObject {
  return {
    pool_id: resolution.poolId,
    game_id: resolution.gameId,
    winning_target: resolution.winningTarget,
    description: resolution.description,
    ...participantFields(resolution.participants, resolution.decimals),
    is_money_return: resolution.moneyReturn === "returned",
  };
}

function participantFields(participants: ParticipantsView, decimals: number): JsonObject {
  switch (participants.kind) {
    case "everyone":
    case "personal": {
      const lists = {
        winners: Object.fromEntries(
          participants.winners.map(({ userId, amountMinor }) => [
            String(userId),
            wireNumber(amountMinor, decimals),
          ]),
        ),
        losers: participants.losers.map(({ userId }) => userId),
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
        total_paid: wireNumber(participants.totalPaidMinor, decimals),
      };
    default:
      return assertNever(participants);
  }
}
