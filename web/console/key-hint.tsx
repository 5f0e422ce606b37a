// Which key does the same as a button. For the eye; `aria-keyshortcuts` says it to others.
export function KeyHint({ of }: { readonly of: string }) {
  return <kbd aria-hidden="true">{of}</kbd>;
}
