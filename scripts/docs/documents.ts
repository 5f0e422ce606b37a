// The documents as texts, by their files: what `npm run docs` writes and the tests compare.
import { stringify } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { httpTypes } from "../client/http-types.ts";
import { messageTypes } from "../client/message-types.ts";
import { asyncApiDocument, withRefs } from "./asyncapi-document.ts";
import { errorDocument } from "./error-document.ts";
import { openApiDocument } from "./openapi-document.ts";
import { playMatch } from "./played-match.ts";
import type { Json } from "./recorder.ts";

export type Documents = {
  readonly asyncApi: Json;
  readonly openApi: Json;
  /** Texts by path from the root of the repository. */
  readonly files: ReadonlyMap<string, string>;
};

const NOTICE = "# Written by `npm run docs`; changes belong into src/protocol.\n";

export async function makeDocuments(): Promise<Documents> {
  const [oldest, older, newest] = [
    await playMatch("1.0"),
    await playMatch("1.1"),
    await playMatch("2.0"),
  ];
  const { version } = packageJson;
  const examples = { "1.0": oldest, "1.1": older, "2.0": newest };
  const asyncApi = plain(asyncApiDocument(version, examples));
  const openApi = withRefs(openApiDocument(version, newest.http)) as Json;
  const files = new Map([
    ["docs/asyncapi.yaml", NOTICE + yamlOf(asyncApi)],
    ["docs/openapi.yaml", NOTICE + yamlOf(openApi)],
    ["docs/errors.md", errorDocument()],
    ["client/src/messages.ts", await messageTypes()],
    ["client/src/http-routes.ts", await httpTypes()],
  ]);
  return { asyncApi, openApi, files };
}

/** What JSON can say of it. */
function plain(document: Json): Json {
  return JSON.parse(JSON.stringify(document)) as Json;
}

function yamlOf(document: Json): string {
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}
