// What happened, to whom, and when: big buttons, each with its key. Choosing what happened marks the
// moment; choosing whom opens the sheet that shows what it would come to.
import type { GameInfo } from "../../../client/src/index.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { words } from "../../text/console.ts";
import { KeyHint } from "../key-hint.tsx";
import { useOperator } from "../operator.ts";
import { useDesk } from "./desk.ts";
import { useLocks } from "./locks.ts";
import { MomentPicker } from "./moment-picker.tsx";
import { phaseOf } from "./pool-phase.ts";
import { useShortcuts } from "./shortcuts.ts";
import { TargetPicker } from "./target-picker.tsx";
import "./event-pad.css";

/** Actions that have a key of their own. */
const KEYS_MAX = 9;

export function EventPad({ game }: { readonly game: GameInfo }) {
  const { connection } = useOperator();
  const { action, areKeysOn, momentMs, sheet } = useDesk();
  const locks = useLocks();
  const choose = (id: string): void => {
    momentMs.value = connection.nowMs();
    action.value = id;
  };
  const keyed = game.actions.slice(0, KEYS_MAX);
  useShortcuts(
    {
      0: locks.toggleAll,
      Escape: () => (action.value = null),
      ...Object.fromEntries(
        keyed.flatMap(({ action_id: id }, place) => [
          [String(place + 1), () => choose(id)],
          [`shift+${place + 1}`, () => locks.toggleAction(id)],
        ]),
      ),
    },
    { areOn: () => areKeysOn.peek() && sheet.peek() === null, place: "page" },
  );
  const chosen = game.actions.find(({ action_id: id }) => id === action.value);
  return (
    <section class="panel pad" aria-labelledby="pad-title">
      <div class="panel__head">
        <h2 id="pad-title" class="panel__title">
          {words.desk.happened}
        </h2>
        <Button look="danger" onClick={locks.toggleAll}>
          <Icon name="lock" />
          {locks.areAllLocked.value ? words.desk.allowAll : words.desk.blockAll} <KeyHint of="0" />
        </Button>
      </div>
      <ul class="pad__actions">
        {game.actions.map(({ action_id: id, name }, place) => (
          <ActionTile
            key={id}
            id={id}
            name={name}
            digit={place < KEYS_MAX ? place + 1 : null}
            onChoose={() => choose(id)}
          />
        ))}
      </ul>
      {chosen === undefined ? (
        <p class="quiet pad__hint">{words.desk.choose}</p>
      ) : (
        <div class="pad__who">
          <MomentPicker place="page" />
          <TargetPicker key={chosen.action_id} game={game} action={chosen} />
        </div>
      )}
    </section>
  );
}

type ActionTileProps = {
  readonly id: string;
  readonly name: string;
  readonly digit: number | null;
  readonly onChoose: () => void;
};

function ActionTile({ id, name, digit, onChoose }: ActionTileProps) {
  const { now } = useOperator();
  const { action, view } = useDesk();
  const locks = useLocks();
  const pools = view.value.pools.filter(
    (pool) => pool.action_id === id && phaseOf(pool, now.value) !== "waiting",
  );
  const locked = pools.filter(({ is_blocked: isBlocked }) => isBlocked).length;
  const isLocked = locks.isActionLocked(id);
  return (
    <li class="tile">
      <button
        type="button"
        class="tile__main"
        aria-pressed={action.value === id}
        onClick={onChoose}
      >
        <span class="tile__name">{name}</span>
        {digit === null ? null : <KeyHint of={String(digit)} />}
      </button>
      <button
        type="button"
        class={isLocked ? "tile__lock tile__lock--on" : "tile__lock"}
        onClick={() => locks.toggleAction(id)}
      >
        <Icon name="lock" />
        <span>
          {isLocked ? words.pool.allow : words.pool.lock}
          <span class="unseen"> {name}</span>
          <span class="tile__count">{words.desk.actionPools(locked, pools.length)}</span>
        </span>
        {digit === null ? null : <KeyHint of={`⇧${digit}`} />}
      </button>
    </li>
  );
}
