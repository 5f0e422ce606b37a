// The connection of a widget: the player's who was launched, or a guest's. A launch does not last for ever:
// when it is over the widget goes on as a guest's.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Connection, openConnection } from "../live/connection.ts";

export type Launch = {
  readonly connection: Connection;
  /** Whether bets can be made here. Cookies of a visitor never count: the page around may be anybody's. */
  readonly state: ReadonlySignal<LaunchState>;
};

export type LaunchState = "guest" | "launched" | "over";

export function openLaunch(gameSession: string | null): Launch {
  const state = signal<LaunchState>(gameSession === null ? "guest" : "launched");
  const connection = openConnection(() =>
    gameSession !== null && state.peek() === "launched" ? { session: gameSession } : {},
  );
  connection.status.subscribe((status) => {
    if (status.state !== "closed" || state.peek() !== "launched") return;
    if (status.error.code !== "GAME_SESSION_NOT_FOUND") return;
    state.value = "over";
    void connection.reconnect();
  });
  return { connection, state };
}
