// What the operator's switches over HTTP are about: where betting is suspended, and how it is named.
import { assertNever } from "../../engine/assert-never.ts";
import type { SuspensionScope } from "../../engine/command.ts";
import { type GameId, type SourceId, type UserId, isUuid } from "../../engine/ids.ts";
import type { State } from "../../engine/state.ts";
import { type HttpRefusal, refuseHttp } from "./answer.ts";

const USER_ID = /^[1-9]\d{0,14}$/;

/** `scope` is all, source, game or player; all but `all` need `id`. */
export function readScope(scope: string, id: string | undefined): SuspensionScope | HttpRefusal {
  switch (scope) {
    case "all":
      if (id === undefined) return { kind: "all" };
      return refuseHttp("FIELD_INVALID", "id is given; scope all takes none", "id");
    case "source":
    case "game": {
      const uuid = id?.toLowerCase() ?? "";
      if (!isUuid(uuid)) {
        return refuseHttp("FIELD_INVALID", `id is no id of a ${scope}; accepted: its UUID`, "id");
      }
      return scope === "source"
        ? { kind: "source", sourceId: uuid as SourceId }
        : { kind: "game", gameId: uuid as GameId };
    }
    case "player":
      if (USER_ID.test(id ?? "")) return { kind: "player", userId: Number(id) as UserId };
      return refuseHttp("FIELD_INVALID", "id is no id of a player; accepted: its number", "id");
    default: {
      const shown = JSON.stringify(scope.slice(0, 80));
      const text = `scope is ${shown}; accepted: all, source, game, player`;
      return refuseHttp("FIELD_INVALID", text, "scope");
    }
  }
}

export function scopeFields(scope: SuspensionScope): { scope: string; id?: string } {
  switch (scope.kind) {
    case "all":
      return { scope: "all" };
    case "source":
      return { scope: "source", id: scope.sourceId };
    case "game":
    case "provider":
      return { scope: scope.kind, id: scope.gameId };
    case "player":
      return { scope: "player", id: String(scope.userId) };
    default:
      return assertNever(scope);
  }
}

/** Where betting is suspended now; `provider` stands for a game whose provider went silent. */
export function suspensionList(state: State): { seq: number; suspensions: object[] } {
  const suspensions = [...state.suspensions.values()].map(({ scope, reason, sinceMs }) => ({
    ...scopeFields(scope),
    reason,
    since: sinceMs,
  }));
  return { seq: state.seq, suspensions };
}
