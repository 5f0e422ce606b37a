// What a sheet of the desk needs to call things by their names.
import type { ConsequenceContext } from "../review/consequence-list.tsx";
import type { Desk } from "./desk.ts";

export function contextOf({ names, view }: Desk, happenedAtMs?: number): ConsequenceContext {
  const { game, pools } = view.value;
  return {
    names: names.value,
    pools,
    ...(game === null ? {} : { currency: game.currency }),
    ...(happenedAtMs === undefined ? {} : { happenedAtMs }),
  };
}
