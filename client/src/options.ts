// What connect() takes.
import type { Backoff } from "./backoff.ts";
import { type Clock, systemClock } from "./runtime.ts";

/** A user's login session: `id` and `user_session_key` of sign-up or login. */
export type SessionKey = { readonly id: number; readonly key: string };

/** The standard WebSocket, or one that takes the same. */
export type WebSocketClass = new (url: string, options?: never) => WebSocket;

/** Give one of `credentials`, `apiKey`, `session`; with none it is the page's cookies, or a guest. */
export type ConnectOptions = {
  /** Address of the server, http(s) or ws(s); in a page, the page's own where absent. */
  readonly url?: string;
  /** A login session, or a function that gets a new one before each connection. */
  readonly credentials?: SessionKey | (() => SessionKey | Promise<SessionKey>);
  /** Not in browsers: their sockets take no headers. */
  readonly apiKey?: string;
  /** The token of a launched game. */
  readonly session?: string;
  /** A source whose new games are to be heard of. */
  readonly source?: string;
  /** Time limit of a call unless it has its own, ms. Default 10,000. */
  readonly callTimeoutMs?: number;
  /** An attempt to connect that takes longer is given up, ms. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** A connection that says nothing for this long, though asked, is given up, ms. Default 10,000. */
  readonly silenceMs?: number;
  /** How often the server tells where a game stands, ms, 500 to 60,000. Default 5,000. */
  readonly heartbeatMs?: number;
  /** Delays between attempts. Default 250 to 30,000. */
  readonly backoff?: Partial<Backoff>;
  /** In place of the global WebSocket. */
  readonly WebSocket?: WebSocketClass;
  /** For tests. */
  readonly clock?: Clock;
  /** For tests: from 0 to 1, without 1. */
  readonly random?: () => number;
};

export type Settings = {
  readonly address: string;
  readonly credentials: ConnectOptions["credentials"];
  readonly apiKey: string | undefined;
  readonly callTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly silenceMs: number;
  readonly heartbeatMs: number;
  readonly backoff: Backoff;
  readonly WebSocket: WebSocketClass;
  readonly clock: Clock;
  readonly random: () => number;
};

export function settingsOf(options: ConnectOptions): Settings {
  return {
    address: addressOf(options),
    credentials: options.credentials,
    apiKey: options.apiKey,
    callTimeoutMs: options.callTimeoutMs ?? 10_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    silenceMs: options.silenceMs ?? 10_000,
    heartbeatMs: options.heartbeatMs ?? 5_000,
    backoff: { minMs: 250, maxMs: 30_000, ...options.backoff },
    WebSocket: options.WebSocket ?? globalSocket(),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

/** `http://host/base` becomes `ws://host/base/ws?v=2.0`. */
function addressOf({ url, session, source }: ConnectOptions): string {
  const page = (globalThis as { location?: { href: string; origin: string } }).location;
  const base = url ?? page?.origin;
  if (base === undefined)
    throw new TypeError("connect: url is missing; accepted: http(s) or ws(s)");
  const address = new URL(base, page?.href);
  address.protocol = address.protocol.replace("http", "ws");
  if (!/^wss?:$/.test(address.protocol)) {
    throw new TypeError(`connect: url is ${base}; accepted: http(s) or ws(s)`);
  }
  address.pathname = address.pathname.replace(/(\/ws)?\/?$/, "/ws");
  address.searchParams.set("v", "2.0");
  if (source !== undefined) address.searchParams.set("source", source);
  if (session !== undefined) address.searchParams.set("session", session);
  return address.href;
}

function globalSocket(): WebSocketClass {
  const { WebSocket } = globalThis as { WebSocket?: WebSocketClass };
  if (WebSocket === undefined) {
    throw new TypeError("connect: there is no WebSocket here; Node has one from version 22 on");
  }
  return WebSocket;
}
