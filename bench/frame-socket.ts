// A WebSocket client reduced to what a load generator needs: text frames are written as prepared bytes
// and looked at where they lie in the read buffer, so that measuring costs little beside what is
// measured. Frames are masked with zeros, which the protocol allows and leaves the text as it is.
import { randomBytes } from "node:crypto";
import type { Socket } from "bun";

export type FrameEvents = {
  /** A text frame: bytes `start` up to `end`, good until the call returns. */
  text(bytes: Buffer, start: number, end: number): void;
  /** All frames of one read have been told. */
  read(): void;
  failed(error: Error): void;
};

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;
const SHORT_MAX = 125;
const NOTHING = Buffer.alloc(0);

export class FrameSocket {
  readonly #events: FrameEvents;
  readonly #opening = Promise.withResolvers<void>();
  #socket: Socket | null = null;
  #upgraded = false;
  #closing = false;
  #rest: Buffer = NOTHING;
  #unwritten: Buffer = NOTHING;

  private constructor(events: FrameEvents) {
    this.#events = events;
  }

  /** `path` with its query. */
  static async connect(url: string, path: string, events: FrameEvents): Promise<FrameSocket> {
    const frames = new FrameSocket(events);
    const { hostname, port } = new URL(url);
    const socket = await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (_, bytes) => frames.#receive(bytes),
        drain: () => frames.#drain(),
        close: () => frames.#closed(new Error("the server closed a connection")),
        error: (_, error) => frames.#closed(error),
      },
    });
    frames.#socket = socket;
    const key = randomBytes(16).toString("base64");
    frames.write(
      Buffer.from(
        `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
      ),
    );
    await frames.#opening.promise;
    return frames;
  }

  /** Whole frames; see frameOf. The bytes may be used again afterwards. */
  write(bytes: Buffer): void {
    if (this.#unwritten.length > 0) {
      this.#unwritten = Buffer.concat([this.#unwritten, bytes]);
      return;
    }
    const written = Math.max(0, this.#socket?.write(bytes) ?? 0);
    if (written < bytes.length) this.#unwritten = Buffer.from(bytes.subarray(written));
  }

  close(): void {
    this.#closing = true;
    this.#socket?.end(frameOf(CLOSE, Buffer.of(0x03, 0xe8)));
  }

  #drain(): void {
    const bytes = this.#unwritten;
    this.#unwritten = NOTHING;
    if (bytes.length > 0) this.write(bytes);
  }

  #closed(error: Error): void {
    this.#opening.reject(error);
    if (!this.#closing) this.#events.failed(error);
  }

  #receive(bytes: Buffer): void {
    let all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    if (!this.#upgraded) {
      const end = all.indexOf("\r\n\r\n");
      if (end < 0) {
        this.#rest = Buffer.from(all);
        return;
      }
      const status = all.toString("latin1", 0, all.indexOf("\r\n"));
      if (!status.startsWith("HTTP/1.1 101")) {
        this.#closed(new Error(`no connection: ${status}`));
        return;
      }
      this.#upgraded = true;
      this.#opening.resolve();
      all = all.subarray(end + 4);
    }
    const used = this.#frames(all);
    this.#rest = used === all.length ? NOTHING : Buffer.from(all.subarray(used));
    this.#events.read();
  }

  /** How many bytes whole frames took. */
  #frames(bytes: Buffer): number {
    let at = 0;
    while (at + 2 <= bytes.length) {
      const opcode = (bytes[at] ?? 0) & 0x0f;
      const short = (bytes[at + 1] ?? 0) & 0x7f;
      const headerBytes = short <= SHORT_MAX ? 2 : short === 126 ? 4 : 10;
      if (at + headerBytes > bytes.length) break;
      const length =
        short <= SHORT_MAX
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : bytes.readUInt32BE(at + 6);
      const start = at + headerBytes;
      const end = start + length;
      if (end > bytes.length) break;
      if (opcode === TEXT) this.#events.text(bytes, start, end);
      else if (opcode === PING) this.write(frameOf(PONG, bytes.subarray(start, end)));
      at = end;
    }
    return at;
  }
}

export function textFrame(text: string): Buffer {
  return frameOf(TEXT, Buffer.from(text));
}

/** One final frame of a client, masked with zeros; payloads up to 65,535 bytes. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const size =
    length <= SHORT_MAX ? [0x80 | length] : [0x80 | 126, (length >>> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.of(0x80 | opcode, ...size, 0, 0, 0, 0), payload]);
}
