// A labelled text of several lines.
import { useId } from "preact/hooks";

export type TextFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly rows: number;
  readonly value?: string;
};

export function TextField({ label, hint, name, rows, value }: TextFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="field__input field__input--lines"
        name={name}
        rows={rows}
        defaultValue={value}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
      />
      {hint === undefined ? null : (
        <p id={`${id}-note`} class="field__note">
          {hint}
        </p>
      )}
    </div>
  );
}
