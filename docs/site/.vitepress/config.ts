// The documentation site. Nothing of it is asked for from anywhere else: no fonts, no counters.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";

const NO_SOCIAL_LINK = fileURLToPath(new URL("./theme/no-social-link.ts", import.meta.url));

const page = (text: string, link: string): { text: string; link: string } => ({ text, link });

const START = [
  page("What it is", "/"),
  page("For players", "/start/player"),
  page("For providers", "/start/provider"),
  page("For platforms", "/start/platform"),
  page("For operators", "/start/operator"),
];

const BUILD = [
  page("How settlement works", "/settlement"),
  page("Typed client", "/build/client"),
  page("Sandbox", "/build/sandbox"),
  page("Match scripts", "/build/match-scripts"),
  page("Offer your games on a platform", "/build/open-games"),
  page("Pages and widget", "/build/pages"),
];

const PROTOCOL = [
  page("Connection and messages", "/protocol/connection"),
  page("Sources", "/protocol/sources"),
  page("Games", "/protocol/games"),
  page("Pools", "/protocol/pools"),
  page("Bets", "/protocol/bets"),
  page("Events and results", "/protocol/events"),
  page("Blocks", "/protocol/blocks"),
  page("Accounts and money", "/protocol/accounts"),
  page("Following a game, resuming", "/protocol/resume"),
  page("Edition 2.0", "/protocol/edition-2"),
];

const HTTP = [
  page("Overview", "/http/"),
  page("Sign-up, log-in, API keys", "/http/accounts"),
  page("Games, pools, bets", "/http/games"),
  page("History and statistics", "/http/history"),
  page("Open Games API", "/http/open-games"),
  page("For operators", "/http/operator"),
  page("Reports", "/http/reports"),
  page("Health and metrics", "/http/status"),
];

const OPERATE = [
  page("Configuration", "/operate/configuration"),
  page("Data, backup, restore, upgrade", "/operate/data"),
  page("Metrics and alerts", "/operate/metrics"),
  page("Runbook", "/operate/runbook"),
  page("Commands", "/operate/commands"),
  page("Security", "/operate/security"),
  page("How fast", "/operate/benchmarks"),
];

const REFERENCE = [
  page("Errors", "/reference/errors"),
  page("The rules, numbered", "/reference/rules"),
  page("Architecture", "/reference/architecture"),
];

const group = (text: string, items: typeof START, collapsed: boolean) => ({
  text,
  items,
  collapsed,
});

export default defineConfig({
  title: "Mutuel",
  description: "A server for real-time, in-play pool betting that you host yourself",
  lang: "en",
  base: "/docs/",
  srcExclude: ["generated/**"],
  metaChunk: true,
  vite: {
    build: { chunkSizeWarningLimit: 4_000 },
    logLevel: "warn",
    resolve: { alias: [{ find: /^.*\/VPSocialLink\.vue$/, replacement: NO_SOCIAL_LINK }] },
  },
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark" } },
  themeConfig: {
    nav: [
      { text: "Start", link: "/start/player", activeMatch: "^/start/" },
      { text: "Protocol", link: "/protocol/connection", activeMatch: "^/protocol/" },
      { text: "HTTP", link: "/http/", activeMatch: "^/http/" },
      { text: "Operate", link: "/operate/configuration", activeMatch: "^/operate/" },
      { text: "Errors", link: "/reference/errors" },
    ],
    sidebar: [
      group("Start", START, false),
      group("Build", BUILD, false),
      group("Protocol", PROTOCOL, false),
      group("HTTP", HTTP, true),
      group("Operate", OPERATE, false),
      group("Reference", REFERENCE, false),
    ],
    outline: { level: [2, 3] },
    search: { provider: "local" },
    docFooter: { prev: "Before", next: "Next" },
  },
});
