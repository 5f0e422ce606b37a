// The connection of a widget: the player's who was launched, or a guest's. A launch does not last for ever,
// and a socket does not say why it was refused: where others are let in and this session is not, it is
// over, and the widget goes on as a guest's.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Client, connect } from "../../client/src/index.ts";
import { type Connection, openConnection, whenOpen } from "../live/connection.ts";

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
  let isAsking = false;
  connection.status.subscribe((status) => {
    if (status.state !== "waiting" || state.peek() !== "launched" || isAsking) return;
    isAsking = true;
    void isRefused(connection.client.peek()).then((refused) => {
      isAsking = false;
      if (!refused) return;
      state.value = "over";
      void connection.reconnect();
    });
  });
  return { connection, state };
}

/** Only where a guest was let in just before. */
async function isRefused(client: Client): Promise<boolean> {
  const guest = connect();
  await whenOpen(guest);
  guest.close();
  if (client.status.current.state === "open") return false;
  client.retryNow();
  return new Promise((resolve) => {
    const look = (): void => {
      const { state } = client.status.current;
      if (state === "connecting") return;
      end();
      resolve(state !== "open");
    };
    const end = client.status.subscribe(look);
    look();
  });
}
