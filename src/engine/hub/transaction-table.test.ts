import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { sha256 } from "../../../test/support/hub-world.ts";
import type { GameSessionId, SourceId } from "../ids.ts";
import { type NewTransaction, TransactionTable } from "./transaction-table.ts";

const [S1, S2] = ["s1", "s2"] as [SourceId, SourceId];

function debit(id: string, options: Partial<NewTransaction> = {}): NewTransaction {
  return {
    sourceId: S1,
    sessionId: "session" as GameSessionId,
    api: "debit",
    transactionId: id,
    kind: "booked",
    contentHash: sha256(id),
    amountMinor: 5,
    balanceMinor: 7,
    royaltyBps: 10_000,
    ...options,
  };
}

const drawn: fc.Arbitrary<NewTransaction> = fc.record({
  sourceId: fc.constantFrom(S1, S2),
  sessionId: fc.constantFrom("a", "b", "c").map((id) => id as GameSessionId),
  api: fc.constantFrom("debit", "credit", "rollback", "rollbackDebit"),
  transactionId: fc.string(),
  kind: fc.constantFrom("booked", "remembered"),
  contentHash: fc.string().map(sha256),
  amountMinor: fc.integer({ min: 0, max: 10_000_000_000_000 }),
  balanceMinor: fc.maxSafeNat(),
  royaltyBps: fc.integer({ min: 0, max: 10_000 }),
});

describe("the table of transactions", () => {
  test("TXN-11 a row is what was put in, and found by its id", () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 40 }), (transactions) => {
        const table = new TransactionTable();
        for (const transaction of transactions) {
          const { sourceId, transactionId, contentHash, ...kept } = transaction;
          const role = kept.api === "debit" || kept.api === "credit" ? "move" : "take-back";
          if (table.rowOf(sourceId, role, transactionId) >= 0) {
            expect(() => table.append(transaction)).toThrow("is there already");
            continue;
          }
          const row = table.append(transaction);
          expect(table.at(row)).toEqual(kept);
          expect(table.rowOf(sourceId, role, transactionId)).toBe(row);
          expect(table.hasContent(row, contentHash)).toBe(true);
          expect(table.hasContent(row, sha256(`${contentHash} not`))).toBe(false);
        }
        expect(() => table.at(table.count)).toThrow("no transaction");
      }),
      { numRuns: 100 },
    );
  });

  test("TXN-11 of ids and contents the first 128 bits count, each of them", () => {
    const table = new TransactionTable();
    const contentHash = sha256("x");
    const row = table.append(debit("x"));
    for (let digit = 0; digit < 32; digit++) {
      const other = (Number.parseInt(contentHash.charAt(digit), 16) ^ 1).toString(16);
      const changed = contentHash.slice(0, digit) + other + contentHash.slice(digit + 1);
      expect(table.hasContent(row, changed)).toBe(false);
    }
  });
});
