/** A shallow copy that lacks some fields; what is left keeps its types. */
export function without<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  ...names: readonly Name[]
): Omit<Whole, Name> {
  const copy = { ...whole };
  for (const name of names) delete copy[name];
  return copy;
}
