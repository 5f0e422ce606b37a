// Pools out of the archive, told exactly as they were told from memory.
import type { ArchivedPool } from "../archive/archive.ts";
import type { PoolType } from "../engine/command.ts";
import { levelOf } from "../engine/target-tree.ts";
import { multiplierHundredths } from "../money/split.ts";
import type { BetView, PoolTargetView, ResolvedPoolView } from "../protocol/view.ts";

export function archivedPoolView(pool: ArchivedPool): ResolvedPoolView {
  const targetId = (place: number): string => pool.targets[place]?.id ?? "";
  return {
    poolId: pool.poolId,
    gameId: pool.gameId,
    // The archive got it from a pool.
    type: pool.type as PoolType,
    action: pool.action,
    description: pool.description,
    targetLevel: levelOf(targetId(0)),
    decimals: pool.decimals,
    people: pool.people,
    grossMinor: pool.totalMinor,
    targets: targetViews(pool),
    startAtMs: pool.createdAtMs,
    finishAtMs: pool.finishAtMs,
    stopAtMs: pool.stopAtMs,
    block: pool.blockedAtMs === null ? "free" : "blocked",
    version: pool.version,
    standing: "final",
    bets: pool.newestBets.map(({ target, ...bet }): BetView => ({
      ...bet,
      target: targetId(target),
    })),
    betsCount: pool.validBets,
    backed: pool.backed.map(({ target, stakeMinor }) => ({ target: targetId(target), stakeMinor })),
    gameName: pool.gameName,
    winningsMinor: pool.winningsMinor,
    winningTarget: pool.winner,
    resolvedAtMs: pool.resolvedAtMs,
  };
}

function targetViews({ targets, winner, totalMinor, takeoutBps }: ArchivedPool): PoolTargetView[] {
  return targets.map(({ id, symbol, displayName, people, stakeMinor }) => ({
    id,
    symbol,
    displayName,
    people,
    stakeMinor,
    multiplierHundredths:
      id === winner ? multiplierHundredths(totalMinor, stakeMinor, takeoutBps) : 0,
  }));
}
