// Ways to break the promises about money and durability, one small change each. A test suite that does
// not notice one of these is worth nothing.

export type Mutant = {
  name: string;
  file: string;
  /** Must stand in the file exactly once. */
  find: string;
  replace: string;
  /** What must fail with it. */
  tests: string[];
};

const SIMULATION = ["test/simulation"];

export const MUTANTS: Mutant[] = [
  {
    name: "acknowledge before sync",
    file: "src/sequencer/sequencer.ts",
    find: "      log.append(batch, head.hash,",
    replace:
      "      this.#releases.advance(head.seq + batch.count);\n      log.append(batch, head.hash,",
    tests: SIMULATION,
  },
  {
    name: "skip the sync",
    file: "src/log/segment-log.ts",
    find: "    this.#disk.sync(file);\n    const syncMs",
    replace: "    const syncMs",
    tests: SIMULATION,
  },
  {
    name: "skip the hash",
    file: "src/log/record-window.ts",
    find: "if (!hashFits(all, payload))",
    replace: "if (hashFits(all, payload) === null)",
    tests: SIMULATION,
  },
  {
    name: "cut at the first bad record",
    file: "src/log/scan.ts",
    find: "    if (rest === null) return null;",
    replace:
      "    if (rest === null) return null;\n    if (next === null) return { segment, offset, bytes: rest.endOffset - offset };",
    tests: SIMULATION,
  },
  {
    name: "<= for < at stop time",
    file: "src/engine/decide-bet.ts",
    find: "!(nowMs < atMs)",
    replace: "!(nowMs <= atMs)",
    tests: ["src/engine/bets.test.ts"],
  },
  {
    name: "pay a late bet",
    file: "src/engine/settlement.ts",
    find: "if (index >= figures.firstLateBet || figures.moneyReturn) return stake;",
    replace: "if (figures.moneyReturn) return stake;",
    tests: SIMULATION,
  },
  {
    name: "forget a refund",
    file: "src/engine/evolve-pool.ts",
    find: "state.wallets.settle(currency, bets.userAt(i), bets.stakeAt(i), bets.stakeAt(i));",
    replace: "state.wallets.settle(currency, bets.userAt(i), bets.stakeAt(i), 0);",
    tests: SIMULATION,
  },
  {
    name: "drop idempotency",
    file: "src/engine/decide-bet.ts",
    find: "  if (bet < 0) return null;",
    replace: "  if (bet < Number.MAX_SAFE_INTEGER) return null;",
    tests: SIMULATION,
  },
  {
    name: "off by one in the split",
    file: "src/money/split.ts",
    find: "mulDivFloor(netMinor, cumulativeMinor - stakeMinor, winningMinor)",
    replace: "mulDivFloor(netMinor, cumulativeMinor - stakeMinor + 1, winningMinor)",
    tests: SIMULATION,
  },
  {
    name: "a royalty on late stakes",
    file: "src/engine/hub/royalty-turnover.ts",
    find: "bet < firstLateBet",
    replace: "bet < bets.count",
    tests: ["test/golden/settlements.test.ts"],
  },
  {
    name: "the same transaction with other content is taken for the first",
    file: "src/engine/hub/decide-transaction.ts",
    find: "state.hub.transactions.hasContent(own.row, contentHash)",
    replace: 'contentHash !== ""',
    tests: ["src/engine/hub/transactions.test.ts"],
  },
  {
    name: "a debit that was taken back before it came is booked",
    file: "src/engine/hub/decide-transaction.ts",
    find: "  if (rollback === null) return null;",
    replace: '  if (rollback === null || api === "debit") return null;',
    tests: ["src/engine/hub/transactions.test.ts"],
  },
  {
    name: "release before durable",
    file: "src/sequencer/release-queue.ts",
    find: "if (this.length === 0 && needsSeq <= this.#durableSeq) send();",
    replace: "if (needsSeq >= 0) send();",
    tests: SIMULATION,
  },
];
