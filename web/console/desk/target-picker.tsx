// Whom it happened to. With many to choose from one types a number or a name, and Enter takes the first.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { GameInfo } from "../../../client/src/index.ts";
import { Button } from "../../design/button.tsx";
import { words } from "../../text/console.ts";
import { useDesk } from "./desk.ts";
import { groupsOf, matching } from "./leaf-targets.ts";

export type TargetPickerProps = {
  readonly game: GameInfo;
  readonly action: GameInfo["actions"][number];
};

/** From so many on there is something to type into. */
const SEARCHED_FROM = 7;

export function TargetPicker({ game, action }: TargetPickerProps) {
  const { sheet } = useDesk();
  const typed = useSignal("");
  const search = useRef<HTMLInputElement>(null);
  const groups = useMemo(() => groupsOf(game.targets), [game.targets]);
  const found = matching(groups, typed.value);
  const count = groups.reduce((sum, { leaves }) => sum + leaves.length, 0);
  useEffect(() => search.current?.focus(), []);
  const take = (target: string): void => {
    typed.value = "";
    sheet.value = { kind: "event", action: action.action_id, target };
  };
  const takeFirst = (event: SubmitEvent): void => {
    event.preventDefault();
    const first = found[0]?.leaves[0];
    if (first !== undefined) take(first.id);
  };
  if (count === 0) return <p class="quiet">{words.desk.none}</p>;
  return (
    <div class="targets">
      {count < SEARCHED_FROM ? null : (
        <form role="search" onSubmit={takeFirst}>
          <input
            ref={search}
            class="field__input"
            type="search"
            aria-label={words.desk.find}
            placeholder={`${words.desk.find} (${words.desk.findHint})`}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </form>
      )}
      {found.length === 0 ? <p class="quiet">{words.desk.noMatch}</p> : null}
      {found.map((group) => (
        <div key={group.id} role="group" aria-label={group.name || action.name}>
          {group.name === "" ? null : <h3 class="targets__group">{group.name}</h3>}
          <div class="targets__list">
            {group.leaves.map(({ id, name }) => (
              <Button key={id} class="targets__one" onClick={() => take(id)}>
                <span class="targets__action">{action.name}</span>{" "}
                <span class="targets__name">{name}</span>
              </Button>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
