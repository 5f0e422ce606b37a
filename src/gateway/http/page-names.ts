// The web pages by their folders in web/ and their files where they are built.

export const PAGE_NAMES = ["player", "widget", "console"] as const;
export type PageName = (typeof PAGE_NAMES)[number];
