// A client on a network and a clock that are in the hand of the test.
import { type Client, type ConnectOptions, connect } from "../../client/src/index.ts";
import { FakeClock, FakeNetwork } from "./fake-socket.ts";

export type Line = {
  readonly client: Client;
  readonly network: FakeNetwork;
  readonly clock: FakeClock;
};

export function lineWith(options: ConnectOptions = {}): Line {
  const [network, clock] = [new FakeNetwork(), new FakeClock()];
  const client = connect({
    url: "http://example.test/base/",
    WebSocket: network.WebSocket,
    clock,
    random: () => 0.5,
    ...options,
  });
  return { client, network, clock };
}

/** What it is rejected with. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return error;
  }
}
