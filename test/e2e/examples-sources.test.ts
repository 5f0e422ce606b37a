// Every exchange of the document on game sources, over a real socket.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { differences } from "../support/wire-example.ts";
import type { WireClient } from "../support/wire-client.ts";
import { WireServer } from "../support/wire-server.ts";

let server: WireServer;
let provider: WireClient;
let sourceId = "";

beforeAll(async () => {
  server = await WireServer.start();
  provider = await server.newcomer("instamrkt");
});
afterAll(() => server.stop());

describe("game sources, as in the documents", () => {
  test("SRC-1 365 open_game_source is answered by 335", async () => {
    const answer = await provider.ask({
      header: {},
      op: 365,
      source_name: "instamrkt",
      description: "Default source.",
    });
    const example = { response_header: {}, res: 335, source_id: ":YOUR_SOURCE_ID" };
    expect(differences(answer, example)).toEqual([]);
    sourceId = String(answer["source_id"]);
  });

  test("SRC-7 611 list_game_sources_i_am_admin_of is answered by 621", async () => {
    const answer = await provider.ask({ header: {}, op: 611 });
    const example = {
      response_header: {},
      res: 621,
      sources: [
        {
          id: "30cee1fa-fb20-41a6-a61c-0e0335abc2a9",
          name: "instamrkt",
          description: "Default source.",
        },
      ],
    };
    expect(differences(answer, example)).toEqual([]);
    expect(answer).toMatchObject({ sources: [{ id: sourceId }] });
  });

  test("SRC-4 366 close_game_source is answered by 336, again too, and 611 lists it no more", async () => {
    const example = { response_header: {}, res: 336, source_id: ":YOUR_SOURCE_ID" };
    for (let time = 1; time <= 2; time++) {
      const answer = await provider.ask({ header: {}, op: 366, source_id: sourceId });
      expect(differences(answer, example)).toEqual([]);
      expect(answer["source_id"]).toBe(sourceId);
    }
    expect(await provider.ask({ op: 611 })).toMatchObject({ res: 621, sources: [] });
  });

  test("SRC-7 a source without a description shows null for it", async () => {
    await provider.ask({ op: 365, source_name: "bare" });
    expect(await provider.ask({ op: 611 })).toMatchObject({
      sources: [{ name: "bare", description: null }],
    });
  });
});
