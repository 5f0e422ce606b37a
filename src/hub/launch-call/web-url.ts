// An absolute http(s) URL as we call one or send a player to one. Stricter than the URL parser, which
// repairs what two programs may repair differently (blanks, backslashes, missing slashes).

const WEB_URL_CHARACTERS_MAX = 2_048;
export const WEB_URL_ACCEPTED = `an absolute http:// or https:// URL of at most ${WEB_URL_CHARACTERS_MAX} characters, without user name, blanks and backslashes`;

export function readWebUrl(text: string): URL | null {
  // Half a character can't be encoded into another URL.
  if (text.length > WEB_URL_CHARACTERS_MAX || !text.isWellFormed()) return null;
  if (!/^https?:\/\/[^/?#]/i.test(text) || /[\s\\\p{Cc}\p{Cf}]/u.test(text)) return null;
  const url = URL.parse(text);
  if (url === null || authorityOf(text).includes("@")) return null;
  return url;
}

/** What stands between `//` and the path. An empty user name (`//@host`) shows only here. */
function authorityOf(text: string): string {
  return /^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? "";
}
