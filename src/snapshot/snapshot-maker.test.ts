import { expect, test } from "bun:test";
import type { LogHead } from "../log/log.ts";
import type { ChildEnd } from "./snapshot-child.ts";
import { SnapshotMaker } from "./snapshot-maker.ts";

type Started = { seq: number; end: (how: ChildEnd) => Promise<void>; killed: boolean };

function makerWith(lastSeq: number) {
  const started: Started[] = [];
  const said: string[] = [];
  const maker = new SnapshotMaker({
    everyFacts: 100,
    lastSeq,
    onMade: (text) => said.push(`made ${text}`),
    onFailed: (text) => said.push(`failed ${text}`),
    spawn: ({ seq }) => {
      const { promise, resolve } = Promise.withResolvers<ChildEnd>();
      const child: Started = {
        seq,
        killed: false,
        end: async (how) => {
          resolve(how);
          await promise;
        },
      };
      started.push(child);
      const kill = (): void => {
        child.killed = true;
        resolve({ kind: "failed", text: "SIGKILL" });
      };
      return { ended: promise, kill };
    },
  });
  const seqs = (): number[] => started.map(({ seq }) => seq);
  return { maker, started, said, seqs };
}

function head(seq: number): LogHead {
  return { batch: seq, seq, hash: "" };
}

test("SNAP-7 one is made when enough facts became durable, one at a time", async () => {
  const { maker, started, said, seqs } = makerWith(50);
  for (const seq of [60, 149]) maker.onDurable(head(seq));
  expect(seqs()).toEqual([]);
  maker.onDurable(head(150));
  for (const seq of [200, 300, 400]) maker.onDurable(head(seq));
  expect([seqs(), maker.madeSeq]).toEqual([[150], 50]);
  await started[0]?.end({ kind: "made", text: "it" });
  expect([said, maker.madeSeq]).toEqual([["made it"], 150]);
  maker.onDurable(head(401));
  expect(seqs()).toEqual([150, 401]);
});

test("SNAP-7 a failure is told, changes nothing, and is not tried again at once", async () => {
  const { maker, started, said, seqs } = makerWith(0);
  maker.onDurable(head(100));
  await started[0]?.end({ kind: "failed", text: "no space" });
  maker.onDurable(head(199));
  expect([said, seqs(), maker.madeSeq]).toEqual([["failed no space"], [100], 0]);
  maker.onDurable(head(200));
  expect(seqs()).toEqual([100, 200]);
});

test("SNAP-8 stopping ends the child, waits for it, and starts no other", async () => {
  const { maker, started, said, seqs } = makerWith(0);
  maker.onDurable(head(100));
  await maker.stop();
  expect(started[0]?.killed).toBe(true);
  maker.onDurable(head(900));
  expect([said, seqs()]).toEqual([[], [100]]);
  await makerWith(0).maker.stop();
});
