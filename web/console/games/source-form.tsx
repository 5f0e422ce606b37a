// Opens a source; its secret is told once.
import { useSignal } from "@preact/signals";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { shared } from "../../text/shared.ts";
import { typedIn } from "../form/form-data.ts";
import { Refusal } from "../form/refusal.tsx";
import { useOperator } from "../operator.ts";
import { SecretSheet } from "../secret-sheet.tsx";
import { useWork } from "../work.ts";

export type SourceFormProps = { readonly onDone: () => void; readonly onClose: () => void };

export function SourceForm({ onDone, onClose }: SourceFormProps) {
  const { connection } = useOperator();
  const work = useWork();
  const opened = useSignal<{ readonly id: string; readonly secret: string } | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    const typed = typedIn(event);
    const description = typed.maybe("description");
    await work.start(async () => {
      const source = await connection.client.peek().openSource({
        source_name: typed.text("name"),
        ...(description === null ? {} : { description }),
      });
      opened.value = { id: source.source_id, secret: source.provider_secret };
    });
  };
  if (opened.value !== null) {
    return <SecretSheet title={words.games.secretTitle} {...opened.value} onClose={onDone} />;
  }
  return (
    <Dialog title={words.games.newSource} closeLabel={shared.close} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label={words.source.name} name="name" maxLength={120} required autofocus />
        <Field
          label={words.source.description}
          name="description"
          maxLength={512}
          hint={words.game.optional}
        />
        <p class="quiet">{words.source.note}</p>
        <Refusal error={work.error.value} />
        <div class="form-end">
          <Button look="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
          <Button type="submit" look="primary">
            {words.source.open}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
