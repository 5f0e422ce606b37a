// One thing to say, to be said in whatever editions its receivers speak; each is rendered at most once.
import { RESPONSE_CODES } from "./codes.ts";
import type { Edition } from "./edition.ts";
import { RENDERERS } from "./renderers.ts";
import { type ServerMessage, encodeBody, withHeader } from "./server-message.ts";
import type { View } from "./view.ts";

export class Rendering {
  readonly view: View;
  readonly #bodies: { [edition in Edition]?: string } = {};

  constructor(view: View) {
    this.view = view;
  }

  /** The response code; the same in every edition. */
  get res(): number {
    return RESPONSE_CODES[this.view.kind];
  }

  render(edition: Edition): ServerMessage {
    return { res: this.res, ...RENDERERS[edition](this.view) };
  }

  /** The message's text without a header; see withHeader. */
  body(edition: Edition): string {
    return (this.#bodies[edition] ??= encodeBody(this.render(edition)));
  }

  encode(edition: Edition, timeMs: number, requestId: string | null): string {
    return withHeader(this.body(edition), timeMs, requestId);
  }
}
