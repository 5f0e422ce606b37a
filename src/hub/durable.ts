// Waits until everything decided so far is durable. What is told of it must be rendered before; the
// state is ahead afterwards.
import type { Writer } from "../sequencer/writer.ts";

export function allDurable(writer: Writer): Promise<void> {
  return new Promise((resolve) => writer.release(resolve));
}
