// The texts of the widget, in the language of the page.
import { enWidget } from "./en-widget.ts";
import { inLanguage } from "./language.ts";

export const widget = inLanguage({ en: enWidget });
