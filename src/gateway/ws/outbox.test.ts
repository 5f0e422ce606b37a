import { describe, expect, test } from "bun:test";
import { Counter } from "../../ops/metrics.ts";
import { fakeConnection, FakePublisher, FakeWriter } from "./gateway-fixture.ts";
import { Outbox } from "./outbox.ts";

function setUp() {
  const [writer, publisher] = [new FakeWriter(), new FakePublisher()];
  const onFatal = (error: unknown): never => {
    throw error;
  };
  const outbox = new Outbox({ writer, publisher, sent: new Counter(), onFatal });
  return { writer, publisher, outbox, ...fakeConnection() };
}

describe("the outbox", () => {
  test("WIRE-10 nothing leaves before what was decided is durable, then all of it in order", () => {
    const { writer, outbox, connection, socket } = setUp();
    writer.decide();
    outbox.send(connection, "one");
    writer.decide();
    outbox.send(connection, "two");
    outbox.send(connection, "three");
    outbox.flush();
    expect(socket.done).toEqual([]);
    writer.sync(1);
    outbox.flush();
    expect(socket.done).toEqual(["send one"]);
    writer.sync(2);
    outbox.flush();
    expect(socket.done).toEqual(["send one", "cork", "send two", "send three"]);
    expect(outbox.unsentBytes).toBe(0);
  });

  test("asks for one release per seq, however much is said at it", () => {
    const { writer, outbox, connection } = setUp();
    writer.decide();
    for (let i = 0; i < 100; i++) outbox.send(connection, "x");
    expect(writer.releases).toBe(1);
    writer.sync();
    outbox.send(connection, "read");
    expect(writer.releases).toBe(2);
  });

  test("a publish is no shortcut: what a socket was sent before goes out before", () => {
    const { writer, outbox, connection, socket, publisher } = setUp();
    writer.decide();
    outbox.subscribe(connection, "t");
    outbox.send(connection, "before");
    outbox.publish("t", "all but one", connection);
    outbox.publish("t", "all", null);
    outbox.send(connection, "after");
    writer.sync();
    outbox.flush();
    expect(socket.done).toEqual([
      "subscribe t",
      "send before",
      "publish t all but one",
      "send after",
    ]);
    expect(publisher.done).toEqual(["t all"]);
  });

  test("a closed sender's broadcast still reaches the others, and it is sent nothing", () => {
    const { writer, outbox, connection, socket, publisher } = setUp();
    writer.decide();
    outbox.send(connection, "answer");
    outbox.publish("t", "news", connection);
    connection.session = { state: "closed", who: connection.who };
    writer.sync();
    outbox.flush();
    expect(socket.done).toEqual([]);
    expect(publisher.done).toEqual(["t news"]);
  });

  test("WIRE-10 what does not depend on the state goes past the queue", () => {
    const { writer, outbox, connection, socket } = setUp();
    writer.decide();
    outbox.send(connection, "late");
    outbox.sendNow(connection, "pong");
    expect(socket.done).toEqual(["send pong"]);
  });

  test("long queues are kept in order and given up in between", () => {
    const { writer, outbox, connection, socket } = setUp();
    const count = 20_000;
    for (let i = 1; i <= count; i++) {
      writer.decide();
      outbox.send(connection, String(i));
      if (i % 1_000 === 0) writer.sync(i - 500);
    }
    writer.sync();
    outbox.flush();
    const sent = socket.done.filter((line) => line !== "cork");
    expect(sent).toEqual(Array.from({ length: count }, (_, i) => `send ${i + 1}`));
    expect(outbox.unsentBytes).toBe(0);
  });
});
