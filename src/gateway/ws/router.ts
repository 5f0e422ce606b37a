// From a text to what it asks for. Synchronous from end to end; the order of answers on a connection
// is the order of the decisions. Nothing a client sends may throw out of here.
import { assertNever } from "../../engine/assert-never.ts";
import type { Actor } from "../../engine/command.ts";
import type { ArchiveReads } from "../../archive/archive.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Clock } from "../../ops/clock.ts";
import { LIMITS, type Limits } from "../../ops/limits.ts";
import type { Counter } from "../../ops/metrics.ts";
import { answerOf, refusalOf } from "../../protocol/answer.ts";
import { guestMay, readRequest } from "../../protocol/client-message.ts";
import type { ClientRequest, Query } from "../../protocol/client-request.ts";
import { type Envelope, readEnvelope } from "../../protocol/envelope.ts";
import { opCodes, pong } from "../../protocol/plain-messages.ts";
import { answerQuery } from "../../protocol/query.ts";
import { previewOf } from "../../protocol/preview-message.ts";
import { Rendering } from "../../protocol/rendering.ts";
import type { Outcome, Writer } from "../../sequencer/writer.ts";
import { Appointing } from "./appointing.ts";
import { ArchivedPools } from "./archived-pools.ts";
import { Asker } from "./asker.ts";
import type { Attendance } from "./attendance.ts";
import type { Call } from "./call.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import type { Delivery } from "./delivery.ts";
import { outsideLaunch } from "./launched.ts";
import type { Outbox } from "./outbox.ts";
import type { Rooms } from "./rooms.ts";
import { userIdOf } from "./session.ts";
import { SignOn } from "./sign-on.ts";
import { type OpenedSource, SourceOpening } from "./source-opening.ts";
import { WaitingRoom } from "./waiting-room.ts";

export type RouterParts = {
  readonly writer: Writer;
  readonly identity: Identity;
  readonly archive: ArchiveReads;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly outbox: Outbox;
  readonly delivery: Delivery;
  readonly rooms: Rooms;
  readonly connections: Connections;
  readonly attendance: Attendance;
  readonly received: Counter;
  readonly onFault: (error: unknown) => void;
};

type CommandRequest = Extract<ClientRequest, { kind: "command" }>;

const POLICY_VIOLATION = 1008;

export class Router {
  readonly #parts: RouterParts;
  readonly #waitingRoom: WaitingRoom;
  readonly #signOn: SignOn;
  readonly #appointing: Appointing;
  readonly #archivedPools: ArchivedPools;
  readonly #sourceOpening: SourceOpening;

