#!/usr/bin/env node
// `mutuel COMMAND ...`: the command line, run by the pinned Bun.
import { join } from "node:path";
import { projectRoot, runBun } from "./bun.mjs";

runBun([join(projectRoot, "src", "main.ts"), ...process.argv.slice(2)]);
