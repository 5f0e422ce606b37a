// One connection: its socket, who is behind it, what it has joined. Holds data; rules are elsewhere.
import type { GameId, SourceId } from "../../engine/ids.ts";
import type { ConflateMs } from "../../protocol/client-request.ts";
import type { Edition } from "../../protocol/edition.ts";
import type { Session, Who } from "./session.ts";
import type { Socket } from "./socket.ts";
import type { TokenBucket } from "./token-bucket.ts";

/** How a connection follows a game. */
export type Joined = { conflateMs: ConflateMs | null; heartbeatMs: number | null };

export type NewConnection = {
  readonly heardMs: number;
  readonly socket: Socket;
  readonly who: Who;
  readonly edition: Edition;
  readonly address: string;
  readonly bucket: TokenBucket;
};

export class Connection {
  readonly socket: Socket;
  readonly address: string;
  readonly bucket: TokenBucket;
  session: Session;
  edition: Edition;
  readonly games = new Map<GameId, Joined>();
  readonly sources = new Set<SourceId>();
  /** Texts that are free to go, in order; the outbox's alone. */
  outgoing: string[] = [];
  /** When it last sent anything, monotonic. */
  heardMs: number;

  constructor({ socket, who, edition, address, bucket, heardMs }: NewConnection) {
    this.heardMs = heardMs;
    this.socket = socket;
    this.session = { state: "open", who };
    this.edition = edition;
    this.address = address;
    this.bucket = bucket;
  }

  get who(): Who {
    return this.session.who;
  }

  get isClosed(): boolean {
    return this.session.state === "closed";
  }
}
