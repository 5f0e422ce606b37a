// One renderer per edition, all from the same views.
import type { Edition } from "./edition.ts";
import { renderEdition1 } from "./edition-1/render.ts";
import { renderEdition2 } from "./edition-2/render.ts";
import type { JsonObject } from "./server-message.ts";
import type { Stamp } from "./stamp.ts";
import type { View } from "./view.ts";

/** The fields of a message without `res`. */
export type Renderer = (view: View, stamp: Stamp) => JsonObject;

export const RENDERERS: Readonly<Record<Edition, Renderer>> = {
  "1.0": (view) => renderEdition1(view, "dictionaries"),
  "1.1": (view) => renderEdition1(view, "lists"),
  "2.0": renderEdition2,
};
