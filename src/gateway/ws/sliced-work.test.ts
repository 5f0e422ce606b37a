import { expect, test } from "bun:test";
import { FakeTime } from "./gateway-fixture.ts";
import { SlicedWork, type Work } from "./sliced-work.ts";

function* counting(seen: number[], from: number, to: number): Work {
  for (let i = from; i < to; i++) {
    seen.push(i);
    yield;
  }
}

function* failing(): Work {
  yield;
  throw new Error("broken");
}

test("goes on in turns, work after work, and outlives one that throws", () => {
  const time = new FakeTime();
  const faults: unknown[] = [];
  const work = new SlicedWork(time, (error) => faults.push(error));
  const seen: number[] = [];
  work.add(counting(seen, 0, 2_500));
  work.add(failing());
  work.add(counting(seen, 2_500, 2_600));
  expect(seen).toHaveLength(0);
  let turns = 0;
  const soon = time.soon.bind(time);
  time.soon = (run) => {
    turns++;
    soon(run);
  };
  time.advance(1);
  expect(seen).toEqual(Array.from({ length: 2_600 }, (_, i) => i));
  expect(turns).toBe(2);
  expect(faults).toHaveLength(1);
});
