// Cuts off who does not read: publishing would fill the memory, and past the socket's own limit
// messages would be lost in silence.
import { type Limits, LIMITS } from "../../ops/limits.ts";
import { type Cancel, repeat, type Scheduler } from "../../ops/scheduler.ts";
import type { Connection } from "./connection.ts";

const SWEEP_EVERY_MS = 100;
/** Whoever does not read does not read our goodbye either. */
const GRACE_MS = 5_000;
const POLICY_VIOLATION = 1008;

export type SlowClientsParts = {
  readonly limits: Limits;
  readonly scheduler: Scheduler;
  readonly connections: Iterable<Connection>;
  readonly onCut: () => void;
  /** Takes the connection out of everything, as if it were closed. */
  readonly drop: (connection: Connection) => void;
};

export class SlowClients {
  readonly #parts: SlowClientsParts;

  constructor(parts: SlowClientsParts) {
    this.#parts = parts;
  }

  start(): Cancel {
    return repeat(this.#parts.scheduler, SWEEP_EVERY_MS, () => this.sweep());
  }

  sweep(): void {
    const max = this.#parts.limits.bufferedBytes;
    const slow: Connection[] = [];
    for (const connection of this.#parts.connections) {
      if (connection.socket.getBufferedAmount() > max) slow.push(connection);
    }
    for (const connection of slow) this.#cut(connection, max);
  }

  #cut(connection: Connection, max: number): void {
    const { drop, onCut, scheduler } = this.#parts;
    onCut();
    drop(connection);
    const { socket } = connection;
    socket.close(POLICY_VIOLATION, `${LIMITS.bufferedBytes.code}: over ${max} bytes unread`);
    scheduler.after(GRACE_MS, () => socket.terminate());
  }
}
