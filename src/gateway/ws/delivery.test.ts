import { expect, test } from "bun:test";
import type { GameId, GameSessionId, UserId } from "../../engine/ids.ts";
import { Counter, Metrics } from "../../ops/metrics.ts";
import { gameLeft } from "../../protocol/plain-messages.ts";
import { Connections } from "./connections.ts";
import { Delivery, type Topic } from "./delivery.ts";
import { fakeConnection, FakePublisher, FakeWriter, user } from "./gateway-fixture.ts";
import type { Launched } from "./launched.ts";
import { Outbox } from "./outbox.ts";
import { Rooms } from "./rooms.ts";

const USER = 7;
const OWN = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9" as GameId;
const OTHER = "0c4a5f0c-7d1e-4a27-9d3e-5f1c1e0b8d11" as GameId;

/** How many messages each of a user's connections gets: logged in, in a launched game, in slots. */
function told(about: Topic | null): number[] {
  const [writer, publisher] = [new FakeWriter(), new FakePublisher()];
  const onFatal = (error: unknown): never => {
    throw error;
  };
  const outbox = new Outbox({ writer, publisher, sent: new Counter(), onFatal });
  const connections = new Connections();
  const refusals = new Metrics().counters("refusals", "code", "x");
  const rooms = new Rooms(outbox);
  const delivery = new Delivery({ writer, outbox, rooms, connections, refusals });
  const sessionId = "s" as GameSessionId;
  const launches: (Launched | null)[] = [
    null,
    { sessionId, gameId: OWN, currency: "EUR" },
    { sessionId, gameId: null, currency: "USD" },
  ];
  const sockets = launches.map((launched) => {
    const who = user(USER);
    const { connection, socket } = fakeConnection(who.kind === "user" ? { ...who, launched } : who);
    connections.add(connection);
    return socket;
  });
  delivery.toUser(USER as UserId, gameLeft(OWN), about);
  outbox.flush();
  return sockets.map(({ done }) => done.length);
}

test("LAUN-6 a launched page is told what its user is, of its own game and its own currency", () => {
  expect(told({ kind: "game", gameId: OWN })).toEqual([1, 1, 0]);
  expect(told({ kind: "game", gameId: OTHER })).toEqual([1, 0, 0]);
  expect(told({ kind: "balance", currency: "EUR" })).toEqual([1, 1, 0]);
  expect(told({ kind: "balance", currency: "USD" })).toEqual([1, 0, 1]);
  expect(told(null)).toEqual([1, 0, 0]);
});
