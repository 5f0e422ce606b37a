// The final of the 2022 World Cup, Lusail, 18 December 2022: Argentina 3-3 France after extra time,
// 4-2 on penalties. Minutes, scorers, shirts and kicks are facts; `threat` is the bettors' opinion.
import type { MatchScript, Moment, PlayerScript, PoolScript } from "./match-script.ts";

function player(shirt: number, name: string, threat: number): PlayerScript {
  return { target: String(shirt), name, threat };
}

const ARGENTINA: readonly PlayerScript[] = [
  player(23, "E. Martínez", 0.1),
  player(26, "Molina", 2),
  player(13, "Romero", 2),
  player(19, "Otamendi", 3),
  player(3, "Tagliafico", 1),
  player(7, "De Paul", 3),
  player(24, "Enzo Fernández", 4),
  player(20, "Mac Allister", 5),
  player(11, "Di María", 9),
  player(10, "Messi", 20),
  player(9, "Álvarez", 14),
  // came on
  player(8, "Acuña", 1),
  player(4, "Montiel", 1),
  player(5, "Paredes", 1),
  player(22, "La. Martínez", 5),
  player(6, "Pezzella", 0.5),
  player(21, "Dybala", 3),
];

const FRANCE: readonly PlayerScript[] = [
  player(1, "Lloris", 0.1),
  player(5, "Koundé", 1),
  player(4, "Varane", 2),
  player(18, "Upamecano", 1),
  player(22, "T. Hernández", 3),
  player(7, "Griezmann", 8),
  player(8, "Tchouaméni", 4),
  player(14, "Rabiot", 4),
  player(11, "Dembélé", 5),
  player(9, "Giroud", 13),
  player(10, "Mbappé", 22),
  // came on
  player(12, "Kolo Muani", 4),
  player(26, "Thuram", 3),
  player(25, "Camavinga", 1),
  player(20, "Coman", 3),
  player(13, "Fofana", 0.5),
  player(24, "Konaté", 0.5),
  player(3, "Disasi", 0.2),
];

const MESSI = "argentina:10";
const DI_MARIA = "argentina:11";
const MBAPPE = "france:10";
const GOAL = "goal";

const NEXT_GOAL_BY_TEAM: PoolScript = {
  kind: "next-event",
  key: "next-goal-by-team",
  question: "Next goal by team",
  among: "teams",
  action: GOAL,
};

const NEXT_GOAL_BY_PLAYER: PoolScript = {
  kind: "next-event",
  key: "next-goal-by-player",
  question: "Next goal by player",
  among: "players",
  action: GOAL,
};

const GOAL_BEFORE_HALF_TIME: PoolScript = {
  kind: "event-before",
  key: "goal-before-half-time",
  question: "Goal before half-time?",
  among: "teams",
  action: GOAL,
  finish: { period: "1st half", minute: 45 },
};

const GOAL_BEFORE_THE_HOUR: PoolScript = {
  kind: "event-before",
  key: "goal-before-the-hour",
  question: "Goal before minute 60?",
  among: "teams",
  action: GOAL,
  finish: { period: "2nd half", minute: 60 },
};

const EXTRA_TIME: PoolScript = {
  kind: "decision",
  key: "extra-time",
  question: "Extra time?",
  answers: { yes: 1, no: 3 },
  stop: { period: "2nd half", minute: 75 },
};

/** Betting stops when it is given and resumes when the result is in. */
function penalty(
  team: string,
  target: string,
  label: string,
  minutes: [awarded: number, scored: number, reported: number, resumes: number],
): Moment[] {
  const [awarded, minute, reportedAt, resumes] = minutes;
  const text = `Penalty for ${team}; betting is blocked`;
  return [
    { minute: awarded, kind: "block", action: GOAL, text },
    { minute, kind: "event", target, action: GOAL, reportedAt, label, how: "penalty" },
    { minute: resumes, kind: "allow", action: GOAL },
  ];
}

function goal(target: string, label: string, minute: number, reportedAt: number): Moment {
  return { minute, kind: "event", target, action: GOAL, reportedAt, label, how: "" };
}

function kick(
  minute: number,
  team: string,
  taker: string,
  result: "scored" | "saved" | "missed",
): Moment {
  return { minute, kind: "kick", team, taker, result };
}

export const FINAL_2022: MatchScript = {
  name: "Argentina - France",
  occasion: "World Cup final, Lusail, 18 December 2022",
  sport: "football",
  actions: ["Goal"],
  takeoutBps: 500,
  teams: [
    { name: "Argentina", symbol: "ARG", players: ARGENTINA },
    { name: "France", symbol: "FRA", players: FRANCE },
  ],
  periods: [
    {
      name: "before kick-off",
      clockFrom: null,
      minutes: 7,
      moments: [
        { minute: 0, kind: "open-pool", pool: NEXT_GOAL_BY_TEAM },
        { minute: 0, kind: "open-pool", pool: NEXT_GOAL_BY_PLAYER },
        { minute: 0, kind: "open-pool", pool: GOAL_BEFORE_HALF_TIME },
        { minute: 0, kind: "open-pool", pool: EXTRA_TIME },
      ],
    },
    {
      name: "1st half",
      clockFrom: 0,
      minutes: 45,
      moments: [
        { minute: 0, kind: "headline", text: "Kick-off" },
        ...penalty("Argentina", MESSI, "23'", [20.8, 22.5, 23.3, 23.6]),
        goal(DI_MARIA, "36'", 35.6, 36.9),
      ],
    },
    {
      name: "half-time",
      clockFrom: null,
      minutes: 4,
      moments: [
        { minute: 0, kind: "headline", text: "Half-time" },
        { minute: 2, kind: "open-pool", pool: GOAL_BEFORE_THE_HOUR },
      ],
    },
    {
      name: "2nd half",
      clockFrom: 45,
      minutes: 45,
      moments: [
        ...penalty("France", MBAPPE, "80'", [77.9, 79.2, 79.5, 79.7]),
        goal(MBAPPE, "81'", 80.8, 82.1),
      ],
    },
    {
      name: "full time",
      clockFrom: null,
      minutes: 3,
      moments: [
        { minute: 0, kind: "headline", text: "Full time, extra time follows" },
        { minute: 1, kind: "decide", pool: EXTRA_TIME.key, answer: "yes" },
      ],
    },
    {
      name: "extra time",
      clockFrom: 90,
      minutes: 30,
      moments: [
        goal(MESSI, "108'", 107.6, 108.9),
        ...penalty("France", MBAPPE, "118'", [115.8, 117.4, 118.2, 118.5]),
      ],
    },
    {
      name: "penalties",
      clockFrom: null,
      minutes: 14,
      moments: [
        { minute: 1, kind: "headline", text: "End of extra time, penalties decide" },
        kick(3, "france", "Mbappé", "scored"),
        kick(4, "argentina", "Messi", "scored"),
        kick(5.5, "france", "Coman", "saved"),
        kick(6.5, "argentina", "Dybala", "scored"),
        kick(8, "france", "Tchouaméni", "missed"),
        kick(9, "argentina", "Paredes", "scored"),
        kick(10.5, "france", "Kolo Muani", "scored"),
        kick(11.5, "argentina", "Montiel", "scored"),
        { minute: 12.5, kind: "headline", text: "Argentina win 4-2 on penalties" },
      ],
    },
  ],
};
