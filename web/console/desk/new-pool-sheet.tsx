// Opens a pool: its kind decides which of the fields there are.
import { useSignal } from "@preact/signals";
import type { GameInfo } from "../../../client/src/index.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { showToast } from "../../design/toast.tsx";
import { words } from "../../text/console.ts";
import { shared } from "../../text/shared.ts";
import { CheckField } from "../form/check-field.tsx";
import { typedIn } from "../form/form-data.ts";
import { Refusal } from "../form/refusal.tsx";
import { SelectField } from "../form/select-field.tsx";
import { useOperator } from "../operator.ts";
import { useWork } from "../work.ts";
import { useDesk } from "./desk.ts";
import { levelsOf } from "./leaf-targets.ts";
import { type PoolKind, poolFields } from "./pool-fields.ts";

const KINDS: readonly PoolKind[] = [1, 2, 3, 4];

export function NewPoolSheet({ game }: { readonly game: GameInfo }) {
  const { connection } = useOperator();
  const { gameId, sheet } = useDesk();
  const kind = useSignal<PoolKind>(1);
  const work = useWork();
  const close = (): void => {
    sheet.value = null;
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    const typed = typedIn(event);
    await work.start(async () => {
      const fields = poolFields(typed, kind.value, connection.nowMs());
      const pool = await connection.client.peek().createPool({ game_id: gameId, ...fields });
      showToast({ look: "good", icon: "check", content: words.pool.created(pool.description) });
      close();
    });
  };
  const isParimutuel = kind.value === 1 || kind.value === 2;
  const isTimed = kind.value === 2 || kind.value === 4;
  return (
    <Dialog title={words.desk.newPool} closeLabel={shared.close} size="large" onClose={close}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <div class="form-grid">
          <div class="form-grid__wide">
            <Field
              label={words.pool.describe}
              name="description"
              placeholder={words.pool.describePlaceholder}
              maxLength={512}
              required
              autofocus
            />
          </div>
          <SelectField
            label={words.pool.kind}
            value={String(kind.value)}
            onChoose={(chosen) => {
              kind.value = KINDS.find((known) => String(known) === chosen) ?? 1;
            }}
            options={KINDS.map((known) => ({
              value: String(known),
              text: words.pool.kinds[known],
            }))}
          />
          {isParimutuel ? (
            <SelectField
              label={words.pool.action}
              name="action"
              options={game.actions.map(({ action_id: id, name }) => ({ value: id, text: name }))}
            />
          ) : (
            <Field label={words.pool.answers} name="answers" hint={words.pool.answersHint} />
          )}
          {isTimed ? (
            <Field label={words.pool.minutes} name="finish" inputMode="decimal" required />
          ) : null}
          <Field
            label={words.pool.stopMinutes}
            name="stop"
            inputMode="decimal"
            hint={words.game.optional}
          />
          <Field
            label={words.pool.takeout}
            name="takeout"
            inputMode="decimal"
            hint={words.pool.takeoutHint}
          />
        </div>
        {isParimutuel ? <Targets game={game} /> : null}
        <div>
          <CheckField label={words.pool.recreate} name="recreate" />
          {kind.value === 4 ? <CheckField label={words.pool.manual} name="manual" /> : null}
        </div>
        <Refusal error={work.error.value} />
        <div class="form-end">
          <Button look="quiet" onClick={close}>
            {shared.cancel}
          </Button>
          <Button type="submit" look="primary">
            {words.pool.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** All of one level; each of them can be left out. */
function Targets({ game }: { readonly game: GameInfo }) {
  const levels = levelsOf(game.targets);
  const level = useSignal(0);
  const chosen = levels[level.value] ?? [];
  return (
    <div class="stack">
      {levels.length < 2 ? null : (
        <SelectField
          label={words.pool.level}
          value={String(level.value)}
          onChoose={(value) => {
            level.value = Number(value);
          }}
          options={levels.map((targets, place) => ({
            value: String(place),
            text: words.pool.levels(
              targets.length,
              targets
                .slice(0, 3)
                .map(({ name }) => name)
                .join(", "),
            ),
          }))}
        />
      )}
      <fieldset class="choices" key={level.value}>
        <legend class="unseen">{words.pool.level}</legend>
        {chosen.map(({ id, name }) => (
          <CheckField key={id} label={name} name="targets" value={id} isChecked />
        ))}
      </fieldset>
    </div>
  );
}
