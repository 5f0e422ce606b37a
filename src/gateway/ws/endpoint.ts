// The WebSocket side as one part: builds its pieces and turns socket events into calls of them.
import type { ServerWebSocket, WebSocketHandler } from "bun";
import { LIMITS, type Limits } from "../../ops/limits.ts";
import type { CounterFamily, Metrics } from "../../ops/metrics.ts";
import type { Cancel, Scheduler } from "../../ops/scheduler.ts";
import type { ServerLog } from "../../ops/server-log.ts";
import type { ArchiveReads } from "../../archive/archive.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Clock } from "../../ops/clock.ts";
import { ERRORS } from "../../protocol/error-code.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { OriginRule } from "../access/origin-rule.ts";
import { Announcer } from "./announcer.ts";
import { Attendance } from "./attendance.ts";
import { Balances } from "./balances.ts";
import { closingReason, POLICY_VIOLATION } from "./closing.ts";
import { Connection } from "./connection.ts";
import { Connections } from "./connections.ts";
import { Delivery } from "./delivery.ts";
import { Distributions } from "./distributions.ts";
import { Door, type Ticket, type TurnedAway } from "./door.ts";
import { LaunchEnds } from "./launch-ends.ts";
import type { FindGameSession } from "./launched.ts";
import { Heartbeats } from "./heartbeats.ts";
import { History } from "./history.ts";
import { Outbox } from "./outbox.ts";
import { PersonalResults } from "./personal-results.ts";
import { ProviderWatch } from "./provider-watch.ts";
import { Resuming } from "./resuming.ts";
import { Rooms } from "./rooms.ts";
import { Router } from "./router.ts";
import type { CredentialId } from "./session.ts";
import { SlicedWork } from "./sliced-work.ts";
import { SlowClients } from "./slow-clients.ts";
import type { Publisher } from "./socket.ts";
import { TokenBucket } from "./token-bucket.ts";

export type EndpointParts = {
  readonly writer: Writer;
  readonly identity: Identity;
  readonly archive: ArchiveReads;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly limits: Limits;
  /** 0: betting goes on whatever a provider does. */
  readonly providerSilenceMs: number;
  readonly origins: OriginRule;
  readonly findGameSession: FindGameSession;
  readonly metrics: Metrics;
  readonly refusals: CounterFamily;
  readonly publisher: Publisher;
  readonly log: ServerLog;
  readonly onFatal: (error: unknown) => void;
};

/** What a socket carries. The connection is made when it opens. */
export type SocketData = { readonly ticket: Ticket; connection: Connection | null };

const UINT32_MAX = 4_294_967_295;
const IDLE_TIMEOUT_S = 120;
/** The socket's own limit stands above the sweep's, for bursts within one round of it. */
const LAST_LINE_FACTOR = 8;

