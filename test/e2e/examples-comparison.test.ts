// The comparison itself has to be able to fail.
import { describe, expect, test } from "bun:test";
import { differences } from "../support/wire-example.ts";

const ID = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";
const OTHER = "1b9a4a42-0c8a-46c0-95ee-c1e649e16fce";

describe("comparing a message with its example", () => {
  const same: [unknown, unknown][] = [
    [
      { res: 1, game_id: OTHER },
      { res: 1, game_id: ID },
    ],
    [{ source_id: OTHER }, { source_id: ":YOUR_SOURCE_ID" }],
    [{ open_at: 1417104170_000 }, { open_at: 1417104170 }],
    [{ start_at: "1421935990222" }, { start_at: "1421933670629" }],
    [{ pools_list: { [OTHER]: { type: 1 } } }, { pools_list: { [ID]: { type: 1 } } }],
    [
      [{ target_id: "b" }, { target_id: "a" }],
      [{ target_id: "a" }, { target_id: "b" }],
    ],
    [{ response_header: { t: 1, request_id: "x" } }, { response_header: {} }],
  ];
  for (const [actual, example] of same) {
    test(`${JSON.stringify(actual)} is like ${JSON.stringify(example)}`, () => {
      expect(differences(actual, example)).toEqual([]);
    });
  }

  const different: [unknown, unknown][] = [
    [{ res: 1 }, { res: 2 }],
    [{ res: 1 }, { res: 1, text: "" }],
    [{ res: 1, text: "" }, { res: 1 }],
    [{ amount: "1" }, { amount: 1 }],
    [{ game_id: "x" }, { game_id: ID }],
    [{ close_at: null }, { close_at: 1417104170 }],
    [{ close_at: 1417104170_000 }, { close_at: null }],
    [{ open_at: 1417104170 }, { open_at: 1417104170 + 1 }],
    [{ open_at: 1421935990222 }, { open_at: "1421933670629" }],
    [{ finish_at: "1421935990222" }, { finish_at: "None" }],
    [{ targets: [] }, { targets: {} }],
    [{ targets: {} }, { targets: [] }],
    [{ losers: [2, 1] }, { losers: [1, 2] }],
    [{ pools_list: {} }, { pools_list: { [ID]: { type: 1 } } }],
    [{ pools_list: { [ID]: { type: 2 } } }, { pools_list: { [ID]: { type: 1 } } }],
    [[{ target_id: "a" }], [{ target_id: "b" }]],
    [{ response_header: {} }, { response_header: {} }],
    [{ response_header: { t: 1, more: 1 } }, { response_header: {} }],
    [null, { res: 1 }],
    [undefined, { res: 1 }],
  ];
  for (const [actual, example] of different) {
    test(`${JSON.stringify(actual)} is not like ${JSON.stringify(example)}`, () => {
      expect(differences(actual, example)).not.toEqual([]);
    });
  }

  test("what is allowed has to be there, with the value that is right", () => {
    const [actual, example] = [
      { res: 1, more: true, name: "None" },
      { res: 1, name: "none" },
    ];
    expect(differences(actual, example)).toHaveLength(2);
    expect(differences(actual, example, { added: ["more"], instead: { name: "None" } })).toEqual(
      [],
    );
    expect(differences(actual, example, { added: ["more"], instead: { name: "N" } })).toHaveLength(
      1,
    );
    expect(differences(example, example, { added: ["more"], instead: { no: 1 } })).toHaveLength(2);
  });
});
