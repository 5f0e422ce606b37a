// All of HTTP but the door to the socket. No CORS: pages of other origins can't read answers, and
// those that may not talk to us can't change anything either.
import { Hono } from "hono";
import type { ErrorCode } from "../../protocol/error-code.ts";
import { addAccountRoutes } from "./accounts.ts";
import { addAdminRoutes } from "./admin.ts";
import { codeOf, refusalAnswer, refuseHttp } from "./answer.ts";
import { addApiKeyRoutes } from "./api-keys.ts";
import { frameAncestors } from "./frame-ancestors.ts";
import { addHistoryRoutes } from "./history.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { addOpenGamesRoutes } from "./open-games.ts";
import { addOverviewRoutes } from "./overview.ts";
import { addPages } from "./pages.ts";
import { addPlatformRoutes } from "./platforms.ts";
import { addPublicGameRoutes } from "./public-games.ts";
import { addSite } from "./site.ts";
import { addSourceRoutes } from "./sources.ts";
import { addStatusRoutes } from "./status.ts";

export function httpApp(parts: HttpParts): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>({ strict: false });
  app.use("*", async (context, next) => {
    await next();
    const code = codeOf(context.res);
    if (code !== undefined) parts.refusals.of(code).add();
  });
  app.use("*", async (context, next) => {
    const origin = context.req.raw.headers.get("origin");
    const host = context.req.raw.headers.get("host");
    if (parts.origins.judge(origin, host) === "forbidden") {
      return refusalAnswer(refuseHttp("ORIGIN_FORBIDDEN", parts.origins.text(origin)));
    }
    await next();
    return undefined;
  });
  addAccountRoutes(app, parts);
  addApiKeyRoutes(app, parts);
  addPublicGameRoutes(app, parts);
  addHistoryRoutes(app, parts);
  addOverviewRoutes(app, parts);
  addSourceRoutes(app, parts);
  addOpenGamesRoutes(app, parts);
  // Before the rest of /admin, whose last route is for whatever is not there.
  addPlatformRoutes(app, parts);
  addAdminRoutes(app, parts);
  addStatusRoutes(app, parts);
  addSite(app);
  addPages(app, { directory: parts.pagesDirectory, ancestorsOf: frameAncestors(parts) });
  app.notFound(({ req }) => refused("NOT_FOUND", `there is no ${req.path.slice(0, 80)}`));
  app.onError((error) => {
    parts.onFault(error);
    return refused("INTERNAL", "the server failed at this request; the operator has been told");
  });
  return app;
}

function refused(code: ErrorCode, text: string): Response {
  return refusalAnswer(refuseHttp(code, text));
}
