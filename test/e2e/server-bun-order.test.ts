// The runtime's own promises that the order of our messages rests on. Fails where an upgrade breaks one.
import { expect, test } from "bun:test";
import type { ServerWebSocket } from "bun";

test("send, publish, cork, subscribe and unsubscribe keep one order per socket", async () => {
  const sockets: ServerWebSocket[] = [];
  const bothOpen = Promise.withResolvers<void>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, server) => (server.upgrade(request) ? undefined : new Response("no")),
    websocket: {
      open(socket) {
        sockets.push(socket);
        if (sockets.length === 2) bothOpen.resolve();
      },
      message() {},
    },
  });
  const received: string[][] = [[], []];
  const ended = received.map((texts) => {
    const client = new WebSocket(`ws://127.0.0.1:${server.port}/`);
    return new Promise<void>((resolve) => {
      client.addEventListener("message", ({ data }) => {
        if (data === "end") resolve();
        else texts.push(String(data));
      });
    });
  });
  await bothOpen.promise;
  const [one, two] = sockets;
  if (one === undefined || two === undefined) throw new Error("two sockets are open");
  const expected: [string[], string[]] = [[], []];
  for (const socket of sockets) socket.subscribe("t");
  for (let i = 0; i < 100; i++) {
    server.publish("t", `all ${i}`);
    one.send(`own ${i}`);
    one.cork(() => {
      one.send(`corked ${i}`);
      server.publish("t", `inside ${i}`);
    });
    one.publish("t", `others ${i}`);
    expected[0].push(`all ${i}`, `own ${i}`, `corked ${i}`, `inside ${i}`);
    expected[1].push(`all ${i}`, `inside ${i}`, `others ${i}`);
  }
  one.unsubscribe("t");
  server.publish("t", "between");
  one.subscribe("t");
  server.publish("t", "end");
  expected[1].push("between");
  await Promise.all(ended);
  // Which client is which socket is the runtime's affair.
  expect(received.toSorted((a, b) => b.length - a.length)).toEqual(expected);
  await server.stop(true);
});
