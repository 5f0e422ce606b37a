// How likely the bettors think each target is: opinions of the script, and a `none` that grows as time
// runs out. Only the players of the demo use it; the pools know nothing of it.
import { normaliseTarget } from "../../engine/target-tree.ts";
import { type MatchScript, poolsOf, teamId } from "../match/match-script.ts";

export class Outlook {
  readonly #threats = new Map<string, number>();
  readonly #answers = new Map<string, Readonly<Record<string, number>>>();
  readonly #total: number;

  constructor(script: MatchScript) {
    let total = 0;
    for (const team of script.teams) {
      const ofTeam = team.players.reduce((sum, { threat }) => sum + threat, 0);
      this.#threats.set(teamId(team), ofTeam);
      for (const { target, threat } of team.players) {
        this.#threats.set(normaliseTarget(`${team.name}:${target}`), threat);
      }
      total += ofTeam;
    }
    this.#total = total;
    for (const pool of poolsOf(script)) {
      if (pool.kind === "decision") this.#answers.set(pool.question, pool.answers);
    }
  }

  /** Relative to the other targets of the same pool. `played` is the part of the match gone, 0 to 1. */
  chanceOf(question: string, target: string, played: number): number {
    const answers = this.#answers.get(question);
    if (answers !== undefined) return answers[target] ?? 1;
    if (target === "none") return this.#total * (0.15 + played ** 3);
    return this.#threats.get(target) ?? 1;
  }
}
