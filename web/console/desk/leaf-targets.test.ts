import { expect, test } from "bun:test";
import type { GameInfo } from "../../../client/src/index.ts";
import { groupsOf, levelsOf, matching } from "./leaf-targets.ts";

type Node = GameInfo["targets"][number];

function node(id: string, name: string, targets: readonly Node[] = []): Node {
  return { target_id: id, symbol: "", display_name: name, targets };
}

const TARGETS = [
  node("argentina", "Argentina", [
    node("argentina:10-messi", "10 Messi"),
    node("argentina:9-álvarez", "9 Álvarez"),
  ]),
  node("france", "France", [node("france:10-mbappé", "10 Mbappé")]),
  node("referee", "Referee"),
  node("none", "None"),
];

function names(typed: string): string[] {
  return matching(groupsOf(TARGETS), typed).flatMap(({ leaves }) => leaves.map(({ name }) => name));
}

test("CONS-6 whoever has none below is offered, in groups; `none` never is", () => {
  expect(groupsOf(TARGETS).map(({ name, leaves }) => [name, leaves.length])).toEqual([
    ["", 1],
    ["Argentina", 2],
    ["France", 1],
  ]);
});

test("CONS-6 found by number, name or team, in any order and without accents", () => {
  expect(names("10")).toEqual(["10 Messi", "10 Mbappé"]);
  expect(names("mbappe")).toEqual(["10 Mbappé"]);
  expect(names("10 arg")).toEqual(["10 Messi"]);
  expect(names("alv 9")).toEqual(["9 Álvarez"]);
  expect(names("")).toHaveLength(4);
  expect(names("xavi")).toEqual([]);
});

test("CONS-6 pools are between the targets of one level", () => {
  expect(levelsOf(TARGETS).map((level) => level.map(({ id }) => id))).toEqual([
    ["argentina", "france", "referee"],
    ["argentina:10-messi", "argentina:9-álvarez", "france:10-mbappé"],
  ]);
});
