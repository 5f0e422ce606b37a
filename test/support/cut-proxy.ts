// A TCP proxy that breaks its connections: after a number of bytes in one direction, in the middle of a
// frame as it comes, it either ends both sides or falls silent for good. It knows nothing of what it
// carries.
import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

export type Fuse = {
  /** The direction whose bytes are counted. */
  readonly direction: "to-server" | "to-client";
  /** So many more come through. */
  readonly bytes: number;
  /** `silence`: nothing comes through any more in either direction, and nobody is told. */
  readonly effect: "cut" | "silence";
};

export class CutProxy {
  /** How many fuses have blown, by what they did. */
  readonly blown = { cut: 0, silence: 0 };
  /** The fuse of the next connection; null lasts. */
  nextFuse: () => Fuse | null = () => null;
  onBlown: () => void = () => {};
  readonly #server: Server;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  static async before(url: string): Promise<CutProxy> {
    const proxy = new CutProxy(Number(new URL(url).port));
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, "127.0.0.1", resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get cuts(): number {
    return this.blown.cut + this.blown.silence;
  }

  /** Ends what runs through it; new connections are taken as before. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.cutAll();
    await closed;
  }

  #accept(client: Socket): void {
    const server = connect(this.#target, "127.0.0.1");
    const line: Line = { client, server, fuse: this.nextFuse(), isSilent: false };
    this.#forward(line, "to-server", client, server);
    this.#forward(line, "to-client", server, client);
  }

  #forward(line: Line, direction: Fuse["direction"], from: Socket, to: Socket): void {
    this.#sockets.add(from);
    let left = line.fuse?.direction === direction ? line.fuse.bytes : Infinity;
    from.setNoDelay(true);
    from.on("data", (bytes: Buffer) => {
      if (line.isSilent) return;
      const through = bytes.subarray(0, Math.min(left, bytes.length));
      left -= through.length;
      if (through.length > 0) to.write(through);
      if (left === 0) this.#blow(line);
    });
    from.on("error", () => {});
    from.on("close", () => {
      this.#sockets.delete(from);
      // What was written before is delivered first.
      if (!line.isSilent) to.end();
      else if (from === line.client) line.server.destroy();
    });
  }

  #blow(line: Line): void {
    const { fuse } = line;
    if (fuse === null || line.isSilent) return;
    line.isSilent = true;
    this.blown[fuse.effect]++;
    if (fuse.effect === "cut") {
      line.client.end();
      line.server.destroy();
    }
    this.onBlown();
  }
}

type Line = {
  readonly client: Socket;
  readonly server: Socket;
  readonly fuse: Fuse | null;
  isSilent: boolean;
};
