// A labelled choice among a few.
import { useId } from "preact/hooks";

export type SelectOption = { readonly value: string; readonly text: string };

export type SelectFieldProps = {
  readonly label: string;
  readonly name?: string;
  readonly options: readonly SelectOption[];
  readonly value?: string;
  readonly onChoose?: (value: string) => void;
};

export function SelectField({ label, name, options, value, onChoose }: SelectFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="field__input"
        name={name}
        value={value}
        onChange={(event) => onChoose?.(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
