// A labelled yes or no.
export type CheckFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly value?: string;
  readonly isChecked?: boolean;
};

export function CheckField({ label, name, value = "yes", isChecked = false }: CheckFieldProps) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} defaultChecked={isChecked} />
      <span>{label}</span>
    </label>
  );
}
