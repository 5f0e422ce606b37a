import { expect, test } from "bun:test";
import { languageOf } from "./language.ts";

test("PAGE-13 the first language asked for that the page has, or else English", () => {
  expect(languageOf(["en", "de"], ["fr-FR", "de-AT", "en"])).toBe("de");
  expect(languageOf(["en", "de"], ["DE"])).toBe("de");
  expect(languageOf(["en"], ["de"])).toBe("en");
  expect(languageOf(["en", "de"], [])).toBe("en");
  expect(languageOf(["en", "de"], ["xx"])).toBe("en");
});
