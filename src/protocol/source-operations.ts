import type { SourceId } from "../engine/ids.ts";
import { optional, required } from "./field-set.ts";
import { type Operation, command, operation, query } from "./operation.ts";
import { id, text } from "./shape.ts";

export const SOURCE_OPERATIONS: Operation[] = [
  operation({
    name: "open_game_source",
    guest: "may-not",
    fields: {
      name: required(text(120), "source_name"),
      description: optional(text(512), "description"),
    },
    request: ({ name, description }) => command({ kind: "open-source", name, description }),
  }),
  operation({
    name: "close_game_source",
    guest: "may-not",
    fields: { sourceId: required(id<SourceId>(), "source_id") },
    request: ({ sourceId }) => command({ kind: "close-source", sourceId }),
  }),
  operation({
    name: "list_game_sources_i_am_admin_of",
    guest: "may-not",
    fields: {},
    request: () => query({ kind: "my-sources" }),
  }),
];
