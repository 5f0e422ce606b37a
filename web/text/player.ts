// The texts of the player page, in the language of the page.
import { dePlayer } from "./de-player.ts";
import { enPlayer } from "./en-player.ts";
import { inLanguage } from "./language.ts";

export const player = inLanguage({ en: enPlayer, de: dePlayer });
