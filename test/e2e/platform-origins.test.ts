// Origins of platforms over /admin.
import { expect, test } from "bun:test";
import { connectHttp } from "../../client/src/http.ts";
import { ADMIN_KEY, asAdmin, post, startTestServer } from "./server-fixture.ts";

test("PLAT-7 over HTTP they are a list of texts, told with the platform, and replaced as a whole", async () => {
  const server = await startTestServer();
  try {
    const admin = connectHttp({ url: server.url, apiKey: ADMIN_KEY });
    const casino = { clientId: "casino", name: "Casino", signing: "md5" } as const;
    await admin.registerPlatform({ ...casino, origins: ["https://casino.example"] });
    const none = { clientId: "plain", name: "Plain", signing: "md5" } as const;
    await admin.registerPlatform(none);
    const next = ["https://a.example", "http://localhost:3000"];
    expect(await admin.setPlatformOrigins({ id: "casino", origins: next })).toEqual({
      clientId: "casino",
      origins: next,
    });
    expect(await admin.setPlatformOrigins({ id: "casino", origins: next })).toMatchObject({
      idempotent: true,
    });
    const { platforms } = await admin.listPlatforms();
    expect(platforms.map(({ clientId, origins }) => [clientId, origins])).toEqual([
      ["casino", next],
      ["plain", []],
    ]);
    const wrong: [unknown, string][] = [
      ["https://a.example", 'origins is "https://a.example"; accepted: a list of texts'],
      [[1], "origins is a list; accepted: a list of texts"],
      [["https://a.example/x"], 'origins[0] is "https://a.example/x"; accepted: scheme, host'],
      [["https://a.example", "x;y"], 'origins[1] is "x;y"'],
    ];
    for (const [origins, text] of wrong) {
      const answer = await post(server, "/admin/platforms/casino/origins", { origins }, asAdmin());
      const body = (await answer.json()) as { error: string; text: string };
      expect([answer.status, body.error]).toEqual([400, "FIELD_INVALID"]);
      expect(body.text).toStartWith(text);
    }
  } finally {
    await server.stop();
  }
});
