// /healthz (the process answers), /readyz (it can take bets) and /metrics. Free of the log's order.
import type { Hono } from "hono";
import { jsonAnswer, SECURITY_HEADERS } from "./answer.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { route } from "./routes.ts";

export function addStatusRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  route(app, "/healthz", { GET: () => jsonAnswer(200, { status: "ok" }) });
  route(app, "/readyz", {
    GET: () => {
      const readiness = parts.readiness();
      return readiness.kind === "ready"
        ? jsonAnswer(200, { status: "ready" })
        : jsonAnswer(503, { status: "not ready", text: readiness.why });
    },
  });
  route(app, "/metrics", {
    GET: () =>
      new Response(parts.metrics.text(), {
        headers: { ...SECURITY_HEADERS, "content-type": "text/plain; version=0.0.4" },
      }),
  });
}
