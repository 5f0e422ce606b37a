// Which language the page speaks: of those it has texts in (`data-languages` of its html element; English
// where absent) the first of `?lang=`, the browser's own, and English.

const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

export function languageOf(offered: readonly string[], wanted: readonly string[]): Language {
  const known = LANGUAGES.filter((language) => offered.includes(language));
  for (const tag of wanted) {
    const found = known.find((language) => language === tag.toLowerCase().split("-")[0]);
    if (found !== undefined) return found;
  }
  return "en";
}

function ofThisPage(): Language {
  // Tests of texts have no page.
  if (typeof document === "undefined") return "en";
  const { documentElement: root } = document;
  const offered = root.dataset["languages"]?.split(" ") ?? ["en"];
  const asked = new URLSearchParams(location.search).get("lang");
  root.lang = languageOf(offered, [...(asked === null ? [] : [asked]), ...navigator.languages]);
  return root.lang as Language;
}

export const language: Language = ofThisPage();

/** One section of the catalogue in the language of the page. */
export function inLanguage<Texts>({
  en,
  de = en,
}: {
  readonly en: Texts;
  readonly de?: Texts;
}): Texts {
  return language === "de" ? de : en;
}
