// op 100: who is this connection? A guest may hand in the credentials of a handshake here instead of at
// the connect.
import type { UserId } from "../../engine/ids.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Credentials } from "../../protocol/client-request.ts";
import { connected, handshakeRefused, loggedIn } from "../../protocol/plain-messages.ts";
import type { Attendance } from "./attendance.ts";
import type { Call } from "./call.ts";
import type { Connections } from "./connections.ts";
import type { Delivery, Refused } from "./delivery.ts";
import type { Launched } from "./launched.ts";
import type { User } from "./session.ts";
import type { WaitingRoom } from "./waiting-room.ts";

export type SignOnParts = {
  readonly identity: Identity;
  readonly connections: Connections;
  readonly attendance: Attendance;
  readonly delivery: Delivery;
  readonly waitingRoom: WaitingRoom;
};

type Checked =
  { readonly kind: "user"; readonly user: User } | ({ readonly kind: "refused" } & Refused);

export class SignOn {
  readonly #parts: SignOnParts;

  constructor(parts: SignOnParts) {
    this.#parts = parts;
  }

  handshake(call: Call, credentials: Credentials | null): void {
    const { delivery, identity, waitingRoom } = this.#parts;
    const { connection, requestId } = call;
    const { who } = connection;
    if (credentials === null) {
      const answer = who.kind === "guest" ? connected() : loggedIn(who.userId, who.username);
      delivery.reply(connection, requestId, answer);
      return;
    }
    if (who.kind === "user") {
      const text = `this connection is logged in as user ${who.userId}; credentials are accepted from guests`;
      delivery.reply(connection, requestId, handshakeRefused(text));
      return;
    }
    waitingRoom.wait(connection, check(identity, credentials), (checked) => {
      this.#answer(call, checked);
    });
  }

  #answer({ connection, requestId }: Call, checked: Checked): void {
    const { attendance, connections, delivery } = this.#parts;
    if (checked.kind === "refused") {
      delivery.reply(connection, requestId, handshakeRefused(checked.text));
      return;
    }
    const { user } = checked;
    connection.session = { state: "open", who: user };
    connections.addUser(connection);
    delivery.reply(connection, requestId, loggedIn(user.userId, user.username));
    attendance.introduce(connection);
  }
}

/** Checks a handshake and finds the name that goes with it. */
export async function check(identity: Identity, credentials: Credentials): Promise<Checked> {
  const { userId, nonce, proof } = credentials;
  const result = await identity.handshake({ userId, nonce, hash: proof });
  if (result.kind === "refused") return result;
  const user = await userOf(identity, userId, `session:${result.sessionId}`);
  return { kind: "user", user };
}

export async function userOf(
  identity: Identity,
  userId: UserId,
  credential: User["credential"],
  launched: Launched | null = null,
): Promise<User> {
  const names = await identity.usernameOf([userId]);
  const username = names.get(userId) ?? `user ${userId}`;
  return { kind: "user", userId, username, credential, launched };
}
