// Holds answers over HTTP against the documents: the body against the schema of its status, a refusal
// against those of its route. Throws at the first that does not fit.
import { type ErrorCode, httpStatusOf } from "../../src/protocol/error-code.ts";
import { HTTP_ERROR, routeOf } from "../../src/protocol/schema/http-contract.ts";
import { ANY_ROUTE_REFUSALS, httpRefusalsOf } from "../../src/protocol/schema/http-route.ts";
import { problemsWith } from "../../src/protocol/schema/message-check.ts";

/** Like fetch. */
export async function checkedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, init);
  const method = init.method ?? "GET";
  const { pathname } = new URL(url);
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
  const body: unknown = isJson ? await answer.clone().json() : undefined;
  const problems = problemsOfAnswer(method, pathname, answer.status, body);
  if (problems.length === 0) return answer;
  const asked = `${method} ${pathname}: ${answer.status} ${JSON.stringify(body)}`;
  throw new Error(`not as documented: ${problems.join("; ")}\n${asked}`);
}

export function problemsOfAnswer(
  method: string,
  path: string,
  status: number,
  body: unknown,
): string[] {
  const route = routeOf(method, path);
  if (status >= 400 && isRefusal(body)) {
    const allowed = [...ANY_ROUTE_REFUSALS, ...(route === null ? [] : httpRefusalsOf(route))];
    const problems = problemsWith(body, HTTP_ERROR);
    if (!allowed.includes(body.error)) problems.push(`${body.error} is not documented here`);
    const statuses = [httpStatusOf(body.error), route?.refusalStatus?.[body.error]];
    if (!statuses.includes(status))
      problems.push(`${body.error} is documented with ${statuses.join(" ")}`);
    return problems;
  }
  if (route === null) return ["there is no such route in the documents"];
  const answer = route.answers.find((documented) => documented.status === status);
  if (answer === undefined) return [`status ${status} is not documented here`];
  // Text of another type than JSON.
  if (body === undefined || !("json" in answer.body)) return [];
  return problemsWith(body, answer.body.json);
}

function isRefusal(body: unknown): body is { error: ErrorCode } {
  return typeof body === "object" && body !== null && "error" in body;
}
