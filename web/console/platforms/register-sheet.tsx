// Registers a platform; its secret is told once.
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { shared } from "../../text/shared.ts";
import { typedIn } from "../form/form-data.ts";
import { Refusal } from "../form/refusal.tsx";
import { SelectField } from "../form/select-field.tsx";
import { useOperator } from "../operator.ts";
import { useWork } from "../work.ts";
import { listed, type Platform } from "./platform-sheet.tsx";

export type RegisterSheetProps = {
  readonly onSecret: (id: string, secret: string) => void;
  readonly onClose: () => void;
};

export function RegisterSheet({ onSecret, onClose }: RegisterSheetProps) {
  const { http } = useOperator();
  const work = useWork();
  const submit = async (event: SubmitEvent): Promise<void> => {
    const typed = typedIn(event);
    const id = typed.maybe("id");
    const origins = listed(typed.text("origins"));
    await work.start(async () => {
      const made = await http.value.registerPlatform({
        name: typed.text("name"),
        signing: typed.text("signing") as Platform["signing"],
        ...(id === null ? {} : { clientId: id }),
        ...(origins.length === 0 ? {} : { origins }),
      });
      if (made.secret === undefined) onClose();
      else onSecret(made.clientId, made.secret);
    });
  };
  return (
    <Dialog title={words.platforms.register} closeLabel={shared.close} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label={words.platforms.name} name="name" maxLength={120} required autofocus />
        <Field label={words.platforms.id} name="id" maxLength={64} hint={words.platforms.idHint} />
        <SelectField
          label={words.platforms.signing}
          name="signing"
          options={[
            { value: "hmac-sha256", text: "hmac-sha256" },
            { value: "md5", text: "md5" },
            { value: "unsigned", text: "unsigned" },
          ]}
        />
        <Field label={words.platforms.pages} name="origins" hint={words.platforms.pagesHint} />
        <Refusal error={work.error.value} />
        <div class="form-end">
          <Button look="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
          <Button type="submit" look="primary">
            {words.platforms.register}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
