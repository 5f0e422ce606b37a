// What the client does with its connections, without a network: time and sockets are the test's.
import { describe, expect, test } from "bun:test";
import { MutuelError } from "../../client/src/index.ts";
import { delayMs } from "../../client/src/backoff.ts";
import { errorOf, lineWith } from "../support/fake-line.ts";

const BET = { pool_id: "p", target: "france", amount: "1" };
const EVENT = { game_id: "g", action: "goal", target: "france" };

describe("reconnecting", () => {
  test("CLNT-4 delays double up to a bound, and anything below them may come", () => {
    const backoff = { minMs: 250, maxMs: 30_000 };
    const bounds = [0, 1, 2, 6, 7, 50].map((failures) => delayMs(backoff, failures, 0.999_999));
    expect(bounds).toEqual([249, 499, 999, 15_999, 29_999, 29_999]);
    expect(delayMs(backoff, 9, 0)).toBe(0);
  });

  test("CLNT-4 one that lasted begins anew; the status tells when the next attempt is", async () => {
    const { client, network, clock } = lineWith();
    const waits: number[] = [];
    client.status.subscribe((status) => {
      if (status.state === "waiting") waits.push(status.retryAtMs - clock.nowMs());
    });
    for (let place = 0; place < 3; place++) {
      (await network.socket(place)).end();
      client.retryNow();
    }
    const good = await network.opened(3);
    clock.pass(4_000);
    good.tell({ res: 1 });
    clock.pass(1_000);
    good.end(1001, "going down");
    expect(waits).toEqual([125, 250, 500, 125]);
    expect(client.status.current).toMatchObject({
      attempt: 1,
      reason: "closed with 1001 going down",
    });
    client.retryNow();
    await network.opened(4);
    expect(client.status.current.state).toBe("open");
    client.close();
  });

  test("CLNT-5 silence is questioned, then given up; an answer of any kind is enough", async () => {
    const { client, network, clock } = lineWith({ silenceMs: 1_000 });
    const socket = await network.opened(0);
    clock.pass(600);
    expect(socket.last(1)).toBeDefined();
    socket.tell({ res: 1 });
    clock.pass(900);
    expect(client.status.current.state).toBe("open");
    clock.pass(600);
    expect(client.status.current).toMatchObject({ state: "waiting" });
    expect(socket.isClosed).toBe(true);
    client.close();
  });

  test("CLNT-5 an attempt that comes to nothing ends after its time", async () => {
    const { client, network, clock } = lineWith({ connectTimeoutMs: 2_000 });
    const socket = await network.socket(0);
    clock.pass(2_000);
    expect(client.status.current).toMatchObject({
      state: "waiting",
      reason: "no connection within 2000 ms",
    });
    // What the old one still says is not heard.
    socket.open();
    socket.tell({ res: 100 });
    expect(client.status.current.state).toBe("waiting");
    client.close();
  });
});

describe("the status", () => {
  test("CLNT-4 whoever hears of an open connection can look and ask at once", async () => {
    const { client, network } = lineWith();
    const seen: unknown[] = [];
    client.status.subscribe(() => seen.push(client.status.current.state));
    const game = client.game("g");
    game.subscribe(() => seen.push(`game: ${client.status.current.state}`));
    const socket = await network.opened(0);
    expect(socket.sent.map(({ op }) => op)).toEqual([100, 363]);
    expect(seen).toEqual(["open"]);
    client.close();
    expect(seen).toEqual(["open", "closed"]);
  });

  test("CLNT-5 what is no message ends the connection, not the client", async () => {
    const { client, network } = lineWith();
    const socket = await network.opened(0);
    socket.dispatchEvent(new MessageEvent("message", { data: "<html>" }));
    expect(client.status.current).toMatchObject({
      state: "waiting",
      reason: "what came was no message",
    });
    client.close();
  });
});

