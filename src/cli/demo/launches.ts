// The demo's platform: a source offers its games to it, and it launches each new match for one visitor.
import type { Client } from "../../../client/src/client.ts";
import type { HttpClient } from "../../../client/src/http.ts";
import {
  connectGamesProvider,
  connectPlatform,
  type Platform,
} from "../../../client/src/open-games.ts";

export type LaunchesParts = {
  readonly url: string;
  readonly admin: HttpClient;
  readonly desk: Client;
  readonly currency: string;
  readonly nameSuffix: string;
};

export class Launches {
  readonly sourceId: string;
  readonly #platform: Platform;
  readonly #accountId: string;
  readonly #currency: string;

  private constructor(sourceId: string, platform: Platform, accountId: string, currency: string) {
    this.sourceId = sourceId;
    this.#platform = platform;
    this.#accountId = accountId;
    this.#currency = currency;
  }

  static async open(parts: LaunchesParts): Promise<Launches> {
    const { url, admin, desk, currency, nameSuffix } = parts;
    const { source_id: sourceId, provider_secret: secret } = await desk.openSource({
      source_name: `For visitors${nameSuffix}`,
    });
    const clientId = `demo${nameSuffix}`;
    await admin.registerPlatform({ clientId, name: "Demo", signing: "unsigned" });
    const address = `${url}/embed/{{GAME_ID}}?gameSession={{GAME_SESSION}}`;
    const gameEmbedUrl = `${address}&currency={{CURRENCY_NAME}}&lang={{USER_LANGUAGE}}`;
    const offer = { accountId: 0, royaltyPercent: 100, gameEmbedUrl } as const;
    const [account] = await connectGamesProvider(sourceId, { url, secret }).accounts([offer]);
    if (account === undefined) throw new Error("the demo's provider has no account");
    const platform = connectPlatform(clientId, { url, signing: "unsigned" });
    return new Launches(sourceId, platform, String(account.accountId), currency);
  }

  /** The widget's address. */
  async launch(gameId: string): Promise<string> {
    const { src } = await this.#platform.launch({
      sessionId: `visitor-${gameId}`,
      gameId,
      accountId: this.#accountId,
      deviceType: "dt_desktop",
      currency: this.#currency,
      language: "en",
      userId: "visitor",
    });
    return src;
  }
}
