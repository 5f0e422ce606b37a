// A page of a platform, on an origin of its own, that shows the widget in frames.

export class ForeignPage {
  readonly #server: Bun.Server<undefined>;

  private constructor(server: Bun.Server<undefined>) {
    this.#server = server;
  }

  static open(): ForeignPage {
    const headers = { "content-type": "text/html; charset=utf-8" };
    const fetch = (): Response => new Response(PAGE, { headers });
    return new ForeignPage(Bun.serve({ port: 0, hostname: "localhost", fetch }));
  }

  get origin(): string {
    return `http://localhost:${this.#server.port}`;
  }

  around(addresses: readonly string[]): string {
    const query = new URLSearchParams();
    for (const src of addresses) query.append("src", src);
    return `${this.origin}/?${query.toString()}`;
  }

  async close(): Promise<void> {
    await this.#server.stop(true);
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A platform</title>
<style>
  body { margin: 0; display: flex; justify-content: center; gap: 28px; padding: 28px;
    background: linear-gradient(135deg, #24344d, #51405f); }
  iframe { width: 308px; height: 284px; border: 0; border-radius: 14px; box-shadow: 0 8px 30px #0006; }
</style>
<body>
<script>
  for (const src of new URLSearchParams(location.search).getAll("src")) {
    document.body.append(Object.assign(document.createElement("iframe"), { title: "Pools", src }));
  }
</script>
</html>
`;