  constructor(parts: RouterParts) {
    this.#parts = parts;
    const waitingRoom = new WaitingRoom({
      limits: parts.limits,
      handle: (connection, text) => this.#handle(connection, text),
      onFault: (connection, error) => this.#fail({ connection, requestId: null, op: null }, error),
    });
    this.#waitingRoom = waitingRoom;
    this.#signOn = new SignOn({ ...parts, waitingRoom });
    this.#sourceOpening = new SourceOpening({ ...parts, waitingRoom });
    this.#archivedPools = new ArchivedPools({ ...parts, waitingRoom });
    this.#appointing = new Appointing({
      ...parts,
      waitingRoom,
      answer: (call, asker, outcome) => this.#answer(call, asker, outcome, null),
    });
  }

  /** The answer to op 365, which needs a look-up. */
  answerSourceOpened(asker: Asker, opened: OpenedSource): void {
    this.#sourceOpening.answer(asker, opened);
  }

  receive(connection: Connection, text: string): void {
    this.#parts.received.add();
    if (!this.#isWithinRate(connection)) return;
    const { session } = connection;
    switch (session.state) {
      case "open":
        this.#handle(connection, text);
        return;
      case "waiting": {
        const refused = this.#waitingRoom.hold(session.held, text);
        const call = { requestId: null, op: null };
        if (refused !== null) this.#parts.delivery.refuse(connection, call, refused);
        return;
      }
      case "closed":
        return;
      default:
        assertNever(session);
    }
  }

  #isWithinRate(connection: Connection): boolean {
    const { clock, delivery, limits, outbox } = this.#parts;
    const nowMs = clock.monotonicMs();
    connection.heardMs = nowMs;
    const verdict = connection.bucket.take(nowMs);
    if (verdict === "taken") return true;
    if (connection.isClosed) return false;
    const { code } = LIMITS.messagesPerSecond;
    const max = limits.messagesPerSecond;
    const text = `more than ${max} messages a second; up to ${max} are accepted, and ${2 * max} at once`;
    delivery.refuse(connection, { requestId: null, op: null }, { code, text });
    if (verdict === "gross") {
      outbox.run(() => connection.socket.close(POLICY_VIOLATION, `${code}: ${text}`));
    }
    return false;
  }

  #handle(connection: Connection, text: string): void {
    const envelope = readEnvelope(text);
    if (envelope.kind === "read-error") {
      this.#parts.delivery.refuse(connection, envelope, envelope);
      return;
    }
    const call = { connection, requestId: envelope.requestId, op: envelope.op };
    try {
      this.#route(call, envelope);
    } catch (error) {
      this.#fail(call, error);
    }
  }

  #route(call: Call, envelope: Envelope): void {
    const { delivery, limits, outbox, rooms, writer } = this.#parts;
    const { connection } = call;
    if (envelope.edition !== null && envelope.edition !== connection.edition) {
      rooms.changeEdition(connection, envelope.edition);
    }
    if (connection.who.kind === "guest" && !guestMay(envelope)) {
      const text = `op ${call.op} is for players; log in, or hand in credentials with op 100`;
      delivery.refuse(connection, call, { code: "NOT_LOGGED_IN", text });
      return;
    }
    const request = readRequest(envelope, writer.nowMs());
    if (request.kind === "read-error") {
      delivery.refuse(connection, call, request);
      return;
    }
    if (request.kind === "ping" || request.kind === "op-codes") {
      const answer = request.kind === "ping" ? pong() : opCodes();
      delivery.replyNow(connection, call.requestId, answer);
      return;
    }
    if (outbox.unsentBytes > limits.unsentBytes) {
      const text = "too many answers wait for the disk; nothing was touched, try again in a second";
      delivery.refuse(connection, call, { code: LIMITS.unsentBytes.code, text });
      return;
    }
    const { who } = connection;
    const launched = who.kind === "user" ? who.launched : null;
    const outside = launched === null ? null : outsideLaunch(writer.state, launched, request);
    if (outside !== null) {
      delivery.refuse(connection, call, outside);
      return;
    }
    if (envelope.intent === "preview") this.#preview(call, request);
    else this.#perform(call, request);
  }

  /** Nothing is done; reads and the like have nothing to preview. */
  #preview(call: Call, request: ClientRequest): void {
    const { delivery, writer } = this.#parts;
    const { connection, requestId, op } = call;
    if (request.kind !== "command") {
      const text = `op ${op} changes nothing there would be a preview of; leave header.preview out`;
      delivery.refuse(connection, call, { code: "HEADER_INVALID", text });
      return;
    }
    const preview = writer.preview(request.command, actorOf(call));
    if (preview.kind === "refused") {
      const rendering = refusalOf(preview, op, request);
      delivery.replyRefusal(connection, requestId, preview.code, rendering);
      return;
    }
    delivery.reply(connection, requestId, previewOf(writer.state, op, preview));
  }

  #perform(
    call: Call,
    request: Exclude<ClientRequest, { kind: "ping" } | { kind: "op-codes" }>,
  ): void {
    const { attendance, writer } = this.#parts;
    switch (request.kind) {
      case "command":
        this.#submit(call, request);
        return;
      case "appoint": {
        const { who } = call.connection;
        if (who.kind === "user") this.#appointing.appoint(call, who, request);
        return;
      }
      case "query":
        this.#query(call, request.query);
        return;
      case "join":
        writer.catchUp();
        attendance.join(call, request.gameId, request.wishes);
        return;
      case "leave":
        attendance.leave(call, request.gameId);
        return;
      case "handshake":
        this.#signOn.handshake(call, request.credentials);
        return;
      default:
        assertNever(request);
    }
  }

  #submit(call: Call, request: CommandRequest): void {
    const actor = actorOf(call);
    const asker = new Asker(call.connection, call.requestId, request.asked);
    const outcome = this.#parts.writer.submit(request.command, actor, asker);
    this.#answer(call, asker, outcome, request);
  }

  #answer(call: Call, asker: Asker, outcome: Outcome, request: CommandRequest | null): void {
    const { delivery, writer } = this.#parts;
    const { connection, requestId, op } = call;
    if (outcome.kind === "refused") {
      const rendering = refusalOf(outcome, op, request);
      delivery.replyRefusal(connection, requestId, outcome.code, rendering);
      return;
    }
    if (asker.faults > 0) {
      const text =
        "it was done, but the server failed to show what came of it; ask for the details";
      delivery.refuse(connection, call, { code: "INTERNAL", text });
    }
    for (const told of answerOf(writer.state, outcome.answer, op, asker.asked)) {
      if (told.kind === "message") delivery.announce(told.audience, told.rendering, asker);
    }
  }

  #query(call: Call, query: Query): void {
    const { connections, delivery, writer } = this.#parts;
    const { connection, requestId } = call;
    writer.catchUp();
    const userId = userIdOf(connection.who);
    const { archived } = writer.state;
    if (query.kind === "resolved-pools" && userId !== null && archived.games.has(query.gameId)) {
      this.#archivedPools.answer(call, query.gameId, userId);
      return;
    }
    const answer = answerQuery(writer.state, query, userId, writer.nowMs());
    if (!(answer instanceof Rendering)) {
      delivery.refuse(connection, call, answer);
      return;
    }
    if (query.kind === "source-games" || query.kind === "upcoming-games") {
      connections.addToSource(connection, query.sourceId);
    }
    delivery.reply(connection, requestId, answer);
  }

  #fail(
    call: { connection: Connection; requestId: string | null; op: number | null },
    error: unknown,
  ): void {
    this.#parts.onFault(error);
    const text = "the server failed at this message; the operator has been told";
    this.#parts.delivery.refuse(call.connection, call, { code: "INTERNAL", text });
  }
}

function actorOf({ connection, op }: Call): Actor {
  const { who } = connection;
  if (who.kind !== "user") throw new Error(`op ${op} reached the writer without a user`);
  const { userId, launched } = who;
  if (launched === null) return { kind: "user", userId };
  return { kind: "user", userId, session: launched.sessionId };
}
