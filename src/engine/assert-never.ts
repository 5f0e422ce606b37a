/** Ends an exhaustive switch; being reached at run time is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
