// The WebSocket side of a server without network, disk or real time: sockets that are lists of
// messages, a log in memory, a clock that goes when told. Can be restarted on its log.
import { ArchiveUnavailable, noArchive } from "../../src/archive/archive.ts";
import { createHash } from "node:crypto";
import type { ServerWebSocket } from "bun";
import type { Command } from "../../src/engine/command.ts";
import type { Seed, UserId } from "../../src/engine/ids.ts";
import { DEFAULT_RULES } from "../../src/engine/rules.ts";
import type { State } from "../../src/engine/state.ts";
import type { Admitted } from "../../src/gateway/ws/door.ts";
import { Endpoint, type SocketData } from "../../src/gateway/ws/endpoint.ts";
import { OriginRule } from "../../src/gateway/access/origin-rule.ts";
import { GUEST, type Who } from "../../src/gateway/ws/session.ts";
import type { Publisher, Socket } from "../../src/gateway/ws/socket.ts";
import type { Identity } from "../../src/identity/identity.ts";
import type { Log } from "../../src/log/log.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { type LimitSetting, limitsWith } from "../../src/ops/limits.ts";
import { Metrics } from "../../src/ops/metrics.ts";
import { silentLog } from "../../src/ops/server-log.ts";
import type { Edition } from "../../src/protocol/edition.ts";
import { replay } from "../../src/sequencer/replay.ts";
import { DEFAULT_QUEUE_LIMITS, Sequencer } from "../../src/sequencer/sequencer.ts";
import type { Outcome } from "../../src/sequencer/writer.ts";
import { SimTime } from "./sim-time.ts";
import { WireCheck } from "./wire-check.ts";

export const START_MS = 1_600_000_000_000;

/** One end of a connection: what came is in `onMessage`'s hands. */
export class MemorySocket implements Socket {
  readonly data: SocketData & { readonly ticket: Admitted };
  readonly #broker: Broker;
  readonly #onMessage: (text: string) => void;
  readonly #check: WireCheck;
  isOpen = true;

  constructor(data: MemorySocket["data"], broker: Broker, onMessage: (text: string) => void) {
    this.data = data;
    this.#broker = broker;
    this.#onMessage = onMessage;
    this.#check = new WireCheck(`v=${data.ticket.edition}`);
  }

  send(text: string): number {
    if (!this.isOpen) return text.length;
    this.#check.received(JSON.parse(text));
    this.#onMessage(text);
    return text.length;
  }
  publish(topic: string, text: string): number {
    return this.#broker.publish(topic, text, this);
  }
  subscribe(topic: string): boolean {
    return this.#broker.subscribe(topic, this);
  }
  unsubscribe(topic: string): boolean {
    return this.#broker.unsubscribe(topic, this);
  }
  cork(run: () => void): void {
    run();
  }
  close(): void {
    this.isOpen = false;
  }
  terminate(): void {
    this.isOpen = false;
  }
  getBufferedAmount(): number {
    return 0;
  }
}

class Broker implements Publisher {
  readonly #topics = new Map<string, Set<MemorySocket>>();

  publish(topic: string, text: string, except: MemorySocket | null = null): number {
    for (const socket of this.#topics.get(topic) ?? []) {
      if (socket !== except) socket.send(text);
    }
    return text.length;
  }
  subscribe(topic: string, socket: MemorySocket): boolean {
    const sockets = this.#topics.get(topic);
    if (sockets === undefined) this.#topics.set(topic, new Set([socket]));
    else sockets.add(socket);
    return true;
  }
  unsubscribe(topic: string, socket: MemorySocket): boolean {
    return this.#topics.get(topic)?.delete(socket) ?? false;
  }
  forget(socket: MemorySocket): void {
    for (const sockets of this.#topics.values()) sockets.delete(socket);
  }
}

export function userNamed(userId: number): Who {
  const credential = "session:of-the-test" as const;
  const username = `user${userId}`;
  return { kind: "user", userId: userId as UserId, username, credential, launched: null };
}

type Running = { sequencer: Sequencer; endpoint: Endpoint; broker: Broker };

export class MemoryGateway {
  readonly time = new SimTime(START_MS);
  readonly log: Log = new MemoryLog((run) => this.time.soon(run));
  readonly #limits: readonly LimitSetting[];
  #seeds = 0;
  #running: Running;
  #sockets = new Set<MemorySocket>();

