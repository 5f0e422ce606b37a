// GET /r/me: who the cookies or the API key belong to, and what that user may do.
import { allDurable } from "../../sequencer/all-durable.ts";
import { jsonAnswer, refusalAnswer } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { requesterOf } from "./requester.ts";
import type { HttpContext } from "./routes.ts";

export async function answerMe(
  { identity, writer }: Pick<HttpParts, "identity" | "writer">,
  context: HttpContext,
): Promise<Response> {
  const requester = await requesterOf(identity, context.req.raw.headers);
  if (requester.kind === "refused") return refusalAnswer(requester);
  const { userId } = requester;
  const names = await identity.usernameOf([userId]);
  const account = writer.state.accounts.get(userId);
  const answer = jsonAnswer(200, {
    user_id: userId,
    username: names.get(userId) ?? `user ${userId}`,
    country: account?.country ?? null,
    roles: [...(account?.roles ?? [])].sort(),
  });
  await allDurable(writer);
  return answer;
}
