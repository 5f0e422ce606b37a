import { describe, expect, test } from "bun:test";
import { declarations, defaultHashtag, invalidNames } from "./declare.ts";
import { ACTIONS_MAX, TARGETS_MAX } from "./rules.ts";
import {
  TargetTree,
  normaliseName,
  normaliseTarget,
  symbolOf,
  withAncestors,
} from "./target-tree.ts";

function treeOf(...targets: string[]): TargetTree {
  const tree = new TargetTree();
  const declared = declarations(null, { actions: [], targets });
  if ("kind" in declared) throw new Error(declared.text);
  for (const target of declared.targets) tree.add(target);
  return tree;
}

describe("names", () => {
  test("GAME-4 ids are lower case with - for runs of blanks, level by level", () => {
    expect(normaliseName("  Red \t Card ")).toBe("red-card");
    expect(normaliseTarget("Costa  Rica : Keylor Navas")).toBe("costa-rica:keylor-navas");
    expect(normaliseTarget("ÅLAND")).toBe("åland");
    // Letters that are written in two ways are one.
    expect(normaliseTarget("Alando\u0308")).toBe(normaliseTarget("Alandö"));
  });

  test("GAME-4 the symbol is the first three letters or digits of the last level", () => {
    expect(["argentina", "argentina:10", "none", "são-tomé", "a-b-c-d", "-"].map(symbolOf)).toEqual(
      ["arg", "10", "non", "são", "abc", ""],
    );
  });

  test("GAME-7 the hashtag is made of three letters of each word that starts with a letter", () => {
    expect(defaultHashtag("Argentina - Brazil", "")).toBe("#ArgBra");
    expect(defaultHashtag("FC Barcelona 2020", "")).toBe("#FCBar");
    expect(defaultHashtag("O'Higgins Ñublense", "")).toBe("#OHiÑub");
    expect(defaultHashtag("1 - 2", "30cee1fa-fb20")).toBe("#30cee1fa");
  });
});

describe("the tree of targets", () => {
  test("GAME-4 naming a child makes its parents; the first spelling stays", () => {
    const tree = treeOf("Argentina:10", "ARGENTINA", "argentina:11", "Brazil");
    expect(tree.roots().map(({ id }) => id)).toEqual(["argentina", "brazil", "none"]);
    expect(tree.displayNameOf("argentina")).toBe("Argentina");
    expect(tree.displayNameOf("argentina:10")).toBe("10");
    expect(tree.roots()[0]?.children.map(({ id }) => id)).toEqual(["argentina:10", "argentina:11"]);
    expect(tree.size).toBe(4);
  });

  test("GAME-5 none is always there, last, with no children, and may be sent", () => {
    const tree = treeOf("None", "chile");
    expect(tree.has("none")).toBe(true);
    expect(tree.roots().at(-1)).toEqual({ id: "none", displayName: "None", children: [] });
    expect(tree.displayNameOf("none")).toBe("None");
    expect(tree.isLeaf("none")).toBe(false);
    expect(invalidNames({ actions: [], targets: ["none:10"] })?.code).toBe("FIELD_INVALID");
  });

  test("EVT-1 only targets without targets below are leaves", () => {
    const tree = treeOf("argentina:10", "chile");
    expect(["argentina", "argentina:10", "chile", "peru"].map((id) => tree.isLeaf(id))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(withAncestors("a:b:c")).toEqual(["a:b:c", "a:b", "a"]);
  });
});

describe("what may be declared", () => {
  test("GAME-5 action_id and names that begin with binary- are reserved", () => {
    for (const name of ["action_id", "Action_ID", "binary-x", "Binary X"]) {
      expect(invalidNames({ actions: ["goal", name], targets: [] })?.code).toBe("FIELD_INVALID");
    }
    expect(invalidNames({ actions: ["binary"], targets: [] })).toBeNull();
  });

  test("GAME-6 at most 16 levels, 10,000 targets with their parents, 1,000 actions", () => {
    const levels = (count: number): string => Array.from({ length: count }, () => "a").join(":");
    expect(invalidNames({ actions: [], targets: [levels(16)] })).toBeNull();
    expect(invalidNames({ actions: [], targets: [levels(17)] })?.code).toBe("FIELD_INVALID");
    const targets = Array.from({ length: TARGETS_MAX - 1 }, (_, i) => `team:${i}`);
    expect(declarations(null, { actions: [], targets })).not.toHaveProperty("kind");
    const full = [...targets, "x"];
    expect(declarations(null, { actions: [], targets: full })).toMatchObject({
      code: "LIMIT_REACHED",
    });
    const actions = Array.from({ length: ACTIONS_MAX }, (_, i) => `act ${i}`);
    expect(declarations(null, { actions, targets: [] })).not.toHaveProperty("kind");
    const more = [...actions, "one more"];
    expect(declarations(null, { actions: more, targets: [] })).toMatchObject({
      code: "LIMIT_REACHED",
    });
    // What is there already does not count twice.
    expect(declarations(null, { actions: [...actions, "ACT 7"], targets: [] })).not.toHaveProperty(
      "kind",
    );
  });
});
