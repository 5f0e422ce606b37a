// The users of a server against its log: who is there knows how far the log must reach.
import type { UserId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import type { Identity } from "../identity/identity.ts";
import { LogError } from "../log/log-error.ts";

export async function matchUsers(identity: Identity, state: State): Promise<void> {
  await refuseLostFacts(identity, state);
  await identity.reserveUserIds(highestUserId(state));
}

function highestUserId(state: State): number {
  let highest = 0;
  for (const userId of state.accounts.keys()) highest = Math.max(highest, userId);
  return highest;
}

/** A user who is active has an account in the log; a log without it is not the whole log. */
async function refuseLostFacts(identity: Identity, state: State): Promise<void> {
  const highest = await identity.highestUserId();
  const user = highest === 0 ? null : await identity.userById(highest);
  if (user === null || user.state !== "active" || state.accounts.has(highest as UserId)) return;
  throw new LogError(
    "LOST_FACTS",
    `user ${highest} is active but has no account in the log: the log lost facts, or belongs to other users. Restore both from one backup`,
  );
}