export class Endpoint {
  readonly door: Door;
  readonly #parts: EndpointParts;
  readonly #connections = new Connections();
  readonly #outbox: Outbox;
  readonly #attendance: Attendance;
  readonly #router: Router;
  readonly #stopSweeping: Cancel;
  readonly #stopWatching: Cancel;
  readonly #stopEnding: Cancel;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
    const { limits, metrics, scheduler, writer } = parts;
    const connections = this.#connections;
    const sent = metrics.counter(
      "mutuel_messages_sent_total",
      "Messages sent, broadcasts counted once",
    );
    const outbox = new Outbox({ ...parts, sent });
    const rooms = new Rooms(outbox);
    const delivery = new Delivery({ ...parts, outbox, rooms, connections });
    const faults = metrics.counter("mutuel_faults_total", "Bugs met while handling messages");
    const onFault = (error: unknown): void => {
      faults.add();
      parts.log.error({ err: error }, "a message could not be handled");
    };
    const slicedWork = new SlicedWork(scheduler, onFault);
    const pieces = { ...parts, outbox, rooms, delivery, connections, slicedWork, onFault };
    const distributions = new Distributions({
      ...pieces,
      intervalMs: limits.distributionIntervalMs,
    });
    const balances = new Balances(pieces);
    const personalResults = new PersonalResults(pieces);
    const history = new History(limits);
    const announced = { ...pieces, distributions, balances, personalResults, history };
    writer.observe(
      new Announcer({
        ...announced,
        onSourceOpened: (asker, opened) => this.#router.answerSourceOpened(asker, opened),
      }),
    );
    this.#outbox = outbox;
    const resuming = new Resuming({ ...pieces, history });
    this.#attendance = new Attendance({ ...pieces, resuming, heartbeats: new Heartbeats(pieces) });
    const received = metrics.counter("mutuel_messages_received_total", "Messages received");
    this.#router = new Router({ ...pieces, attendance: this.#attendance, received });
    this.door = new Door(parts);
    this.#stopSweeping = this.#sweepSlowClients();
    this.#stopWatching = new ProviderWatch(pieces).start();
    this.#stopEnding = new LaunchEnds(pieces, connections.all).start();
    this.#showMetrics();
  }

  handlers(): WebSocketHandler<SocketData> {
    const { messageBytes, bufferedBytes } = this.#parts.limits;
    return {
      maxPayloadLength: Math.min(messageBytes, UINT32_MAX),
      idleTimeout: IDLE_TIMEOUT_S,
      sendPings: true,
      // 0 is no limit there.
      backpressureLimit: bufferedBytes === Infinity ? 0 : bufferedBytes * LAST_LINE_FACTOR,
      closeOnBackpressureLimit: bufferedBytes !== Infinity,
      open: (socket) => this.#guard(() => this.#open(socket)),
      message: (socket, message) => this.#guard(() => this.#message(socket, message)),
      close: (socket) => this.#guard(() => this.#close(socket)),
    };
  }

  /** Closes what came with a credential that is no longer good. */
  dropCredential(userId: number, credential: CredentialId): void {
    for (const connection of this.#connections.all) {
      const { who } = connection;
      if (who.kind !== "user" || who.userId !== userId || who.credential !== credential) continue;
      const text = closingReason({ code: "SESSION_UNKNOWN", text: "logged out" });
      this.#outbox.run(() => connection.socket.close(POLICY_VIOLATION, text));
    }
  }

  /** Everything released has been sent by then; closes all connections. */
  closeAll(): void {
    this.#stopSweeping();
    this.#stopWatching();
    this.#stopEnding();
    this.#outbox.flush();
    for (const connection of this.#connections.all) {
      connection.socket.close(ERRORS.SHUTTING_DOWN.closeCode ?? 1001, "SHUTTING_DOWN");
    }
  }

  #open(socket: ServerWebSocket<SocketData>): void {
    const { ticket } = socket.data;
    if (ticket.kind === "turned-away") {
      this.#turnAway(socket, ticket);
      return;
    }
    const { clock, limits } = this.#parts;
    const { who, edition, address, sourceId } = ticket;
    const heardMs = clock.monotonicMs();
    const bucket = new TokenBucket(limits.messagesPerSecond, heardMs);
    const connection = new Connection({ socket, who, edition, address, bucket, heardMs });
    socket.data.connection = connection;
    this.#connections.add(connection);
    if (sourceId !== null) this.#connections.addToSource(connection, sourceId);
  }

  #turnAway(socket: ServerWebSocket<SocketData>, ticket: TurnedAway): void {
    this.#parts.refusals.of(ticket.code).add();
    socket.close(POLICY_VIOLATION, closingReason(ticket));
  }

  #message(socket: ServerWebSocket<SocketData>, message: string | Buffer): void {
    const { connection } = socket.data;
    if (connection === null) return;
    if (typeof message === "string") {
      this.#router.receive(connection, message);
      return;
    }
    this.#parts.refusals.of("BINARY_FRAME").add();
    socket.close(ERRORS.BINARY_FRAME.closeCode ?? 1003, "BINARY_FRAME: send text frames");
  }

  #close(socket: ServerWebSocket<SocketData>): void {
    this.door.admission.leave(socket.data.ticket.address);
    if (socket.data.connection !== null) this.#drop(socket.data.connection);
  }

  #drop(connection: Connection): void {
    if (connection.isClosed) return;
    // Out of all rooms first, while it still counts as one that others hear of.
    this.#attendance.drop(connection);
    this.#connections.remove(connection);
    connection.session = { state: "closed", who: connection.who };
  }

  #sweepSlowClients(): Cancel {
    const { limits, refusals, scheduler } = this.#parts;
    return new SlowClients({
      limits,
      scheduler,
      connections: this.#connections.all,
      onCut: () => refusals.of(LIMITS.bufferedBytes.code).add(),
      drop: (connection) => this.#drop(connection),
    }).start();
  }

  #showMetrics(): void {
    const { metrics } = this.#parts;
    metrics.gauge(
      "mutuel_connections",
      "Open WebSocket connections",
      () => this.#connections.all.size,
    );
    metrics.gauge(
      "mutuel_unsent_bytes",
      "Messages that wait for the disk, bytes",
      () => this.#outbox.unsentBytes,
    );
  }

  /** Nothing may throw into the socket library: it would be a rejected promise nobody holds. */
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#parts.onFatal(error);
    }
  }
}
