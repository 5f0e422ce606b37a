// A labelled input with its hint and what is wrong with it.
import type { InputHTMLAttributes, PartialInputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import "./field.css";

export type FieldProps = Omit<
  PartialInputHTMLAttributes<HTMLInputElement>,
  "class" | "id" | "role"
> & {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong, for people. */
  readonly error?: string | null;
};

export function Field({ label, hint, error = null, ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const rest = input as InputHTMLAttributes;
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        class="field__input"
        aria-invalid={error === null ? undefined : "true"}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note === undefined ? null : (
        <p
          id={`${id}-note`}
          class={error === null ? "field__note" : "field__note field__note--error"}
        >
          {note}
        </p>
      )}
    </div>
  );
}
