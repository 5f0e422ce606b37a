// Brings messages to those they are for, rendered now: once per edition that has a receiver. A
// connection gets a message at most once; the sender's copy is the answer and carries its request_id.
import { assertNever } from "../../engine/assert-never.ts";
import type { GameId, SourceId, UserId } from "../../engine/ids.ts";
import type { CounterFamily } from "../../ops/metrics.ts";
import type { Audience } from "../../protocol/announcement.ts";
import type { ConflateMs } from "../../protocol/client-request.ts";
import type { Edition } from "../../protocol/edition.ts";
import type { ErrorCode } from "../../protocol/error-code.ts";
import { errorMessage } from "../../protocol/plain-messages.ts";
import type { Rendering } from "../../protocol/rendering.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Asker } from "./asker.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import type { Outbox } from "./outbox.ts";
import type { Launched } from "./launched.ts";
import { type Feed, type Rooms, topicOf } from "./rooms.ts";

export type DeliveryParts = {
  readonly writer: Writer;
  readonly outbox: Outbox;
  readonly rooms: Rooms;
  readonly connections: Connections;
  /** By code. */
  readonly refusals: CounterFamily;
};

/** Why there is no other answer. */
export type Refused = { readonly code: ErrorCode; readonly text: string };

/** What something told to one user is about. */
export type Topic =
  | { readonly kind: "game"; readonly gameId: GameId }
  | { readonly kind: "balance"; readonly currency: string };

const NOBODY: ReadonlySet<Connection> = new Set();

export class Delivery {
  readonly #writer: Writer;
  readonly #outbox: Outbox;
  readonly #rooms: Rooms;
  readonly #connections: Connections;
  readonly #refusals: CounterFamily;

  constructor({ writer, outbox, rooms, connections, refusals }: DeliveryParts) {
    this.#writer = writer;
    this.#outbox = outbox;
    this.#rooms = rooms;
    this.#connections = connections;
    this.#refusals = refusals;
  }

  /** Answers one connection. */
  reply(to: Connection, requestId: string | null, rendering: Rendering): void {
    this.#outbox.send(to, this.encode(rendering, to.edition, requestId));
  }

  refuse(
    to: Connection,
    call: { requestId: string | null; op: number | null },
    refused: Refused,
  ): void {
    this.replyRefusal(
      to,
      call.requestId,
      refused.code,
      errorMessage(refused.code, refused.text, call.op),
    );
  }

  /** For refusals that have a message of their own. */
  replyRefusal(
    to: Connection,
    requestId: string | null,
    code: ErrorCode,
    rendering: Rendering,
  ): void {
    this.#refusals.of(code).add();
    const text = this.encode(rendering, to.edition, requestId);
    // Says nothing about the state, and what it waits for may be what is too slow.
    if (code === "BUSY") this.#outbox.sendNow(to, text);
    else this.#outbox.send(to, text);
  }

  /** Past the queue: for what does not depend on the state. */
  replyNow(to: Connection, requestId: string | null, rendering: Rendering): void {
    this.#outbox.sendNow(to, this.encode(rendering, to.edition, requestId));
  }

  announce(audience: Audience, rendering: Rendering, asker: Asker | null): void {
    const sender = asker === null || asker.connection.isClosed ? null : asker;
    switch (audience.kind) {
      case "sender":
        this.#toSender(sender, rendering);
        return;
      case "game":
        this.toRoom(audience.gameId, rendering, null);
        return;
      case "game-and-sender":
        this.#toSender(sender, rendering);
        this.toRoom(audience.gameId, rendering, sender?.connection ?? null);
        return;
      case "source-and-sender":
        this.#toSender(sender, rendering);
        this.#toSource(audience.sourceId, null, rendering, sender);
        return;
      case "source-game-and-sender":
        this.#toSender(sender, rendering);
        this.#toSource(audience.sourceId, audience.gameId, rendering, sender);
        return;
      case "user":
        this.toUser(audience.userId, rendering, null);
        return;
      default:
        assertNever(audience);
    }
  }

  /** To all who joined the game, through the topics. */
  toRoom(gameId: GameId, rendering: Rendering, except: Connection | null): void {
    const room = this.#rooms.of(gameId);
    if (room === undefined) return;
    for (const feed of room.feeds()) this.#publish(gameId, feed, rendering, except);
  }

  /** To those who joined the game and get its distributions at that pace. */
  toPace(gameId: GameId, conflateMs: ConflateMs | null, rendering: Rendering): void {
    for (const feed of this.#rooms.of(gameId)?.feeds() ?? []) {
      if (feed.conflateMs === conflateMs) this.#publish(gameId, feed, rendering, null);
    }
  }

  /** `about` null is for the user as such; a launched game hears of itself and its currency only. */
  toUser(userId: UserId, rendering: Rendering, about: Topic | null): void {
    const isLeftOut = ({ who }: Connection): boolean => {
      const launched = who.kind === "user" ? who.launched : null;
      return launched !== null && (about === null || !concerns(launched, about));
    };
    this.#toEach(this.#connections.ofUser(userId), rendering, isLeftOut);
  }

  encode(rendering: Rendering, edition: Edition, requestId: string | null): string {
    return rendering.encode(edition, this.#writer.nowMs(), requestId);
  }

  #publish(gameId: GameId, feed: Feed, rendering: Rendering, except: Connection | null): void {
    const text = this.encode(rendering, feed.edition, null);
    this.#outbox.publish(topicOf(gameId, feed), text, except);
  }

  #toSender(sender: Asker | null, rendering: Rendering): void {
    if (sender !== null) this.reply(sender.connection, sender.requestId, rendering);
  }

  // One by one, not by topics: who is with the source and in the game gets it once.
  #toSource(
    sourceId: SourceId,
    gameId: GameId | null,
    rendering: Rendering,
    sender: Asker | null,
  ): void {
    const members = (gameId === null ? undefined : this.#rooms.of(gameId)?.members) ?? NOBODY;
    const ofSource = this.#connections.ofSource(sourceId);
    this.#toEach(ofSource.union(members), rendering, (to) => to === sender?.connection);
  }

  #toEach(
    receivers: ReadonlySet<Connection>,
    rendering: Rendering,
    isLeftOut: (to: Connection) => boolean,
  ): void {
    const texts = new Map<Edition, string>();
    for (const to of receivers) {
      if (isLeftOut(to)) continue;
      let text = texts.get(to.edition);
      if (text === undefined) {
        text = this.encode(rendering, to.edition, null);
        texts.set(to.edition, text);
      }
      this.#outbox.send(to, text);
    }
  }
}

function concerns(launched: Launched, about: Topic): boolean {
  return about.kind === "game"
    ? launched.gameId === about.gameId
    : launched.currency === about.currency;
}
