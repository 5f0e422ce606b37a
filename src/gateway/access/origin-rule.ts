// Which web pages may talk to us. A browser always says where a page came from; what runs outside of
// one says nothing.

export type OriginVerdict = "absent" | "allowed" | "forbidden";

export class OriginRule {
  readonly #allowed: ReadonlySet<string>;

  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed);
  }

  /** `origin` and `host` are the headers of those names. */
  judge(origin: string | null, host: string | null): OriginVerdict {
    if (origin === null) return "absent";
    if (this.#allowed.has(origin)) return "allowed";
    // Our own pages: the scheme may differ behind a proxy that speaks TLS for us.
    const url = URL.parse(origin);
    const isOwn = url !== null && host !== null && url.host.toLowerCase() === host.toLowerCase();
    return isOwn && (url.protocol === "http:" || url.protocol === "https:")
      ? "allowed"
      : "forbidden";
  }

  text(origin: string | null): string {
    const known = [...this.#allowed].join(", ");
    return `Origin ${JSON.stringify((origin ?? "").slice(0, 80))} is not allowed; accepted are this server's own${known === "" ? "" : ` and ${known}`} (option --origin)`;
  }
}
