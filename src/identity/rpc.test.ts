import { describe, expect, test } from "bun:test";
import { rejection } from "./identity-fixture.ts";
import { answer, CallTable, type AnswerMessage, type CallMessage, type Handlers } from "./rpc.ts";

interface Calls {
  add(left: number, right: number): Promise<number>;
  fail(): Promise<never>;
}

const handlers: Handlers<Calls> = {
  add: (nowMs, left, right) => nowMs + left + right,
  fail() {
    throw new Error("broken");
  },
};

function table() {
  const sent: CallMessage<keyof Calls>[] = [];
  const calls = new CallTable<Calls>(
    (message) => sent.push(message),
    () => 1_000,
  );
  const reply = async (index: number): Promise<AnswerMessage> => {
    const message = sent[index];
    if (message === undefined) throw new Error(`no call ${index}`);
    return answer(handlers, message);
  };
  return { calls, sent, reply };
}

describe("rpc", () => {
  test("a call carries its time and gets its own answer, in any order", async () => {
    const { calls, reply } = table();
    const first = calls.call("add", 1, 2);
    const second = calls.call("add", 10, 20);
    expect(calls.settle(await reply(1))).toBeNull();
    expect(calls.settle(await reply(0))).toBeNull();
    expect(await first).toBe(1_003);
    expect(await second).toBe(1_030);
  });

  test("a throw rejects that call and is told to the owner", async () => {
    const { calls, reply } = table();
    const failing = calls.call("fail");
    const bug = calls.settle(await reply(0));
    expect(bug?.message).toContain("identity: fail threw: Error: broken");
    expect(await rejection(failing)).toContain("broken");
  });

  test("after failAll nothing waits and nothing is sent", async () => {
    const { calls, sent } = table();
    const waiting = calls.call("add", 1, 2);
    calls.failAll(new Error("gone"));
    expect(await rejection(waiting)).toContain("gone");
    expect(await rejection(calls.call("add", 1, 2))).toContain("gone");
    expect(sent).toHaveLength(1);
  });

  test("drain waits for the calls under way and refuses later ones", async () => {
    const { calls, reply } = table();
    const waiting = calls.call("add", 1, 2);
    let drained = false;
    const draining = calls.drain(new Error("closed")).then(() => {
      drained = true;
    });
    expect(await rejection(calls.call("add", 3, 4))).toContain("closed");
    expect(drained).toBe(false);
    calls.settle(await reply(0));
    await draining;
    expect(await waiting).toBe(1_003);
  });
});
