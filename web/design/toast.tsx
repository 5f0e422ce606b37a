// Short notices that come, are read aloud, and go. What must be acted on does not belong here.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import "./toast.css";

export type ToastLook = "plain" | "good" | "warn" | "bad";

export type Toast = {
  readonly look: ToastLook;
  readonly icon?: IconName;
  readonly content: ComponentChildren;
};

type Shown = Toast & { readonly id: number };

const SHOWN_MS = 8_000;
const SHOWN_MAX = 3;

const shown = signal<readonly Shown[]>([]);
let made = 0;

export function showToast(toast: Toast): void {
  const id = ++made;
  shown.value = [...shown.value, { ...toast, id }].slice(-SHOWN_MAX);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}

/** Stands once in a page. */
export function Toaster({ closeLabel }: { readonly closeLabel: string }) {
  return (
    <div class="toaster" role="status" aria-live="polite">
      {shown.value.map(({ id, look, icon, content }) => (
        <div key={id} class={`toast toast--${look}`}>
          {icon === undefined ? null : <Icon name={icon} />}
          <div class="toast__content">{content}</div>
          <Button look="quiet" size="square" aria-label={closeLabel} onClick={() => dismiss(id)}>
            <Icon name="cross" />
          </Button>
        </div>
      ))}
    </div>
  );
}
