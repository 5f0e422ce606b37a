// Closes the connections of launched games that are over: the session's time is up, or its platform is
// disabled. Bets and joins are refused by the engine before; this ends what is merely heard.
import { sessionFor } from "../../engine/hub/game-session.ts";
import { whyOver } from "../../engine/hub/session-end.ts";
import { type Cancel, repeat, type Scheduler } from "../../ops/scheduler.ts";
import type { Writer } from "../../sequencer/writer.ts";
import { closingReason, POLICY_VIOLATION } from "./closing.ts";
import type { Connection } from "./connection.ts";
import type { Launched } from "./launched.ts";
import type { Outbox } from "./outbox.ts";

const SWEEP_EVERY_MS = 1_000;

export type LaunchEndsParts = {
  readonly writer: Writer;
  readonly scheduler: Scheduler;
  readonly outbox: Outbox;
};

export class LaunchEnds {
  readonly #parts: LaunchEndsParts;
  readonly #connections: Iterable<Connection>;

  constructor(parts: LaunchEndsParts, connections: Iterable<Connection>) {
    this.#parts = parts;
    this.#connections = connections;
  }

  start(): Cancel {
    return repeat(this.#parts.scheduler, SWEEP_EVERY_MS, () => this.sweep());
  }

  sweep(): void {
    for (const connection of this.#connections) {
      const { who } = connection;
      if (who.kind !== "user" || who.launched === null || !this.#isOver(who.launched)) continue;
      this.#parts.outbox.run(() => close(connection));
    }
  }

  #isOver({ sessionId }: Launched): boolean {
    const { writer } = this.#parts;
    const session = sessionFor(writer.state, sessionId);
    return session === undefined || whyOver(writer.state, session, writer.nowMs()) !== null;
  }
}

function close({ socket }: Connection): void {
  const text = "this launch is over; launch the game again";
  socket.close(POLICY_VIOLATION, closingReason({ code: "GAME_SESSION_NOT_FOUND", text }));
}
