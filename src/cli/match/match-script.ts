// What a match script is: a match as a list of periods, each with the moments that matter, on the match
// clock. The demo plays one; it knows nothing about a match beyond this.

export type PlayerScript = {
  readonly shirt: number;
  readonly name: string;
  /** How likely to score, against the other players; only the bettors' idea of it. */
  readonly threat: number;
};

export type TeamScript = {
  /** Target id: lower case. */
  readonly id: string;
  readonly name: string;
  readonly symbol: string;
  readonly players: readonly PlayerScript[];
};

/** A place on the match clock: "45" is the end of one period and the start of another. */
export type ClockReference = { readonly period: string; readonly minute: number };

type PoolCommon = { readonly key: string; readonly question: string };

export type PoolScript =
  | (PoolCommon & {
      readonly kind: "next-event";
      readonly among: "teams" | "players";
      readonly action: string;
    })
  | (PoolCommon & {
      readonly kind: "event-before";
      readonly among: "teams" | "players";
      readonly action: string;
      readonly finish: ClockReference;
    })
  | (PoolCommon & {
      readonly kind: "decision";
      /** The two answers with the bettors' idea of how likely each is. */
      readonly answers: Readonly<Record<string, number>>;
      readonly stop: ClockReference;
    });

export type Moment = { readonly minute: number } & (
  | { readonly kind: "open-pool"; readonly pool: PoolScript }
  | { readonly kind: "penalty-awarded"; readonly team: string; readonly action: string }
  | { readonly kind: "betting-resumes"; readonly action: string }
  | {
      readonly kind: "goal";
      readonly scorer: string;
      readonly action: string;
      /** What the papers say: "23'". */
      readonly at: string;
      readonly how: "open play" | "penalty";
    }
  /** The goal before it reaches the server; bets placed in between come too late. */
  | { readonly kind: "goal-registered" }
  | { readonly kind: "decided"; readonly pool: string; readonly answer: string }
  | {
      readonly kind: "kick";
      readonly taker: string;
      readonly team: string;
      readonly result: "scored" | "saved" | "missed";
    }
  | { readonly kind: "headline"; readonly text: string }
  | { readonly kind: "close" }
);

export type PeriodScript = {
  readonly name: string;
  /** Match minute at its start; null where the clock stands. */
  readonly clockFrom: number | null;
  readonly minutes: number;
  /** In order; `minute` is the match minute, or minutes into the period where the clock stands. */
  readonly moments: readonly Moment[];
};

export type MatchScript = {
  readonly name: string;
  readonly occasion: string;
  readonly sport: string;
  readonly actions: readonly string[];
  readonly teams: readonly [TeamScript, TeamScript];
  readonly periods: readonly PeriodScript[];
  readonly takeoutBps: number;
};

/** Every target of the game as declared: teams first, then their players. */
export function targetsOf(script: MatchScript): string[] {
  const teams = script.teams.map(({ name }) => name);
  return [...teams, ...script.teams.flatMap((team) => playerTargets(team, team.name))];
}

/** Ids of the targets a pool is about. */
export function poolTargets(script: MatchScript, among: "teams" | "players"): string[] {
  if (among === "teams") return script.teams.map(({ id }) => id);
  return script.teams.flatMap((team) => playerTargets(team, team.id));
}

function playerTargets(team: TeamScript, prefix: string): string[] {
  return team.players.map(({ shirt }) => `${prefix}:${shirt}`);
}

/** `argentina:10` -> `Messi`; what is no player keeps its own name. */
export function displayNameOf(script: MatchScript, target: string): string {
  const [teamId = "", shirt] = target.split(":");
  const team = script.teams.find(({ id }) => id === teamId);
  if (team === undefined) return target;
  if (shirt === undefined) return team.name;
  return team.players.find((player) => String(player.shirt) === shirt)?.name ?? target;
}
