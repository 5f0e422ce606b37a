/** What was typed can't be read; the message says it to people. */
export class TypedWrong extends Error {
  override readonly name = "TypedWrong";
}
