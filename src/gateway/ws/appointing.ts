// op 617: a game admin is appointed by name. Names are identity's, so one look-up stands before the
// command, which then checks everything itself.
import type { GameId, UserId } from "../../engine/ids.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Outcome, Writer } from "../../sequencer/writer.ts";
import { Asker } from "./asker.ts";
import type { Call } from "./call.ts";
import type { User } from "./session.ts";
import type { WaitingRoom } from "./waiting-room.ts";

export type AppointingParts = {
  readonly identity: Identity;
  readonly writer: Writer;
  readonly waitingRoom: WaitingRoom;
  readonly answer: (call: Call, asker: Asker, outcome: Outcome) => void;
};

/** No user has it: the engine refuses it in its own order. */
const NO_USER = 0 as UserId;

export class Appointing {
  readonly #parts: AppointingParts;

  constructor(parts: AppointingParts) {
    this.#parts = parts;
  }

  appoint(call: Call, by: User, appointment: { gameId: GameId; username: string }): void {
    const { identity, waitingRoom } = this.#parts;
    const { gameId, username } = appointment;
    waitingRoom.wait(call.connection, identity.userByUsername(username), (found) => {
      const userId = found === null ? NO_USER : (found.userId as UserId);
      this.#submit(call, by, { gameId, username, userId });
    });
  }

  #submit(
    call: Call,
    by: User,
    { gameId, username, userId }: { gameId: GameId; username: string; userId: UserId },
  ): void {
    const { writer, answer } = this.#parts;
    const asker = new Asker(call.connection, call.requestId, { amount: null, username });
    const outcome = writer.submit(
      { kind: "appoint-game-admin", gameId, userId },
      { kind: "user", userId: by.userId },
      asker,
    );
    const isUnknown = outcome.kind === "refused" && outcome.code === "USER_NOT_FOUND";
    answer(
      call,
      asker,
      isUnknown
        ? { ...outcome, text: `there is no user named ${JSON.stringify(username)}` }
        : outcome,
    );
  }
}
