// An audit for people and for programs: the same figures as lines of text and as one JSON object.
import { currencyOf } from "../money/currency.ts";
import { type CurrencyBook, totalsOf } from "./account-book.ts";
import type { AuditResult } from "./audit.ts";
import type { Finding } from "./findings.ts";

/** What is said besides the result itself. */
export type AuditContext = {
  path: string;
  serverPid: number | null;
  unfinishedBytes: number;
  /** null where there is none. */
  archive: { asOfSeq: number; poolCount: number; betCount: number } | null;
  tookMs: number;
};

/** The whole report; its last line is the verdict. */
export function auditText(result: AuditResult, context: AuditContext): string {
  const { ledger, head, batches, findings } = result;
  const { counts } = ledger;
  const unresolved = counts.pools - counts.settled - counts.voided;
  const rows: [string, string][] = [
    ["data directory", context.path],
    ...remarks(context).map((remark): [string, string] => ["", remark]),
    ["batches", `${batches}, each chained to the one before by SHA-256`],
    ["facts", `${counts.facts}, ${counts.bets} of them bets`],
    ["time", timeSpan(ledger.firstTimeMs, ledger.timeMs)],
    ["pools", `${counts.pools}: ${counts.settled} settled (${counts.moneyReturned} with`],
    ["", `all money returned), ${counts.voided} voided, ${unresolved} unresolved`],
    ["archive", archiveText(context)],
    ["events", String(counts.events)],
    ["players", String(counts.players)],
    ["platforms", `${counts.platforms}, with ${counts.providerAccounts} accounts of providers,`],
    ["", `${counts.gameSessions} launched games and ${counts.transactions} transactions in them`],
    ["currencies", ledger.accounts.currencies().join(", ") || "none"],
    ...ledger.accounts.currencies().flatMap((currency) => moneyRows(result, currency)),
    ...royaltyRows(result),
    ["head", `seq ${head.seq}, batch ${head.batch}`],
    ["head hash", head.hash],
    ["state hash", result.stateHash ?? "none: the log could not be replayed to its end"],
    ["time taken", `${(context.tookMs / 1000).toFixed(1)} s`],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(16)}${value}`);
  lines.push(...findingLines(findings.shown, findings.total));
  lines.push(`audit: ${findings.total === 0 ? "OK" : "FAILED"}`);
  return lines.map((line) => `${line}\n`).join("");
}

export function auditJson(result: AuditResult, context: AuditContext): string {
  const { ledger, head, batches, findings, stateHash } = result;
  const { counts, accounts, firstTimeMs, timeMs } = ledger;
  const money = Object.fromEntries(
    accounts.currencies().map((currency) => [currency, moneyOf(accounts.of(currency))]),
  );
  const report = {
    verdict: findings.total === 0 ? "OK" : "FAILED",
    ...context,
    batches,
    ...counts,
    firstTimeMs,
    lastTimeMs: timeMs,
    money,
    royalties: [...ledger.hub.royalties.lines()],
    head,
    stateHash,
    findingsTotal: findings.total,
    findings: findings.shown,
  };
  const text = JSON.stringify(report, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return `${text}\n`;
}

function archiveText({ archive }: AuditContext): string {
  if (archive === null) return "none";
  const { asOfSeq, poolCount, betCount } = archive;
  return `${poolCount} resolved pools with ${betCount} bets, as of seq ${asOfSeq}`;
}

function remarks({ serverPid, unfinishedBytes }: AuditContext): string[] {
  const remarks: string[] = [];
  if (serverPid !== null) {
    remarks.push(`in use by a server (process ${serverPid}): audited up to the head below`);
  }
  if (unfinishedBytes > 0) {
    remarks.push(`an unfinished append of ${unfinishedBytes} bytes follows the head; left alone`);
  }
  return remarks;
}

function timeSpan(firstMs: number | null, lastMs: number): string {
  return firstMs === null ? "none" : `${timeText(firstMs)} to ${timeText(lastMs)}`;
}

function timeText(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? String(timeMs) : date.toISOString();
}

/** Minor units, by what happened to them. */
function moneyOf(book: CurrencyBook): Record<string, bigint | number> {
  const { availableMinor, exposureMinor, sumMinor } = totalsOf(book);
  return {
    players: book.players.size,
    stakedMinor: book.stakedMinor,
    paidMinor: book.paidMinor,
    returnedMinor: book.returnedMinor,
    keptMinor: book.keptMinor,
    takeoutMinor: book.takeoutMinor,
    availableMinor,
    exposureMinor,
    royaltyMinor: book.royaltyMinor,
    gamesMinor: book.gamesMinor,
    externalMinor: book.externalMinor,
    sumMinor,
  };
}

function moneyRows({ ledger }: AuditResult, currency: string): [string, string][] {
  const book = ledger.accounts.of(currency);
  const { availableMinor, exposureMinor, sumMinor } = totalsOf(book);
  const money = (amountMinor: bigint): string => amountText(amountMinor, currency);
  return [
    [`  ${currency}`, `staked ${money(book.stakedMinor)} = paid ${money(book.paidMinor)}`],
    ["", `  + returned ${money(book.returnedMinor)} + takeout ${money(book.keptMinor)}`],
    ["", `  + still open ${money(exposureMinor)}`],
    ["", `available ${money(availableMinor)} + exposure ${money(exposureMinor)}`],
    ["", `  + takeout ${money(book.takeoutMinor)} + external ${money(book.externalMinor)}`],
    ["", `  + royalties ${money(book.royaltyMinor)} + games ${money(book.gamesMinor)}`],
    ["", `  = ${money(sumMinor)}`],
  ];
}

function royaltyRows({ ledger }: AuditResult): [string, string][] {
  const lines = [...ledger.hub.royalties.lines()];
  return lines.map(({ accountId, royaltyBps, currency, turnoverMinor, royaltyMinor }, place) => {
    const turnover = `${amountText(turnoverMinor, currency)} ${currency}`;
    const line = `account ${accountId}: ${amountText(royaltyMinor, currency)} of ${turnover}`;
    return [place === 0 ? "royalties" : "", `${line} at ${royaltyBps} bps`];
  });
}

/** Where the currency is unknown to this release: minor units, as they stand. */
function amountText(amountMinor: bigint, currency: string): string {
  const decimals = currencyOf(currency)?.decimals ?? 0;
  const digits = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${amountMinor < 0n ? "-" : ""}${whole}${fraction}`;
}

function findingLines(shown: readonly Finding[], total: number): string[] {
  if (total === 0) return [];
  const count = total > shown.length ? `${total} differences, the first ${shown.length}:` : "";
  const lines = shown.map(({ seq, pool, what, expected, found }) => {
    const place = seq === null ? "at the end" : `seq ${seq}`;
    const ofPool = pool === null ? "" : `, pool ${pool}`;
    return `  ${place}${ofPool}: ${what}: expected ${expected}, found ${found}`;
  });
  return [count === "" ? `differences: ${total}` : count, ...lines];
}
