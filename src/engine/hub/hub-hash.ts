// What the state hash says of platforms, accounts and sessions. Where there are none it adds nothing.
import type { Hub } from "./hub-state.ts";

export function hashHub(
  { platforms, accounts, sessions }: Hub,
  line: (value: unknown) => void,
): void {
  for (const platform of platforms.values()) line(["platform", platform]);
  for (const account of accounts.values()) line(["provider-account", account]);
  for (const session of sessions.values()) {
    line(["game-session", { ...session, openRounds: [...session.openRounds] }]);
  }
}
