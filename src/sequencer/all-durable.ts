// For what is answered outside of the outbox: waits until everything decided so far is durable. The
// answer must be rendered before; the state is ahead afterwards.
import type { Writer } from "./writer.ts";

export function allDurable(writer: Writer): Promise<void> {
  return new Promise((resolve) => writer.release(resolve));
}
