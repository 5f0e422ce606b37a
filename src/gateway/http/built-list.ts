// What was built, pages or documentation site: written by `npm run build` and `npm run docs`, read by
// whoever serves it.

export const BUILT_LIST_NAME = "built.json";

export type BuiltFile = {
  readonly type: string;
  /** Of its content. */
  readonly hash: string;
  /** gzip: NAME.gz lies beside it. */
  readonly packed: "gzip" | "no";
};

export type BuiltList = {
  /** Hashes of the scripts inside of its pages, as a Content-Security-Policy names them. */
  readonly scripts: readonly string[];
  /** By their paths below the directory that was built, such as "protocol/bets.html". */
  readonly files: Readonly<Record<string, BuiltFile>>;
};
