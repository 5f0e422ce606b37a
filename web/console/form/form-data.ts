// What was typed into a form: trimmed (but for secrets), and absent where it is empty.

export type Typed = {
  readonly text: (name: string) => string;
  readonly secret: (name: string) => string;
  /** null where nothing was typed. */
  readonly maybe: (name: string) => string | null;
  readonly lines: (name: string) => readonly string[];
  readonly all: (name: string) => readonly string[];
};

export function typedIn(event: SubmitEvent): Typed {
  event.preventDefault();
  const given = new FormData(event.currentTarget as HTMLFormElement);
  const raw = (name: string): string[] =>
    given.getAll(name).map((value) => (typeof value === "string" ? value : ""));
  const all = (name: string): string[] => raw(name).map((value) => value.trim());
  const text = (name: string): string => all(name)[0] ?? "";
  return {
    text,
    secret: (name) => raw(name)[0] ?? "",
    maybe: (name) => text(name) || null,
    lines: (name) =>
      text(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    all,
  };
}
