// One thing to say, to be said in whatever editions its receivers speak; each is rendered at most once.
import { RESPONSE_CODES } from "./codes.ts";
import type { Edition } from "./edition.ts";
import { RENDERERS } from "./renderers.ts";
import { type ServerMessage, encodeBody, withHeader } from "./server-message.ts";
import { type Stamp, UNSTAMPED } from "./stamp.ts";
import type { View } from "./view.ts";

export class Rendering {
  readonly view: View;
  readonly stamp: Stamp;
  readonly #bodies: { [edition in Edition]?: string } = {};

  constructor(view: View, stamp: Stamp = UNSTAMPED) {
    this.view = view;
    this.stamp = stamp;
  }

  /** The response code; the same in every edition. */
  get res(): number {
    return RESPONSE_CODES[this.view.kind];
  }

  render(edition: Edition): ServerMessage {
    return { res: this.res, ...RENDERERS[edition](this.view, this.stamp) };
  }

  /** The message's text without a header; see withHeader. */
  body(edition: Edition): string {
    return (this.#bodies[edition] ??= encodeBody(this.render(edition)));
  }

  /** Length of its text, roughly: in whichever edition it was rendered already, else in the newest. */
  get size(): number {
    const [body] = Object.values(this.#bodies);
    return (body ?? this.body("2.0")).length;
  }

  encode(edition: Edition, timeMs: number, requestId: string | null): string {
    return withHeader(this.body(edition), timeMs, requestId);
  }
}
