// A game on the wire: a provider's own as it is read and told, and a pool game told in the same form.
import type { Device, OfferedGame } from "../engine/hub/hub-fact.ts";
import { GAMES_PER_ACCOUNT_MAX, OFFERED_GAME_ID_MAX } from "../engine/rules.ts";
import type { Game } from "../engine/state.ts";
import { Problem } from "../protocol/problem.ts";
import { readWebUrl } from "./launch-call/web-url.ts";
import { integer, knownAccountNumber, oneOf, text, textOrEmpty } from "./plain-shapes.ts";
import { embedUrl } from "./placeholders.ts";
import { isObject } from "./json-text.ts";
import { listOf, needed, objectOf, or, orNull, shape, type Shape, type Values } from "./shape.ts";

export const DEVICES = ["dt_desktop", "dt_mobile"] as const satisfies readonly Device[];
const CAPABILITIES = ["dc_html5full", "dc_flashplayer"] as const;
const PIXELS_MAX = 100_000;
const ICONS_MAX = 20;
const FREE_CHOICES_MAX = 100;

const icon = shape("an absolute link that ends in .jpeg, .jpg or .png", (value) => {
  if (typeof value !== "string") return null;
  const path = readWebUrl(value)?.pathname ?? "";
  return /\.(jpeg|jpg|png)$/i.test(path) ? value : null;
});

const icons: Shape<Record<string, string>> = {
  accepts: "an object with links by size, such as link300x300",
  read(value, path) {
    if (!isObject(value) || Object.keys(value).length > ICONS_MAX) {
      return new Problem(`${path} can't be read; accepted: ${this.accepts}, ${ICONS_MAX} at most`);
    }
    const links: Record<string, string> = {};
    for (const [name, raw] of Object.entries(value)) {
      if (!/^link\d{1,5}x\d{1,5}$/.test(name)) {
        const shownName = JSON.stringify(name.slice(0, 80));
        return new Problem(`${path} has ${shownName}; accepted: names such as link300x300`);
      }
      const link = icon.read(raw, `${path}.${name}`);
      if (link instanceof Problem) return link;
      links[name] = link;
    }
    return links;
  },
};

const launch = objectOf({
  capabilities: needed(listOf(oneOf(...CAPABILITIES), CAPABILITIES.length)),
  devices: needed(listOf(oneOf(...DEVICES), DEVICES.length)),
  screen_width: needed(integer(0, PIXELS_MAX)),
  screen_height: needed(integer(0, PIXELS_MAX)),
  gameEmbedUrl: or(embedUrl, ""),
});

const choices = listOf(integer(0, Number.MAX_SAFE_INTEGER), FREE_CHOICES_MAX);

const FIELDS = {
  id: needed(text(OFFERED_GAME_ID_MAX)),
  launchMethod: needed(launch),
  defaultName: needed(text(120)),
  defaultDescription: or(textOrEmpty(2_000), ""),
  icons: or(icons, {}),
  freeGames: or(
    orNull(objectOf({ possibleBets: or(choices, []), possibleLines: or(choices, []) })),
    null,
  ),
} as const;

export const gamesShape = objectOf({
  contentProviderId: needed(text(64)),
  clientId: or(orNull(text(64)), null),
  accountId: needed(knownAccountNumber),
  games: needed(listOf(objectOf(FIELDS), GAMES_PER_ACCOUNT_MAX)),
});

export type GameBody = Values<typeof FIELDS>;

export function offeredGame(body: GameBody): OfferedGame {
  const { launchMethod } = body;
  return {
    id: body.id,
    capabilities: [...new Set(launchMethod.capabilities)],
    devices: [...new Set(launchMethod.devices)],
    screenWidth: launchMethod.screen_width,
    screenHeight: launchMethod.screen_height,
    gameEmbedUrl: launchMethod.gameEmbedUrl === "" ? null : launchMethod.gameEmbedUrl,
    name: body.defaultName,
    description: body.defaultDescription,
    icons: body.icons,
    freeGames: body.freeGames,
  };
}

export function offeredGameFields(game: OfferedGame): object {
  const { capabilities, devices, screenWidth, screenHeight, gameEmbedUrl } = game;
  const own = gameEmbedUrl === null ? {} : { gameEmbedUrl };
  return {
    id: game.id,
    defaultName: game.name,
    defaultDescription: game.description,
    launchMethod: { capabilities, devices, screenWidth, screenHeight, ...own },
    icons: game.icons,
  };
}

/** Pool games run in any browser, at any size. */
export function poolGameFields({ gameId, name, type }: Game): object {
  return {
    id: gameId,
    defaultName: name,
    defaultDescription: type,
    launchMethod: {
      capabilities: ["dc_html5full"],
      devices: DEVICES,
      screenWidth: 0,
      screenHeight: 0,
    },
    icons: {},
  };
}
