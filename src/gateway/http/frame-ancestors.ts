// Whose pages may show one of ours inside of theirs. Player and console: nobody's, since what is pressed
// there is pressed with the visitor's own cookies. The widget: the platform's that launched it, or else
// those the operator named.
import type { FrameAncestors } from "./pages.ts";
import type { HttpParts } from "./http-parts.ts";

type Parts = Pick<HttpParts, "writer" | "findGameSession" | "embedOrigins">;

const NOBODY = "'none'";

export function frameAncestors(parts: Parts): FrameAncestors {
  return async (page, request) => {
    if (page !== "widget") return NOBODY;
    const token = new URL(request.url).searchParams.get("gameSession");
    const own = token === null ? [] : await platformOrigins(parts, token);
    const origins = own.length > 0 ? own : parts.embedOrigins;
    return ["'self'", ...origins].join(" ");
  };
}

/** Empty where the token is none, or its platform named none. */
async function platformOrigins(
  { writer, findGameSession }: Parts,
  token: string,
): Promise<readonly string[]> {
  const session = await findGameSession(token);
  if (session === null) return [];
  return writer.state.hub.platforms.get(session.platformId)?.origins ?? [];
}
