// A platform's player becomes a user of ours once: a pending row with a name of our making. Opening the
// account in the log is the caller's, as at sign-up.
import type { PlatformPlayer, PlatformPlayerRequest } from "./identity.ts";
import type { PlatformPlayerTable } from "./platform-player-table.ts";
import type { UserTable } from "./user-table.ts";

export function platformPlayer(
  players: PlatformPlayerTable,
  users: UserTable,
  { platformId, externalId, country }: PlatformPlayerRequest,
): PlatformPlayer {
  const known = players.userOf(platformId, externalId);
  if (known !== null) {
    const user = users.byId(known);
    return { userId: known, country: user?.country ?? null, pending: user?.state === "pending" };
  }
  const userId = users.highestId() + 1;
  players.whole(() => {
    users.insertPendingPlayer(userId, freeName(users, userId), country);
    players.insert(platformId, externalId, userId);
  });
  return { userId, country, pending: true };
}

/** `player-7`, or with another number behind it where somebody has signed up by that name. */
function freeName(users: UserTable, userId: number): string {
  const name = `player-${userId}`;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!users.usernameTaken(candidate)) return candidate;
  }
}
