// The parts of pages that follow from code, documents and the golden match, by their paths below
// docs/site/generated. Pages include them; none is kept in the repository.
import { WireServer } from "../../../test/support/wire-server.ts";
import { readApiDocuments } from "./api-documents.ts";
import { EXAMPLE_NAMES, clientExample, clientMethods } from "./client-reference.ts";
import { errorReference } from "./error-reference.ts";
import { HTTP_PAGES, httpReference } from "./http-reference.ts";
import {
  commandReference,
  documentText,
  limitTable,
  metricTable,
  optionTable,
} from "./operator-reference.ts";
import { protocolReference } from "./protocol-reference.ts";
import { settlementExamples } from "./settlement-examples.ts";
import { TALKS, talk } from "./talks.ts";
import { TOPICS } from "./topics.ts";

const OPERATOR_KEY = "an-operator-key-for-the-examples";

export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const documents = readApiDocuments();
  for (const topic of TOPICS) {
    pages.set(`protocol/${topic.page}.md`, await protocolReference(documents, topic));
  }
  for (const name of Object.keys(TALKS)) pages.set(`talks/${name}.md`, await talk(name));
  for (const { page } of HTTP_PAGES) {
    pages.set(`http/${page}.md`, await httpReference(documents, page));
  }
  for (const name of EXAMPLE_NAMES) pages.set(`examples/${name}.md`, clientExample(name));
  pages.set("client-methods.md", clientMethods());
  pages.set("errors.md", errorReference());
  pages.set("options.md", optionTable());
  pages.set("limits.md", limitTable());
  pages.set("commands.md", await commandReference());
  pages.set("rules.md", documentText("SPEC.md"));
  pages.set("architecture.md", documentText("ARCHITECTURE.md"));
  pages.set("security.md", documentText("SECURITY.md"));
  pages.set("benchmarks.md", documentText("docs/benchmarks.md"));
  pages.set("match-scripts.md", documentText("docs/match-scripts.md"));
  const server = await WireServer.start({ adminKey: OPERATOR_KEY });
  try {
    pages.set("settlement-examples.md", await settlementExamples(server, OPERATOR_KEY));
    const metrics = await fetch(`${server.url}/metrics`);
    pages.set("metrics.md", metricTable(await metrics.text()));
  } finally {
    await server.stop();
  }
  return pages;
}
