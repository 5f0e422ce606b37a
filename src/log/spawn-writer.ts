// Starts the log's worker under Bun. It is never terminated from outside: that could stop it in the
// middle of a write, and crashes the runtime.
import type { FromWriter, SpawnWriter } from "./writer-messages.ts";

export const spawnWriter: SpawnWriter = (events) => {
  const worker = new Worker(new URL("./log-worker.ts", import.meta.url));
  worker.addEventListener("message", ({ data }: MessageEvent<FromWriter>) => events.message(data));
  worker.addEventListener("error", ({ message }) => events.broken(message));
  worker.addEventListener("close", () => events.gone());
  return { post: (message, transfer) => worker.postMessage(message, transfer) };
};
