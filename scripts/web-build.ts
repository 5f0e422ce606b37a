// `npm run build`: the web pages, into dist/web. Prints what a visitor of each has to load.
import { relative } from "node:path";
import { BUILT, buildPages } from "./web/build-pages.ts";

for (const { page, firstBytes, laterBytes } of await buildPages(BUILT)) {
  const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);
  console.log(
    `${page}: ${kilobytes(firstBytes)} kB gzipped, ${kilobytes(laterBytes)} kB when needed`,
  );
}
console.log(
  `${relative(process.cwd(), BUILT)}: the pages, served at /, /play, /embed and /console`,
);
