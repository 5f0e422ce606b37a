// Whoever asked for something and is to be answered; goes through the writer as the origin of facts.
import type { Asked } from "../../protocol/client-request.ts";
import type { Connection } from "./connection.ts";

export class Asker {
  readonly connection: Connection;
  readonly requestId: string | null;
  readonly asked: Asked;
  /** Facts of this request whose messages could not be made: it must still hear something. */
  faults = 0;

  constructor(connection: Connection, requestId: string | null, asked: Asked) {
    this.connection = connection;
    this.requestId = requestId;
    this.asked = asked;
  }
}