  private constructor(limits: readonly LimitSetting[]) {
    this.#limits = limits;
    this.#running = this.#start();
  }

  /** With players 1 to `players`. */
  static async open(players: number, limits: readonly LimitSetting[] = []): Promise<MemoryGateway> {
    const gateway = new MemoryGateway([{ name: "messagesPerSecond", value: 0 }, ...limits]);
    gateway.command({ kind: "start-deployment", deploymentId: "test", betIdKey: "ab".repeat(32) });
    for (let userId = 1; userId <= players; userId++) {
      gateway.command({ kind: "open-account", userId: userId as UserId, country: null });
    }
    await gateway.settle();
    return gateway;
  }

  get state(): State {
    return this.#running.sequencer.state;
  }

  /** By the operator or the system. */
  command(command: Command, by: "operator" | "system" = "system"): Outcome {
    const actor = by === "system" ? { kind: by } : { kind: by, name: "test" };
    return this.#running.sequencer.submit(command, actor, null);
  }

  connect(edition: Edition, who: Who | null, onMessage: (text: string) => void): MemorySocket {
    const { broker, endpoint } = this.#running;
    const at = { sourceId: null, address: "127.0.0.1" };
    const ticket = { kind: "admitted", who: who ?? GUEST, edition, ...at } as const;
    const socket = new MemorySocket({ ticket, connection: null }, broker, onMessage);
    void endpoint.handlers().open?.(asBun(socket));
    this.#sockets.add(socket);
    return socket;
  }

  receive(from: MemorySocket, message: object): void {
    void this.#running.endpoint.handlers().message?.(asBun(from), JSON.stringify(message));
  }

  /** The server notices that the connection is gone. */
  disconnect(socket: MemorySocket): void {
    socket.isOpen = false;
    if (!this.#sockets.delete(socket)) return;
    this.#running.broker.forget(socket);
    void this.#running.endpoint.handlers().close?.(asBun(socket), 1006, "");
  }

  /** Everything that can happen without time passing has happened. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet++) {
      if (this.time.waiting > 0) quiet = 0;
      this.time.settle();
      await Promise.resolve();
    }
  }

  async pass(ms: number): Promise<void> {
    this.time.pass(ms);
    await this.settle();
  }

  /** The process dies once all is durable; another one starts on the log. Nobody is connected. */
  async restart(): Promise<void> {
    await this.settle();
    for (const socket of this.#sockets) socket.isOpen = false;
    this.#sockets.clear();
    this.time.forget();
    this.#running = this.#start();
  }

  #start(): Running {
    const { time, log } = this;
    const fail = (error: unknown): never => {
      throw error;
    };
    const sequencer = new Sequencer({
      log,
      state: replay(log),
      rules: { ...DEFAULT_RULES, developers: "open" },
      clock: time,
      scheduler: time,
      newSeed: () => (++this.#seeds).toString(16).padStart(32, "0") as Seed,
      onFatal: fail,
      onAlarm: fail,
      queue: DEFAULT_QUEUE_LIMITS,
    });
    sequencer.catchUp();
    const metrics = new Metrics();
    const broker = new Broker();
    const endpoint = new Endpoint({
      writer: sequencer,
      identity: IDENTITY,
      archive: noArchive(new ArchiveUnavailable("there is none here")),
      clock: time,
      scheduler: time,
      limits: limitsWith(this.#limits),
      origins: new OriginRule([]),
      findGameSession: () => Promise.resolve(null),
      metrics,
      providerSilenceMs: 0,
      refusals: metrics.counters("mutuel_refusals_total", "code", "Refusals by code"),
      publisher: broker,
      log: silentLog,
      onFatal: fail,
    });
    return { sequencer, endpoint, broker };
  }
}

/** Only what messages over an open connection need. */
const IDENTITY = {
  deriveSecret: (label: string) => Promise.resolve(sha256(label)),
  userByUsername: (username: string) => Promise.resolve(userByName(username)),
} as unknown as Identity;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function userByName(username: string): { userId: number } | null {
  const number = /^user(\d+)$/.exec(username)?.[1];
  return number === undefined ? null : { userId: Number(number) };
}

function asBun(socket: MemorySocket): ServerWebSocket<SocketData> {
  return socket as unknown as ServerWebSocket<SocketData>;
}
