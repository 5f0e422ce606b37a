// The way in: a user's name and password, or the operator's key.
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { words } from "../text/console.ts";
import { typedIn } from "./form/form-data.ts";
import { Refusal } from "./form/refusal.tsx";
import { useOperator } from "./operator.ts";
import { useWork } from "./work.ts";
import "./sign-in.css";

export function SignIn() {
  return (
    <div class="sign-in panel">
      <header>
        <h1 class="sign-in__title">{words.signIn.title}</h1>
        <p class="quiet">{words.signIn.intro}</p>
      </header>
      <UserForm />
      <p class="sign-in__or">{words.signIn.or}</p>
      <KeyForm />
    </div>
  );
}

export type WayInProps = { readonly onDone?: () => void };

export function UserForm({ onDone }: WayInProps) {
  const { logIn } = useOperator();
  const work = useWork();
  const submit = async (event: SubmitEvent): Promise<void> => {
    const typed = typedIn(event);
    const isIn = await work.start(() => logIn(typed.text("username"), typed.secret("password")));
    if (isIn) onDone?.();
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Field label={words.signIn.username} name="username" autocomplete="username" required />
      <Field
        label={words.signIn.password}
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      <Refusal error={work.error.value} />
      <Button type="submit" look="primary" size="wide">
        {work.isUnderWay.value ? words.signIn.working : words.signIn.logIn}
      </Button>
    </form>
  );
}

export function KeyForm({ onDone }: WayInProps) {
  const { enterKey } = useOperator();
  const work = useWork();
  const submit = async (event: SubmitEvent): Promise<void> => {
    const typed = typedIn(event);
    if (await work.start(() => enterKey(typed.text("key")))) onDone?.();
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Field
        label={words.signIn.key}
        hint={words.signIn.keyHint}
        name="key"
        type="password"
        autocomplete="off"
        required
      />
      <Refusal error={work.error.value} />
      <Button type="submit" size="wide">
        {work.isUnderWay.value ? words.signIn.working : words.signIn.useKey}
      </Button>
    </form>
  );
}
