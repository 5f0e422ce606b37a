// Users of the sandbox with passwords and API keys that everybody knows. They must never get into a
// server that keeps anything: the sandbox makes its own identity, in memory.
import type { Identity } from "../../identity/identity.ts";
import { openIdentity } from "../../identity/open-identity.ts";
import type { Clock } from "../../ops/clock.ts";

export type KnownUser = {
  readonly userId: number;
  readonly username: string;
  readonly password: string;
  readonly apiKey: string;
};

export type KnownUsers = {
  readonly identity: Identity;
  /** Plays the matches. */
  readonly desk: KnownUser;
  /** For whoever builds on the sandbox. */
  readonly guests: readonly KnownUser[];
  readonly bots: readonly KnownUser[];
};

const GUESTS = ["provider", "anna", "ben", "chloe"] as const;
/** There is nothing to protect, and they should be there at once. */
const PASSWORD_COST = { memoryCostKiB: 8, timeCost: 1 };

export async function openKnownUsers(
  bots: number,
  parts: { readonly clock: Clock; readonly onFatal: (error: Error) => void },
): Promise<KnownUsers> {
  const identity = await openIdentity({
    ...parts,
    store: { kind: "memory" },
    settings: { passwordCost: PASSWORD_COST },
  });
  const byKey = new Map<string, number>();
  // One after the other: ids follow from the order.
  const signUp = async (username: string): Promise<KnownUser> => {
    const password = `sandbox-${username}`;
    const apiKey = `mk_sandbox_${username}`;
    const email = `${username}@example.org`;
    const signedUp = await identity.signUp({ username, email, password });
    if (signedUp.kind === "refused") throw new Error(signedUp.text);
    const { userId } = signedUp;
    byKey.set(apiKey, userId);
    return { userId, username, password, apiKey };
  };
  const signUpAll = async (usernames: readonly string[]): Promise<KnownUser[]> => {
    const users: KnownUser[] = [];
    for (const username of usernames) users.push(await signUp(username));
    return users;
  };
  const desk = await signUp("desk");
  const guests = await signUpAll(GUESTS);
  const names = Array.from({ length: bots }, (_, index) => `bot-${index + 1}`);
  return {
    identity: {
      ...identity,
      userOfApiKey: (apiKey) => {
        const userId = byKey.get(apiKey);
        if (userId === undefined) return identity.userOfApiKey(apiKey);
        return Promise.resolve({ kind: "ok", userId, apiKeyId: "sandbox" });
      },
    },
    desk,
    guests,
    bots: await signUpAll(names),
  };
}
