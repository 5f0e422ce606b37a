// The rows of facts that are entered as they are.
import type { SQLQueryBindings } from "bun:sqlite";
import { assertNever } from "../engine/assert-never.ts";
import { DON } from "../money/currency.ts";
import type { SmallFact } from "./archive-write.ts";

type Insert = (sql: string, values: SQLQueryBindings[]) => void;

const LEDGER = "INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?, ?, NULL, ?)";

export function enterSmallFact(insert: Insert, fact: SmallFact, seq: number): void {
  const { timeMs } = fact;
  switch (fact.kind) {
    case "DeploymentStarted":
      return insert("UPDATE cursor SET deployment_id = ?", [fact.deploymentId]);
    case "AccountOpened": {
      const { userId, welcomeDonMinor } = fact;
      if (welcomeDonMinor === 0) return;
      return insert(LEDGER, [seq, "welcome", userId, DON, welcomeDonMinor, timeMs, null]);
    }
    case "Transferred": {
      const { direction, userId, currency, amountMinor, reference } = fact;
      const signed = direction === "deposit" ? amountMinor : -amountMinor;
      return insert(LEDGER, [seq, direction, userId, currency, signed, timeMs, reference]);
    }
    case "GameSessionOpened": {
      const { userId, currency, grantMinor } = fact;
      if (grantMinor === 0) return;
      return insert(LEDGER, [seq, "grant", userId, currency, grantMinor, timeMs, null]);
    }
    case "SourceOpened": {
      const { sourceId, name, description, adminId } = fact;
      return insert("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", [
        sourceId,
        seq,
        name,
        description,
        adminId,
        timeMs,
      ]);
    }
    case "SourceClosed":
      return insert("UPDATE sources SET closed_seq = ?, closed_at_ms = ? WHERE source_id = ?", [
        seq,
        timeMs,
        fact.sourceId,
      ]);
    case "GameCreated": {
      const { gameId, sourceId, name, type, currency, decimals, hashtag } = fact;
      const { openAtMs, closeAtMs, liveStartAtMs, liveFinishAtMs } = fact;
      const identity = [gameId, seq, sourceId, name, type, currency, decimals, hashtag];
      const times = [timeMs, openAtMs, closeAtMs, liveStartAtMs, liveFinishAtMs];
      return insert(
        "INSERT OR REPLACE INTO games VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        [...identity, ...times],
      );
    }
    case "GameClosed":
      return insert("UPDATE games SET closed_seq = ?, closed_at_ms = ? WHERE game_id = ?", [
        seq,
        timeMs,
        fact.gameId,
      ]);
    case "EventRegistered": {
      const { eventId, gameId, action, target, happenedAtMs, clientEventId, pool } = fact;
      return insert("INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
        eventId,
        seq,
        gameId,
        action,
        target,
        happenedAtMs,
        clientEventId,
        pool,
      ]);
    }
    default:
      return assertNever(fact);
  }
}
