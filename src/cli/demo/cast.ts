// Who takes part: names, tempers and sides, from the seed alone; then their accounts on the server.
import { type Account, signUp } from "../match/account.ts";
import { type MatchScript, teamId as idOf } from "../match/match-script.ts";
import type { Random } from "../bettors/random.ts";
import { TEMPERS, type Temper } from "../bettors/temper.ts";

export type Role = {
  readonly username: string;
  readonly temper: Temper;
  readonly teamId: string;
  readonly random: Random;
};

const NAMES = [
  "ana",
  "bruno",
  "camila",
  "diego",
  "elena",
  "felix",
  "gabi",
  "hugo",
  "ines",
  "jules",
  "karim",
  "lucia",
  "marta",
  "nico",
  "odile",
  "pablo",
  "remy",
  "sofia",
  "theo",
  "vera",
] as const;

/** Out of ten players. */
const SHARES: Readonly<Record<Temper, number>> = {
  favourites: 4,
  "long shots": 2,
  "one team": 3,
  "late chancer": 1,
};

/** The first four have a temper each, so that none is missing. */
export function castOf(
  count: number,
  script: MatchScript,
  random: Random,
  nameSuffix: string,
): Role[] {
  return Array.from({ length: count }, (_, index) => {
    const own = random.fork();
    const temper =
      TEMPERS[index] ?? own.pickWeighted(TEMPERS, (name) => SHARES[name]) ?? "favourites";
    const team = own.pick(script.teams);
    const teamId = team === undefined ? "" : idOf(team);
    const name = own.pick(NAMES) ?? "player";
    return { username: `${name}-${index + 1}${nameSuffix}`, temper, teamId, random: own };
  });
}

/** The server hashes one password at a time; more than a few at once would only wait. */
const SIGN_UPS_AT_ONCE = 8;

export type SignUpParts = {
  readonly serverUrl: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
};

/** Accounts in the order of the names. */
export async function signUpAll(
  usernames: readonly string[],
  { serverUrl, signal, onProgress }: SignUpParts,
): Promise<Account[]> {
  const accounts: Account[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < usernames.length; index = next++) {
      signal.throwIfAborted();
      accounts[index] = await signUp(serverUrl, usernames[index] ?? "", signal);
      onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: SIGN_UPS_AT_ONCE }, work));
  return accounts;
}
