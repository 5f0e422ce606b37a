// Which language the page speaks: the first of `?lang=`, the browser's own and English that has texts.

export const LANGUAGES = ["en"] as const;
export type Language = (typeof LANGUAGES)[number];

function wanted(): readonly string[] {
  if (typeof location === "undefined") return [];
  const asked = new URLSearchParams(location.search).get("lang");
  return [...(asked === null ? [] : [asked]), ...navigator.languages];
}

export const language: Language =
  wanted()
    .map((tag) => LANGUAGES.find((known) => known === tag.toLowerCase().split("-")[0]))
    .find((known) => known !== undefined) ?? "en";

/** One section of the catalogue in the language of the page. */
export function inLanguage<Texts>(sections: Readonly<Record<Language, Texts>>): Texts {
  return sections[language];
}
