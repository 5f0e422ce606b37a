import { expect, test } from "bun:test";
import type { GameSession } from "../engine/hub/hub-state.ts";
import type { GameSessionId } from "../engine/ids.ts";
import { newState } from "../engine/state.ts";
import { GameSessionTokens } from "./game-session-token.ts";
import { HubSecrets } from "./hub-secrets.ts";

const ID = "0f8fad5b-d9cb-869f-a165-70867728950e" as GameSessionId;
const SECRET = "ab".repeat(32);

function tokens(secret = SECRET): GameSessionTokens {
  const state = newState();
  state.hub.sessions.set(ID, { sessionId: ID } as GameSession);
  const deriveSecret = (label: string): Promise<string> =>
    Promise.resolve(label === `game-session:${ID}` ? secret : "");
  return new GameSessionTokens(state, new HubSecrets({ deriveSecret }));
}

test("OGA-30 a token is the session's id and 256 bits of HMAC, safe in a URL", async () => {
  const token = await tokens().tokenOf(ID);
  expect(token).toBe(`${ID.replaceAll("-", "")}.${"q6ur".repeat(10)}q6s`);
  expect(encodeURIComponent(token)).toBe(token);
  expect((await tokens().sessionOf(token))?.sessionId).toBe(ID);
});

test("OGA-30 every change of a character, another key and an unknown id are nobody's", async () => {
  const token = await tokens().tokenOf(ID);
  const changed: string[] = ["", "x", ID, `${token}A`, ` ${token}`, token.toUpperCase()];
  for (let at = 0; at < token.length; at++) {
    for (const other of ["0", "A", "_", "t"]) {
      if (token.charAt(at) === other) continue;
      changed.push(token.slice(0, at) + other + token.slice(at + 1));
    }
  }
  for (const text of changed) expect(await tokens().sessionOf(text)).toBeNull();
  expect(await tokens("cd".repeat(32)).sessionOf(token)).toBeNull();
});
