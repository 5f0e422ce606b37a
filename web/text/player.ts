// The texts of the player page, in the language of the page.
import { enPlayer } from "./en-player.ts";
import { inLanguage } from "./language.ts";

export const player = inLanguage({ en: enPlayer });