describe("calls", () => {
  test("CLNT-6 wait for the connection, end at their limit or by their signal", async () => {
    const { client, network, clock } = lineWith();
    const late = errorOf(client.getExposure({}, { timeoutMs: 50 }));
    const controller = new AbortController();
    const aborted = errorOf(client.ping({}, { signal: controller.signal }));
    clock.pass(50);
    controller.abort(new Error("enough"));
    expect(await late).toMatchObject({ code: "TIMEOUT", retryable: true });
    expect(await aborted).toEqual(new Error("enough"));
    const waiting = client.ping();
    const socket = await network.opened(0);
    expect(socket.sent.map(({ op }) => op)).toEqual([100, 1]);
    socket.tell({ res: 1 }, socket.last(1).id);
    expect(await waiting).toMatchObject({ res: 1 });
    client.close();
  });

  test("CLNT-6 what comes besides the answer does not answer", async () => {
    const { client, network } = lineWith();
    const socket = await network.opened(0);
    const closing = client.closeGame({ game_id: "g" });
    const { id } = socket.last(375);
    socket.tell({ res: 362, pool_id: "p", game_id: "g" }, id);
    socket.tell({ res: 341, game_id: "g" }, id);
    expect(await closing).toMatchObject({ res: 341 });
    client.close();
  });

  test("CLNT-7 a bet and an event whose answers got lost are sent again with their ids", async () => {
    const { client, network } = lineWith();
    const first = await network.opened(0);
    const bet = client.placeBet(BET);
    const event = client.registerEvent(EVENT);
    first.end();
    client.retryNow();
    const second = await network.opened(1);
    for (const op of [392, 395]) {
      const { header: _, ...sent } = first.last(op);
      const { header: _again, ...again } = second.last(op);
      expect(again).toEqual(sent);
    }
    expect(second.last(392)["client_bet_id"]).toBeString();
    expect(second.last(395)["client_event_id"]).toBeString();
    expect(second.last(395)["happened_at"]).toBeNumber();
    second.tell({ res: 356, bet_id: "b", idempotent: true }, second.last(392).id);
    second.tell({ res: 366, action_id: "goal" }, second.last(395).id);
    expect(await bet).toMatchObject({ bet_id: "b" });
    expect(await event).toMatchObject({ res: 366 });
    client.close();
  });

  test("CLNT-7 what could be done twice is not sent again: its outcome is unknown", async () => {
    const { client, network } = lineWith();
    const first = await network.opened(0);
    const opened = errorOf(client.openSource({ source_name: "league" }));
    const read = client.listMyGames();
    first.end();
    expect(await opened).toMatchObject({ code: "OUTCOME_UNKNOWN", retryable: false });
    client.retryNow();
    const second = await network.opened(1);
    expect(second.sent.map(({ op }) => op)).toEqual([100, 610]);
    second.tell({ res: 620, games: [] }, second.last(610).id);
    expect(await read).toMatchObject({ games: [] });
    client.close();
  });

  test("CLNT-7 a bet that is out of time is not sent again, and can be asked for as it was", async () => {
    const { client, network, clock } = lineWith({ callTimeoutMs: 100 });
    const first = await network.opened(0);
    const bet = errorOf(client.placeBet(BET));
    clock.pass(100);
    const error = await bet;
    expect(error).toBeInstanceOf(MutuelError);
    const { client_bet_id: id } = first.last(392);
    expect(error).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      request: { ...BET, client_bet_id: id },
    });
    first.end();
    client.retryNow();
    const second = await network.opened(1);
    expect(second.sent.map(({ op }) => op)).toEqual([100]);
    client.close();
  });

  test("CLNT-6 a refusal names code, text and field", async () => {
    const { client, network } = lineWith();
    const socket = await network.opened(0);
    const refused = errorOf(client.placeBet(BET));
    const text = 'amount is "1"; accepted: a positive decimal';
    socket.tell({ res: 666, code: "FIELD_INVALID", text, op: 392 }, socket.last(392).id);
    expect(await refused).toMatchObject({ code: "FIELD_INVALID", text, field: "amount" });
    const busy = errorOf(client.placeBet(BET));
    socket.tell({ res: 666, code: "BUSY", text: "later", op: 392 }, socket.last(392).id);
    expect(await busy).toMatchObject({ code: "BUSY", field: null, retryable: true });
    client.close();
  });

  test("CLNT-6 closing ends what is under way", async () => {
    const { client, network } = lineWith();
    await network.opened(0);
    const [bet, read] = [errorOf(client.placeBet(BET)), errorOf(client.ping())];
    client.close();
    expect(await bet).toMatchObject({ code: "OUTCOME_UNKNOWN" });
    expect(await read).toMatchObject({ code: "CLOSED" });
  });
});
