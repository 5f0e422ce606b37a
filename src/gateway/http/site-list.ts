// What a built documentation site consists of: written by `npm run docs`, read by whoever serves it.

export const SITE_LIST_NAME = "site.json";

export type SiteFile = {
  readonly type: string;
  /** Of its content. */
  readonly hash: string;
  /** gzip: NAME.gz lies beside it. */
  readonly packed: "gzip" | "no";
};

export type SiteList = {
  /** Hashes of the scripts inside of its pages, as a Content-Security-Policy names them. */
  readonly scripts: readonly string[];
  /** By their paths below the site, such as "protocol/bets.html". */
  readonly files: Readonly<Record<string, SiteFile>>;
};
