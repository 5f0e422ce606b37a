// A provider's launch API as a real server on loopback that behaves as badly as a test wants: it is given
// the bare socket once a whole request has arrived, and may write anything or nothing.
import { createServer as createPlain, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTls, type TLSSocket } from "node:tls";
import type { TestCertificate } from "./test-certificate.ts";

/** `client` is the other end; the request is its whole text. */
export type Behaviour = (client: Socket, request: string) => void;

export class LaunchProvider {
  /** Whole requests, in the order in which they arrived. */
  readonly requests: string[] = [];
  /** Names asked for in TLS handshakes. */
  readonly serverNames: string[] = [];
  connections = 0;
  readonly #open = new Set<Socket>();
  readonly #server: Server;
  readonly #scheme: string;
  readonly #whenQuiet: (() => void)[] = [];
  readonly #whenAsked: (() => void)[] = [];

  static async start(behaviour: Behaviour, tls?: TestCertificate): Promise<LaunchProvider> {
    const provider = new LaunchProvider(behaviour, tls);
    await new Promise<void>((resolve) => provider.#server.listen(0, "127.0.0.1", resolve));
    return provider;
  }

  private constructor(behaviour: Behaviour, tls: TestCertificate | undefined) {
    this.#scheme = tls === undefined ? "http" : "https";
    const serve = (socket: Socket): void => this.#serve(socket, behaviour);
    if (tls === undefined) {
      this.#server = createPlain(serve);
      this.#server.on("connection", (socket: Socket) => this.#count(socket));
      return;
    }
    const server = createTls({ cert: tls.cert, key: tls.key }, (socket: TLSSocket) => {
      this.#count(socket);
      this.serverNames.push(String(socket.servername));
      serve(socket);
    });
    server.on("tlsClientError", () => {});
    this.#server = server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** No name is looked up here: the test's resolver says where `host` is. */
  url(host: string, path = "/launch"): string {
    return `${this.#scheme}://${host}:${this.port}${path}`;
  }

  /** When one more whole request has arrived. */
  asked(): Promise<void> {
    return new Promise((resolve) => this.#whenAsked.push(resolve));
  }

  /** When nobody is connected any more. */
  quiet(): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenQuiet.push(resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #count(socket: Socket): void {
    this.connections++;
    this.#open.add(socket);
    socket.on("close", () => {
      this.#open.delete(socket);
      if (this.#open.size === 0) for (const resolve of this.#whenQuiet.splice(0)) resolve();
    });
  }

  #serve(socket: Socket, behaviour: Behaviour): void {
    let seen = "";
    let whole = false;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      seen += chunk.toString();
      if (whole || !isWhole(seen)) return;
      whole = true;
      this.requests.push(seen);
      behaviour(socket, seen);
      for (const resolve of this.#whenAsked.splice(0)) resolve();
    });
  }
}

/** A well-formed answer with these headers. */
export function answer(body: string, status = "200 OK", headers: readonly string[] = []): string {
  const lines = [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

function isWhole(request: string): boolean {
  const end = request.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = Number(/^content-length: *(\d+)/im.exec(request)?.[1] ?? 0);
  return Buffer.byteLength(request.slice(end + 4)) >= length;
}
