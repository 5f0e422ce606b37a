// The page around the widget, and what it is told by postMessage. Only a page that the server lets show the
// widget can be there at all (frame-ancestors), and messages go to that page's origin and to no other.
// Where the browser does not say which one that is, the page says hello first.

export const MESSAGE_VERSION = 1;

/** What stands: told again to a page that says hello. */
type Standing =
  | { readonly type: "mutuel:ready" }
  /** All of it without scrolling, in CSS pixels. */
  | { readonly type: "mutuel:height"; readonly height: number }
  /** Of the player, in the game's currency; decimal text. */
  | {
      readonly type: "mutuel:balance";
      readonly currency: string;
      readonly balance: string;
      readonly available: string;
    }
  /** Launch it again with a new session. */
  | { readonly type: "mutuel:session-over" }
  | { readonly type: "mutuel:game-over" };

/** What happens, told once. */
type Happening =
  | {
      readonly type: "mutuel:bet";
      readonly betId: string;
      readonly poolId: string;
      readonly target: string;
      readonly amount: string;
      readonly currency: string;
    }
  | {
      readonly type: "mutuel:result";
      readonly poolId: string;
      /** null for a void. */
      readonly winner: string | null;
      readonly result: "won" | "lost" | "returned";
      /** Paid, lost or returned; null where it is not known any more. */
      readonly amount: string | null;
      readonly currency: string;
    };

export type WidgetMessage = Standing | Happening;

const ONCE: ReadonlySet<string> = new Set(["mutuel:bet", "mutuel:result"]);

export class ParentPage {
  readonly #gameId: string;
  readonly #standing = new Map<string, WidgetMessage>();
  #origin: string | null;

  constructor(gameId: string) {
    this.#gameId = gameId;
    this.#origin = parentOrigin();
    addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== parent || parent === window || !isHello(data)) return;
      this.#origin ??= usable(origin);
      if (this.#origin !== origin) return;
      for (const message of this.#standing.values()) this.#send(message);
    });
  }

  /** Says the same again only where it happened again. */
  tell(message: WidgetMessage): void {
    if (!ONCE.has(message.type)) {
      const before = this.#standing.get(message.type);
      if (JSON.stringify(before) === JSON.stringify(message)) return;
      this.#standing.set(message.type, message);
    }
    this.#send(message);
  }

  #send(message: WidgetMessage): void {
    if (parent === window || this.#origin === null) return;
    parent.postMessage(
      { ...message, version: MESSAGE_VERSION, gameId: this.#gameId },
      this.#origin,
    );
  }
}

function isHello(data: unknown): boolean {
  return (
    typeof data === "object" && data !== null && "type" in data && data.type === "mutuel:hello"
  );
}

/** Not every browser tells the first, and not every page lets the second be told. */
function parentOrigin(): string | null {
  const { ancestorOrigins } = location as { readonly ancestorOrigins?: DOMStringList };
  return usable(ancestorOrigins?.[0] ?? URL.parse(document.referrer)?.origin ?? "");
}

/** That of a sandboxed page is nobody's. */
function usable(origin: string): string | null {
  return origin === "" || origin === "null" ? null : origin;
}
