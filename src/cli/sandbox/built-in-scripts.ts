// What the sandbox plays unless it is given other scripts: a real final, and a match nobody has seen.
import { FINAL_2022 } from "../match/final-2022.ts";
import { JsonValue } from "../match/json-value.ts";
import type { MatchScript } from "../match/match-script.ts";
import { convertResults } from "../match/openfootball/convert.ts";

const FRIENDLY = {
  name: "A friendly that never was",
  matches: [
    {
      team1: "Upper Mill",
      team2: "Lower Mill",
      group: "none",
      score: { ft: [2, 2], ht: [1, 1] },
      goals1: [
        { name: "Ann Weir", minute: 8 },
        { name: "Bea Sluice", minute: 90, offset: 3, penalty: true },
      ],
      goals2: [
        { name: "Cat Flume", minute: 31 },
        { name: "Dot Leat", minute: 67 },
      ],
    },
  ],
};

export function builtInScripts(): MatchScript[] {
  const friendly = convertResults(new JsonValue(FRIENDLY)).map((conversion) => {
    if (conversion.kind === "refused") throw new Error(conversion.text);
    return conversion.script;
  });
  return [FINAL_2022, ...friendly];
}
