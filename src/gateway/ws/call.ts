// One request on a connection, as far as answering it needs to know.
import type { Connection } from "./connection.ts";

export type Call = {
  readonly connection: Connection;
  readonly requestId: string | null;
  readonly op: number;
};
