// What providers have earned, over HTTP: a real server on a log that has pools and games of a provider.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTo } from "../../src/audit/audit-fixture.ts";
import { type HubWorld, smallHub } from "../../src/audit/hub-fixture.ts";
import type { RunningServer } from "../../src/compose.ts";
import { run as runAudit } from "../../src/cli/audit.ts";
import { FileLog } from "../../src/log/file-log.ts";
import { NodeDisk } from "../../src/log/node-disk.ts";
import { checkedFetch } from "../support/http-check.ts";
import { asAdmin, startTestServer } from "./server-fixture.ts";

type Body = Record<string, unknown>;

let directory: string;
let hub: HubWorld;
let server: RunningServer;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-royalties-"));
  hub = smallHub();
  const options = { newLogId: "00112233445566778899aabbccddeeff", nowMs: () => 0 };
  const log = FileLog.open(new NodeDisk(directory), { ...options, segmentBytes: 65_536 });
  await writeTo(log, hub.commands);
  await log.close();
  server = await startTestServer({
    configuration: { data: { kind: "directory", path: directory } },
  });
});
afterEach(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function get(path: string): Promise<{ status: number; body: Body }> {
  const answer = await checkedFetch(`${server.url}${path}`, { headers: asAdmin() });
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** The report when the archive has caught up with the log. */
async function report(query = ""): Promise<Body> {
  for (;;) {
    const { body } = await get(`/admin/royalties${query}`);
    if (Number(body["as_of_seq"]) >= lastBooking()) return body;
  }
}

function lastBooking(): number {
  return 1 + hub.commands.flat().findLastIndex((fact) => fact.kind === "TransactionBooked");
}

const LINE = { source_name: "Games", account_id: "1" };

test("ROY-202 turnover and royalty per account, rate and currency, with the seq they are of", async () => {
  const own = { source_id: hub.sourceId, ...LINE };
  const euros = { royalty_bps: 125, currency: "EUR", bookings: 4 };
  const yen = { royalty_bps: 250, currency: "JPY", bookings: 1 };
  expect((await report())["rows"]).toEqual([
    { ...own, ...euros, turnover: "39.36", royalty: "0.49" },
    { ...own, ...yen, turnover: "990", royalty: "24" },
  ]);
  const settled = hub.commands.flat().find((fact) => fact.kind === "PoolSettled");
  const timeMs = settled?.timeMs ?? 0;
  const pool = await report(`?source=${hub.sourceId}&from=${timeMs}&to=${timeMs + 1}`);
  expect(pool["rows"]).toEqual([
    { ...own, ...euros, bookings: 1, turnover: "36.03", royalty: "0.45" },
  ]);
  expect((await report(`?to=${timeMs}`))["rows"]).toEqual([]);
});

test("ROY-202, ROY-204 over all time the royalties are the ledger's, which shows what games hold", async () => {
  const rows = (await report())["rows"] as Record<string, string>[];
  const { body } = await get("/admin/ledger");
  const currencies = body["currencies"] as Record<string, Record<string, string>>;
  for (const { currency = "", royalty } of rows) {
    expect([currency, currencies[currency]?.["royalties"]]).toEqual([currency, royalty]);
  }
  expect(currencies["EUR"]).toMatchObject({ takeout: "1.31", games: "3.33", total: "0.00" });
  expect(currencies["JPY"]).toMatchObject({ takeout: "-24", games: "990", total: "0" });
  expect(currencies["FUN"]).toMatchObject({ royalties: "0.00", games: "50.00", total: "0.00" });
});

test("ROY-203 as CSV", async () => {
  await report();
  const path = `${server.url}/admin/royalties?format=csv`;
  const answer = await checkedFetch(path, { headers: asAdmin() });
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const [header, first, second, end] = (await answer.text()).split("\r\n");
  expect(header).toBe(
    "source_id,source_name,account_id,royalty_bps,currency,bookings,turnover,royalty,as_of_seq",
  );
  expect(first).toStartWith(`${hub.sourceId},Games,1,125,EUR,4,39.36,0.49,`);
  expect(second).toStartWith(`${hub.sourceId},Games,1,250,JPY,1,990,24,`);
  expect(end).toBe("");
});

test("ROY-202 is for operators, and takes exactly what it says", async () => {
  expect((await checkedFetch(`${server.url}/admin/royalties`)).status).toBe(401);
  for (const query of [
    "from=x",
    "from=-1",
    "to=2026-01-01",
    "from=2&to=1",
    "format=xml",
    "since=1",
  ]) {
    const { status, body } = await get(`/admin/royalties?${query}`);
    const got = { query, status, error: body["error"] };
    expect(got).toEqual({ query, status: 400, error: "FIELD_INVALID" });
  }
  for (const source of ["x", hub.gameId]) {
    const { status, body } = await get(`/admin/royalties?source=${source}`);
    expect([status, body["error"]]).toEqual([404, "SOURCE_NOT_FOUND"]);
  }
});

test("ROY-205 mutuel audit says what providers have earned", async () => {
  let out = "";
  const output = { out: (text: string) => void (out += text), err: () => {} };
  expect(await runAudit(["--data", directory], output)).toBe(0);
  expect(out).toMatch(/^platforms +1, with 1 accounts of providers,$/m);
  expect(out).toMatch(/^ +4 launched games and 8 transactions in them$/m);
  expect(out).toContain("account 1: 0.49 of 39.36 EUR at 125 bps");
  expect(out).toContain("+ royalties 0.49 + games 3.33");
  expect(out.endsWith("\naudit: OK\n")).toBe(true);
});
