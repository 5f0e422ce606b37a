// One table per command: its refusals in the order in which they are given. Each row's state is such that
// the row's refusal and all below it apply; the first must be given, and nothing may change.
import { describe, expect, test } from "bun:test";
import type { Actor, Command } from "../../src/engine/command.ts";
import { REFUSAL_CODES, type RefusalCode } from "../../src/engine/refusal.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import type { EngineWorld } from "./engine-world.ts";

export type Attempt = { world: EngineWorld; actor: Actor; command: Command };
/** Whether the attempt is to run into the refusal. */
export type Faults = (code: RefusalCode) => boolean;

export type RefusalTable = {
  command: string;
  order: RefusalCode[];
  /** Codes that stand elsewhere in the list than here, with the reason in SPEC.md. */
  moved?: RefusalCode[];
  attempt: (has: Faults) => Attempt;
};

export function describeRefusals({ command, order, moved = [], attempt }: RefusalTable): void {
  describe(command, () => {
    for (const [place, code] of order.entries()) {
      const below = order.slice(place);
      test(`REF-1 ${below.join(" > ")}`, () => {
        const { world, actor, command } = attempt((fault) => below.includes(fault));
        const before = stateHash(world.state);
        const decision = world.submit(actor, command);
        expect(decision).toMatchObject({ kind: "refused", code });
        expect(stateHash(world.state)).toBe(before);
      });
    }

    test("REF-1 without any of them it is taken, and the order is that of the list", () => {
      const { world, actor, command } = attempt(() => false);
      expect(world.submit(actor, command)).toMatchObject({ kind: "accepted" });
      const listed = order.filter((code) => !moved.includes(code));
      const places = listed.map((code) => REFUSAL_CODES.indexOf(code));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });
  });
}
