// All of HTTP: its routes, and the one form of its errors.
import { Type } from "typebox";
import { ERROR_CODES } from "../error-code.ts";
import { ACCOUNT_ROUTES, STATUS_ROUTES } from "./account-routes.ts";
import { GAME_ROUTES } from "./game-routes.ts";
import { HISTORY_ROUTES, REPORT_ROUTES } from "./history-routes.ts";
import type { HttpRoute } from "./http-route.ts";
import { OPEN_GAMES_ROUTES } from "./open-games-routes.ts";
import { OPERATOR_ROUTES } from "./operator-routes.ts";
import { OVERVIEW_ROUTES } from "./overview-routes.ts";
import { closed } from "./parts.ts";
import { PLATFORM_ROUTES } from "./platform-routes.ts";

export const HTTP_ROUTES: readonly HttpRoute[] = [
  ...ACCOUNT_ROUTES,
  ...GAME_ROUTES,
  ...HISTORY_ROUTES,
  ...OPERATOR_ROUTES,
  ...REPORT_ROUTES,
  ...OVERVIEW_ROUTES,
  ...OPEN_GAMES_ROUTES,
  ...PLATFORM_ROUTES,
  ...STATUS_ROUTES,
];

export const HTTP_ERROR = closed({
  error: Type.Enum([...ERROR_CODES]),
  text: Type.String({ description: "for people: what was wrong and what is accepted" }),
  field: Type.Optional(Type.String({ description: "the one field to blame" })),
});

/** The route that answers a request to that path, or null. */
export function routeOf(method: string, path: string): HttpRoute | null {
  const asked = segments(path);
  const fits = ({ method: own, path: pattern }: HttpRoute): boolean => {
    const parts = segments(pattern);
    return (
      own === method &&
      parts.length === asked.length &&
      parts.every((part, at) => part.startsWith("{") || part === asked[at])
    );
  };
  return HTTP_ROUTES.find(fits) ?? null;
}

function segments(path: string): string[] {
  return (
    path
      .split("?")[0]
      ?.split("/")
      .filter((part) => part !== "") ?? []
  );
}
