// Connections whose last message needs a look-up outside the loop. What they send meanwhile is held and
// handled afterwards, in order; too much of it is refused.
import { LIMITS, type Limits } from "../../ops/limits.ts";
import type { Connection } from "./connection.ts";
import type { Refused } from "./delivery.ts";
import type { Session } from "./session.ts";

export type WaitingRoomParts = {
  readonly limits: Limits;
  readonly handle: (connection: Connection, text: string) => void;
  readonly onFault: (connection: Connection, error: unknown) => void;
};

export class WaitingRoom {
  readonly #parts: WaitingRoomParts;

  constructor(parts: WaitingRoomParts) {
    this.#parts = parts;
  }

  /** `then` runs with the result, unless the connection has closed by then. */
  wait<Result>(
    connection: Connection,
    lookUp: Promise<Result>,
    then: (result: Result) => void,
  ): void {
    connection.session = { state: "waiting", who: connection.who, held: [] };
    lookUp.then(
      (result) => this.#resume(connection, () => then(result)),
      (error: unknown) =>
        this.#resume(connection, () => {
          throw error;
        }),
    );
  }

  /** What to tell whoever sends too much meanwhile, or null. */
  hold(held: string[], text: string): Refused | null {
    const max = this.#parts.limits.heldMessages;
    if (held.length < max) {
      held.push(text);
      return null;
    }
    const problem = `${held.length} messages wait behind one that is being looked up; ${max} are accepted`;
    return { code: LIMITS.heldMessages.code, text: problem };
  }

  #resume(connection: Connection, then: () => void): void {
    const { session } = connection;
    if (session.state !== "waiting") return;
    const { held } = session;
    connection.session = { state: "open", who: session.who };
    try {
      then();
    } catch (error) {
      this.#parts.onFault(connection, error);
    }
    while (held.length > 0 && sessionOf(connection).state === "open") {
      this.#parts.handle(connection, held.shift() ?? "");
    }
    const now = sessionOf(connection);
    if (now.state === "waiting") now.held.push(...held);
  }
}

// A function, because what is called in between may change it.
function sessionOf(connection: Connection): Session {
  return connection.session;
}
