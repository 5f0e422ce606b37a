// What a demo that is kept has for visitors: matches that go on and on with bots who bet, a platform that
// launches the widget for somebody, and a user who may run everything from the console.
import { randomBytes } from "node:crypto";
import { connect } from "../../../client/src/client.ts";
import { connectHttp } from "../../../client/src/http.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { Bots } from "../sandbox/bots.ts";
import { builtInScripts } from "../sandbox/built-in-scripts.ts";
import type { KnownUser } from "../sandbox/known-users.ts";
import { MatchLoop } from "../sandbox/match-loop.ts";
import { Operator } from "../sandbox/operator.ts";
import { Launches } from "./launches.ts";

export type VisitorParts = {
  readonly url: string;
  /** The operator's key of that server. */
  readonly adminKey: string;
  readonly seed: bigint;
  /** Ends every name, where the server has had others before. */
  readonly nameSuffix: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly onFailure: (error: unknown) => void;
  readonly onMatch: (match: VisitorMatch) => void;
};

/** A match that was just opened, and where to join it. */
export type VisitorMatch = {
  readonly name: string;
  readonly player: string;
  /** Whoever opens it bets as the same player. */
  readonly widget: string;
};

export type SignIn = { readonly username: string; readonly password: string };

/** A match in ten minutes, which leaves time to bet. */
const SPEED = 12;
const BOTS = 8;
/** Points, of which everybody who signs up is given some. */
const CURRENCY = "DON";
/** The demo itself plays the first of the scripts. */
const FIRST_SCRIPT = 1;

export class Visitors {
  /** For the console. */
  readonly operator: SignIn;
  readonly #end: AbortController;
  readonly #played: Promise<void>;
  readonly #clients: readonly { close(): void }[];

  private constructor(
    operator: SignIn,
    end: AbortController,
    played: Promise<void>,
    clients: readonly { close(): void }[],
  ) {
    this.operator = operator;
    this.#end = end;
    this.#played = played;
    this.#clients = clients;
  }

  /** Resolves when the first match is open. */
  static async open(parts: VisitorParts): Promise<Visitors> {
    const { url, adminKey, nameSuffix, onFailure } = parts;
    const admin = connectHttp({ url, apiKey: adminKey });
    const operator = await signUp(url, `operator${nameSuffix}`);
    await admin.setRole({ id: operator.userId, role: "admin", grant: true });
    const users: KnownUser[] = [];
    for (let made = 1; made <= BOTS; made++) {
      users.push(await signUp(url, `visitor-bot-${made}${nameSuffix}`));
    }
    const desk = connect({ url, apiKey: operator.apiKey });
    const bots = new Bots(users, url, new Operator(url, adminKey));
    const launches = await Launches.open({ url, admin, desk, currency: CURRENCY, nameSuffix });
    const end = new AbortController();
    let announced = Promise.resolve();
    const announce = async (name: string, gameId: string): Promise<void> => {
      const widget = await launches.launch(gameId);
      parts.onMatch({ name, player: `${url}/play/${gameId}`, widget });
    };
    const loop = new MatchLoop({
      ...parts,
      desk,
      bots,
      sourceId: launches.sourceId,
      scripts: builtInScripts(),
      currency: CURRENCY,
      place: FIRST_SCRIPT,
      speed: SPEED,
      signal: end.signal,
      onOpened: ({ name, gameId }) => {
        announced = announce(name, gameId).catch(onFailure);
      },
      onPlayed: () => {},
    });
    const first = await loop.open();
    await announced;
    const played = loop.run(first).catch((error: unknown) => {
      if (!end.signal.aborted) onFailure(error);
    });
    return new Visitors(operator, end, played, [bots, desk]);
  }

  async close(): Promise<void> {
    this.#end.abort(new Error("the demo ends"));
    await this.#played;
    for (const client of this.#clients) client.close();
  }
}

async function signUp(url: string, username: string): Promise<KnownUser> {
  const password = randomBytes(9).toString("base64url");
  const email = `${username}@example.org`;
  const signedUp = await connectHttp({ url }).signUp({ username, email, password });
  const { id: userId, user_session_key: key } = signedUp;
  const session = { id: userId, key };
  const { api_key: apiKey } = await connectHttp({ url, session }).createApiKey({ label: "demo" });
  return { userId, username, password, apiKey };
}
