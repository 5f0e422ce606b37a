// A secret that is told once. Stays until it is said to be kept.
import { useSignal } from "@preact/signals";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { words } from "../text/console.ts";
import { shared } from "../text/shared.ts";

export type SecretSheetProps = {
  readonly title: string;
  readonly id: string;
  readonly secret: string;
  readonly onClose: () => void;
};

export function SecretSheet({ title, id, secret, onClose }: SecretSheetProps) {
  const isCopied = useSignal(false);
  const copy = (): void => {
    // Only over TLS and on localhost; elsewhere it can be selected.
    navigator.clipboard?.writeText(secret).then(
      () => (isCopied.value = true),
      () => {},
    );
  };
  return (
    <Dialog title={title} closeLabel={shared.close} onClose={onClose}>
      <p class="code quiet">{id}</p>
      <p class="code secret">{secret}</p>
      <p>{words.secret.once}</p>
      <div class="form-end">
        <Button onClick={copy}>{isCopied.value ? words.copied : words.copy}</Button>
        <Button look="primary" autofocus onClick={onClose}>
          {words.secret.done}
        </Button>
      </div>
    </Dialog>
  );
}
