// A sheet over the page: modal, closed by Escape, its cross, or a click beside it. On a phone it comes
// from below.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import "./dialog.css";

export type DialogProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly size?: "plain" | "large";
  readonly children: ComponentChildren;
};

/** Open for as long as it is there. */
export function Dialog({ title, closeLabel, onClose, size = "plain", children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Rather than the cross, which comes first.
    element?.querySelector("input")?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog dialog--${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog__sheet">
        <header class="dialog__head">
          <h2 id={id} class="dialog__title">
            {title}
          </h2>
          <Button look="quiet" size="square" aria-label={closeLabel} onClick={onClose}>
            <Icon name="cross" />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
