// Reads that pages are made of: what there is to play, who is asking, and for operators what there is.
import type { Hono } from "hono";
import { admitToAdmin } from "./admin-gate.ts";
import { refusalAnswer } from "./answer.ts";
import { listGames } from "./game-list.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { answerMe } from "./me.ts";
import { answerOdds } from "./odds.ts";
import { type Handler, route } from "./routes.ts";
import { listAccounts, listSources } from "./source-list.ts";
import { answerTimeline } from "./timeline.ts";
import { listUsers, showUser } from "./user-list.ts";

export function addOverviewRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  route(app, "/r/games", { GET: (context) => listGames(parts, context) });
  route(app, "/r/me", { GET: (context) => answerMe(parts, context) });
  route(app, "/r/pools/:id/odds", { GET: (context) => answerOdds(parts, context) });
  const gated =
    (handler: Handler): Handler =>
    async (context) => {
      const gate = await admitToAdmin(parts, context.req.raw.headers);
      return gate.kind === "refused" ? refusalAnswer(gate) : handler(context);
    };
  route(app, "/admin/sources", { GET: gated(() => listSources(parts)) });
  route(app, "/admin/accounts", { GET: gated((context) => listAccounts(parts, context)) });
  route(app, "/admin/users", { GET: gated((context) => listUsers(parts, context)) });
  route(app, "/admin/users/:id", { GET: gated((context) => showUser(parts, context)) });
  route(app, "/admin/log", { GET: gated((context) => answerTimeline(parts.readFacts, context)) });
}
