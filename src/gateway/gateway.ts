// The network side of the server: one port, HTTP and the WebSocket beside each other.
import type { Server } from "bun";
import { repeat } from "../ops/scheduler.ts";
import { AccountOpening } from "./account-opening.ts";
import { OriginRule } from "./access/origin-rule.ts";
import { InFlight } from "./http/in-flight.ts";
import { refusalAnswer } from "./http/answer.ts";
import { httpApp } from "./http/app.ts";
import type { Readiness } from "./http/http-parts.ts";
import type { OpenGames } from "./http/open-games.ts";
import type { ReadFacts } from "./http/timeline.ts";
import { Endpoint, type EndpointParts, type SocketData } from "./ws/endpoint.ts";

export type GatewayParts = Omit<EndpointParts, "origins" | "publisher" | "refusals"> & {
  readonly host: string;
  readonly port: number;
  readonly origins: readonly string[];
  readonly embedOrigins: readonly string[];
  readonly adminKey: string | null;
  readonly openGames: OpenGames;
  readonly readFacts: ReadFacts;
  readonly readiness: () => Readiness;
  /** Where the web pages were built, when elsewhere than usual. */
  readonly pagesDirectory?: string | undefined;
};

export type Gateway = {
  readonly port: number;
  /** Takes nothing new from here on. */
  quiesce(): void;
  /** Sends what is free to go, closes all connections and gives the port back. */
  close(): Promise<void>;
};

const HTTP_IDLE_S = 30;
/** Ours answer with JSON long before; this is for bodies of paths that read none. */
const BODY_BYTES_MAX = 1_048_576;
const EXPIRE_EVERY_MS = 600_000;
/** How long requests may take to their answers when the server stops. */
const DRAIN_MS = 5_000;

/** Throws where the port can't be had. */
export function openGateway(parts: GatewayParts): Gateway {
  const { identity, log, metrics, writer } = parts;
  const origins = new OriginRule(parts.origins);
  const refusals = metrics.counters("mutuel_refusals_total", "code", "Refusals by code");
  const publisher = { publish: (topic: string, text: string) => server.publish(topic, text) };
  const endpoint = new Endpoint({ ...parts, origins, publisher, refusals });
  const inFlight = new InFlight();
  const app = httpApp({
    ...parts,
    origins,
    refusals,
    accountOpening: new AccountOpening(writer, identity),
    dropCredential: (userId, credential) => endpoint.dropCredential(userId, credential),
    onFault: (error) => log.error({ err: error }, "a request could not be handled"),
  });
  const server: Server<SocketData> = Bun.serve<SocketData>({
    hostname: parts.host,
    port: parts.port,
    idleTimeout: HTTP_IDLE_S,
    maxRequestBodySize: BODY_BYTES_MAX,
    websocket: endpoint.handlers(),
    fetch: (request, server) => {
      const path = new URL(request.url).pathname;
      if (path === "/ws" || path === "/ws/") return upgrade(request, server, endpoint, refusals);
      const address = server.requestIP(request)?.address ?? "";
      return inFlight.watch(Promise.resolve(app.fetch(request, { address })));
    },
    error: (error) => {
      log.error({ err: error }, "a request could not be handled");
      return refusalAnswer({ code: "INTERNAL", text: "the server failed at this request" });
    },
  });
  const stopExpiring = repeat(parts.scheduler, EXPIRE_EVERY_MS, () => {
    identity.deleteExpired().catch((error: unknown) => parts.onFatal(error));
  });
  return {
    port: server.port ?? parts.port,
    quiesce: () => {
      stopExpiring();
      void server.stop(false);
    },
    close: async () => {
      await inFlight.ended(parts.scheduler, DRAIN_MS);
      endpoint.closeAll();
      await server.stop(true);
    },
  };
}

async function upgrade(
  request: Request,
  server: Server<SocketData>,
  endpoint: Endpoint,
  refusals: EndpointParts["refusals"],
): Promise<Response | undefined> {
  const verdict = await endpoint.door.judge(request, server.requestIP(request)?.address ?? "");
  if (verdict.kind === "refused") {
    refusals.of(verdict.code).add();
    return refusalAnswer(verdict);
  }
  if (server.upgrade(request, { data: { ticket: verdict, connection: null } })) return undefined;
  // Gone while its credentials were looked at, or no proper handshake of the WebSocket protocol.
  endpoint.door.admission.leave(verdict.address);
  return refusalAnswer({ code: "UPGRADE_REQUIRED", text: "this is no WebSocket handshake" });
}
