// The token that stands for a game session: handed out in the launch URL, gameSessionId for providers,
// `/ws?session=` for the page. `<session id without dashes>.<256 bits of HMAC>`: derived, never stored,
// so that a log or a backup without the server key gives nobody a session. Never logged.
import { createHash, timingSafeEqual } from "node:crypto";
import type { GameSession } from "../engine/hub/hub-state.ts";
import type { GameSessionId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import type { HubSecrets } from "./hub-secrets.ts";

const TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.[\w-]{43}$/;

export class GameSessionTokens {
  readonly #state: State;
  readonly #secrets: HubSecrets;

  constructor(state: State, secrets: HubSecrets) {
    this.#state = state;
    this.#secrets = secrets;
  }

  async tokenOf(sessionId: GameSessionId): Promise<string> {
    const mac = await this.#secrets.of(`game-session:${sessionId}`);
    return `${sessionId.replaceAll("-", "")}.${Buffer.from(mac, "hex").toString("base64url")}`;
  }

  /** The session of the token, whether over or not; null where the token is none of ours. */
  async sessionOf(token: string): Promise<GameSession | null> {
    const groups = TOKEN.exec(token);
    if (groups === null) return null;
    const sessionId = groups.slice(1).join("-") as GameSessionId;
    const session = this.#state.hub.sessions.get(sessionId);
    if (session === undefined || !isEqual(token, await this.tokenOf(sessionId))) return null;
    return session;
  }
}

function isEqual(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
