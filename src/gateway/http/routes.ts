// Puts handlers on paths: with or without a slash at the end, other methods answered 405, and what a
// handler throws answered 500 without its text.
import type { Context, Hono } from "hono";
import type { HttpEnvironment } from "./http-parts.ts";
import { refusalAnswer, refuseHttp } from "./answer.ts";

export type HttpContext = Context<HttpEnvironment>;
export type Handler = (context: HttpContext) => Response | Promise<Response>;
export type Method = "GET" | "POST" | "PUT" | "DELETE";

export function route(
  app: Hono<HttpEnvironment>,
  path: string,
  handlers: Readonly<Partial<Record<Method, Handler>>>,
): void {
  for (const [method, handler] of Object.entries(handlers)) app.on(method, path, handler);
  const accepted = Object.keys(handlers).join(", ");
  app.all(path, (context) => {
    const text = `${context.req.method} does not work on this path; accepted: ${accepted}`;
    return refusalAnswer(refuseHttp("METHOD_NOT_ALLOWED", text), { allow: accepted });
  });
}
