// Creates a game, makes its creator an admin of it, and goes to its desk.
import { useSignal } from "@preact/signals";
import type { CreateGameFields } from "../../../client/src/index.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { showToast } from "../../design/toast.tsx";
import { words } from "../../text/console.ts";
import { shared } from "../../text/shared.ts";
import { type Typed, typedIn } from "../form/form-data.ts";
import { Refusal } from "../form/refusal.tsx";
import { SelectField } from "../form/select-field.tsx";
import { TextField } from "../form/text-field.tsx";
import { useOperator } from "../operator.ts";
import { addressOf, goTo } from "../route.ts";
import { useWork } from "../work.ts";
import type { MySource } from "./my-sources.ts";

export type GameFormProps = {
  readonly sources: readonly MySource[];
  readonly onDone: () => void;
  readonly onClose: () => void;
};

type Mode = "now" | "later";

const FOOTBALL = "Goal\nYellow card\nRed card\nCorner kick";

export function GameForm({ sources, onDone, onClose }: GameFormProps) {
  const { connection } = useOperator();
  const mode = useSignal<Mode>("now");
  const work = useWork();
  const submit = async (event: SubmitEvent): Promise<void> => {
    const fields = gameFields(typedIn(event));
    await work.start(async () => {
      const client = connection.client.peek();
      const { game_id: gameId } =
        mode.value === "now"
          ? await client.createAndOpenGame(fields)
          : await client.createGame(fields);
      await client.becomeGameAdmin({ game_id: gameId });
      showToast({ look: "good", icon: "check", content: words.game.created(fields.game_name) });
      onDone();
      goTo(addressOf("games", gameId));
    });
  };
  return (
    <Dialog title={words.games.newGame} closeLabel={shared.close} size="large" onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <div class="form-grid">
          <Field
            label={words.game.name}
            name="name"
            placeholder={words.game.namePlaceholder}
            maxLength={120}
            required
            autofocus
          />
          <SelectField
            label={words.game.source}
            name="source"
            options={sources.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <Field label={words.game.type} name="type" defaultValue="football" required />
          <Field
            label={words.game.currency}
            name="currency"
            defaultValue="DON"
            maxLength={3}
            required
            hint={words.game.currencyHint}
          />
          <TextField
            label={words.game.actions}
            hint={words.game.actionsHint}
            name="actions"
            rows={4}
            value={FOOTBALL}
          />
          <TextField
            label={words.game.targets}
            hint={words.game.targetsHint}
            name="targets"
            rows={4}
          />
          <Field
            label={words.game.start}
            name="start"
            type="datetime-local"
            hint={words.game.optional}
          />
          <Field
            label={words.game.closeAt}
            name="close"
            type="datetime-local"
            hint={words.game.optional}
          />
          <SelectField
            label={words.game.mode}
            value={mode.value}
            onChoose={(chosen) => {
              mode.value = chosen === "later" ? "later" : "now";
            }}
            options={[
              { value: "now", text: words.game.modes.now },
              { value: "later", text: words.game.modes.later },
            ]}
          />
        </div>
        <p class="quiet">{words.game.note[mode.value]}</p>
        <Refusal error={work.error.value} />
        <div class="form-end">
          <Button look="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
          <Button type="submit" look="primary">
            {words.game.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function gameFields(typed: Typed): CreateGameFields {
  const start = typed.maybe("start");
  const close = typed.maybe("close");
  return {
    source_id: typed.text("source"),
    game_name: typed.text("name"),
    type: typed.text("type"),
    currency: typed.text("currency").toUpperCase(),
    actions: typed.lines("actions"),
    targets: typed.lines("targets"),
    ...(start === null ? {} : { live_start_at: new Date(start).getTime() }),
    ...(close === null ? {} : { close_at: new Date(close).getTime() }),
  };
}
