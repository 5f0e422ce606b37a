// Sign-up in one step, or log-in: one form, and the way from one to the other.
import { useSignal } from "@preact/signals";
import { MutuelError } from "../../client/src/index.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { player } from "../text/player.ts";
import { errorText, shared } from "../text/shared.ts";
import { useVisitor } from "./visitor.ts";
import "./account-dialog.css";

const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  USERNAME_TAKEN: "username",
  EMAIL_TAKEN: "email",
};

export function AccountDialog() {
  const visitor = useVisitor();
  const { form } = visitor;
  const { account } = player;
  const kind = form.value ?? "sign-up";
  const error = useSignal<unknown>(null);
  const isWorking = useSignal(false);
  const errorAt = (field: string): string | null =>
    error.value !== null && fieldOf(error.value) === field ? errorText(error.value) : null;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isWorking.value) return;
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => {
      const value = given.get(name);
      return typeof value === "string" ? value : "";
    };
    const user = { username: text("username").trim(), password: text("password") };
    isWorking.value = true;
    error.value = null;
    try {
      await (kind === "sign-up"
        ? visitor.signUp({ ...user, email: text("email").trim() })
        : visitor.logIn(user));
    } catch (thrown) {
      error.value = thrown;
    } finally {
      isWorking.value = false;
    }
  };
  const close = (): void => {
    form.value = null;
  };
  return (
    <Dialog title={account.title[kind]} closeLabel={shared.close} onClose={close}>
      <form class="account-form" onSubmit={(event) => void submit(event)}>
        <p class="quiet">{account.intro[kind]}</p>
        <Field
          label={account.username}
          name="username"
          autocomplete="username"
          maxLength={64}
          required
          error={errorAt("username")}
        />
        {kind === "sign-up" ? (
          <Field
            label={account.email}
            name="email"
            type="email"
            autocomplete="email"
            required
            error={errorAt("email")}
          />
        ) : null}
        <Field
          label={account.password}
          name="password"
          type="password"
          autocomplete={kind === "sign-up" ? "new-password" : "current-password"}
          required
          {...(kind === "sign-up" ? { minLength: 8, hint: account.passwordHint } : {})}
          error={errorAt("password")}
        />
        {error.value === null || fieldOf(error.value) !== null ? null : (
          <p class="account-form__error" role="alert">
            {errorText(error.value)}
          </p>
        )}
        <Button type="submit" look="primary" size="wide" aria-disabled={isWorking.value}>
          {isWorking.value ? account.working : kind === "sign-up" ? account.signUp : account.logIn}
        </Button>
        <Button
          look="quiet"
          size="wide"
          onClick={() => {
            error.value = null;
            form.value = kind === "sign-up" ? "log-in" : "sign-up";
          }}
        >
          {account.other[kind]}
        </Button>
      </form>
    </Dialog>
  );
}

function fieldOf(error: unknown): string | null {
  if (!(error instanceof MutuelError)) return null;
  return FIELD_OF_CODE[error.code] ?? error.field;
}
