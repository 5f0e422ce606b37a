import { expect, test } from "bun:test";
import { limitsWith } from "../../ops/limits.ts";
import type { Connection } from "./connection.ts";
import { fakeConnection, FakeTime } from "./gateway-fixture.ts";
import { SlowClients } from "./slow-clients.ts";

test("WIRE-18 who has too much unread is dropped, told, and in the end torn off; others are left alone", () => {
  const time = new FakeTime();
  const [slow, quick] = [fakeConnection(), fakeConnection()];
  slow.socket.buffered = 1_001;
  quick.socket.buffered = 1_000;
  const connections = new Set([slow.connection, quick.connection]);
  const dropped: Connection[] = [];
  let cuts = 0;
  const stop = new SlowClients({
    limits: limitsWith([{ name: "bufferedBytes", value: 1_000 }]),
    scheduler: time,
    connections,
    onCut: () => cuts++,
    drop: (connection) => {
      dropped.push(connection);
      connections.delete(connection);
    },
  }).start();
  time.advance(150);
  expect(dropped).toEqual([slow.connection]);
  expect(slow.socket.done).toEqual(["close 1008 SLOW_CLIENT: over 1000 bytes unread"]);
  time.advance(5_000);
  expect(slow.socket.done.at(-1)).toBe("terminate");
  expect(cuts).toBe(1);
  expect(quick.socket.done).toEqual([]);
  stop();
});
