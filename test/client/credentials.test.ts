// Who the client says it is, and what it does when that is no longer good. Without a network.
import { describe, expect, test } from "bun:test";
import { ERRORS } from "../../src/protocol/error-code.ts";
import { CREDENTIAL_REFUSALS } from "../../src/protocol/schema/http-route.ts";
import { errorOf, lineWith } from "../support/fake-line.ts";

const BET = { pool_id: "p", target: "france", amount: "1" };

describe("credentials", () => {
  test("CLNT-3 a login session is proved by a hash with a nonce of its own for each connection", async () => {
    const { client, network } = lineWith({ credentials: { id: 7, key: "secret" } });
    const first = await network.opened(0, { id: 7, name: "anna" });
    expect(first.url).toBe("ws://example.test/base/ws?v=2.0");
    expect(client.status.current).toEqual({ state: "open", user: { id: 7, name: "anna" } });
    first.end();
    client.retryNow();
    const second = await network.socket(1);
    second.open();
    const [one, other] = [first.last(100), second.last(100)];
    expect(one["n"]).not.toBe(other["n"]);
    for (const { id: _, ...proof } of [one, other]) {
      const text = `7${String(proof["n"])}secret`;
      const hash = new Bun.CryptoHasher("sha256").update(text).digest("hex");
      expect(proof["h"]).toBe(hash);
    }
    client.close();
  });

  test("CLNT-3 an API key goes into a header, a launched game's session into the address", async () => {
    const withKey = lineWith({ apiKey: "k" });
    const socket = await withKey.network.socket(0);
    expect(socket.options).toEqual({ headers: { authorization: "Bearer k" } });
    withKey.client.close();
    const launched = lineWith({ session: "s e", source: "x" });
    const { url } = await launched.network.socket(0);
    expect(url).toBe("ws://example.test/base/ws?v=2.0&source=x&session=s+e");
    launched.client.close();
  });

  test("CLNT-3 refused credentials close the client and say why", async () => {
    const { client, network } = lineWith({ credentials: { id: 7, key: "old" } });
    const call = errorOf(client.ping());
    const socket = await network.socket(0);
    socket.open();
    socket.tell({ res: 110, text: "no live session" });
    expect(await call).toMatchObject({ code: "CLOSED" });
    expect(client.status.current).toMatchObject({
      state: "closed",
      error: { text: "the credentials were refused: no live session" },
    });
    expect(await errorOf(client.ping())).toMatchObject({ code: "CLOSED" });
  });
});

describe("credentials that are no longer good", () => {
  const OVER = "GAME_SESSION_NOT_FOUND: this launch is over; launch the game again";

  test("CLNT-3 an end that is one for good ends the client, with the server's code and text", async () => {
    const { client, network } = lineWith({ session: "s" });
    const game = client.game("g");
    const socket = await network.opened(0);
    const bet = errorOf(client.placeBet(BET));
    const read = errorOf(client.ping());
    socket.end(1008, OVER);
    expect(client.status.current).toMatchObject({
      state: "closed",
      error: {
        code: "GAME_SESSION_NOT_FOUND",
        text: "this launch is over; launch the game again",
        retryable: false,
      },
    });
    expect(await bet).toMatchObject({ code: "OUTCOME_UNKNOWN" });
    expect(await read).toMatchObject({ code: "GAME_SESSION_NOT_FOUND" });
    expect(await errorOf(client.ping())).toMatchObject({ code: "GAME_SESSION_NOT_FOUND" });
    expect(game.current.following).toBe("loading");
    client.retryNow();
    expect(network.sockets).toHaveLength(1);
  });

  test("CLNT-3 whatever else a connection ends with, another is made", async () => {
    const ends: [number, string][] = [
      [1008, "RATE_LIMITED: far too many messages"],
      [1008, "SLOW_CLIENT"],
      [1008, "a proxy's own"],
      [1001, "SHUTTING_DOWN"],
      [1001, OVER],
      [1006, ""],
    ];
    for (const [code, reason] of ends) {
      const { client, network } = lineWith();
      (await network.opened(0)).end(code, reason);
      expect([reason, client.status.current.state]).toEqual([reason, "waiting"]);
      client.close();
    }
  });

  test("CLNT-3 they are those the server refuses credentials with", async () => {
    for (const code of CREDENTIAL_REFUSALS) {
      const { client, network } = lineWith();
      const socket = await network.socket(0);
      socket.open();
      socket.end(ERRORS[code].closeCode ?? 0, `${code}: why`);
      expect(client.status.current).toMatchObject({ state: "closed", error: { code } });
    }
  });
});
