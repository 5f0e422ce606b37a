// `npm run sim [-- COUNT [FIRST_SEED]]`: runs seeds one after the other and stops at the first failure.
import { simulate } from "./simulation.ts";

const [count = "1000", first = "1"] = process.argv.slice(2);
const started = performance.now();
let facts = 0;
let crashes = 0;
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  try {
    const report = await simulate(seed);
    facts += report.facts;
    crashes += report.crashes;
  } catch (error) {
    console.error(`seed ${seed} failed; repeat with: npm run sim -- 1 ${seed}`);
    console.error(error);
    process.exit(1);
  }
  if (seed % 100 === 0) console.log(`seed ${seed}: ${facts} facts, ${crashes} crashes so far`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${count} seeds, ${facts} facts, ${crashes} crashes, all well, in ${seconds} s`);
