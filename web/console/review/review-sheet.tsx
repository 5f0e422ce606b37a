// The sheet between wanting something and doing it: what it would come to, asked of the server and asked
// again while it is looked at, then one button. Nothing is sent that the server has refused in advance.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { CommandPreview } from "../../../client/src/index.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { showToast } from "../../design/toast.tsx";
import { refusalText, words } from "../../text/console.ts";
import { shared } from "../../text/shared.ts";
import { Refusal } from "../form/refusal.tsx";
import { KeyHint } from "../key-hint.tsx";
import { useWork } from "../work.ts";
import { ConsequenceList, type ConsequenceContext } from "./consequence-list.tsx";
import "./review.css";

export type ReviewSheetProps = {
  readonly title: string;
  readonly look?: "primary" | "danger";
  /** What the button says. */
  readonly send: string;
  /** Absent where the server has no preview of it: then `children` tell the consequences. */
  readonly preview?: () => Promise<CommandPreview>;
  /** Asked again at once when this changes. */
  readonly previewOf?: string | number;
  readonly context?: ConsequenceContext;
  /** Resolves to what is told when it is done; to null where something else takes the sheet's place. */
  readonly run: () => Promise<string | null>;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
};

type Told =
  | { readonly kind: "asking" }
  | { readonly kind: "told"; readonly preview: CommandPreview }
  | { readonly kind: "refused"; readonly error: unknown };

const AGAIN_MS = 2_000;

export function ReviewSheet(props: ReviewSheetProps) {
  const { title, look = "primary", send, preview, previewOf, run, onClose, children } = props;
  const told = useSignal<Told>({ kind: "asking" });
  const work = useWork();
  useEffect(() => {
    if (preview === undefined) return undefined;
    let isCurrent = true;
    const take = (next: Told): void => {
      if (isCurrent) told.value = next;
    };
    const ask = (): void => {
      preview().then(
        (known) => take({ kind: "told", preview: known }),
        (error: unknown) => take({ kind: "refused", error }),
      );
    };
    ask();
    const timer = setInterval(ask, AGAIN_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [previewOf]);
  const mayRun = preview === undefined || told.value.kind === "told";
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!mayRun) return;
    await work.start(async () => {
      const content = await run();
      if (content === null) return;
      showToast({ look: "good", icon: "check", content });
      onClose();
    });
  };
  return (
    <Dialog title={title} closeLabel={shared.close} size="large" onClose={onClose}>
      <form class="review" onSubmit={(event) => void submit(event)}>
        {children}
        {preview === undefined ? null : (
          <div class="review__told" aria-live="polite">
            <ToldView told={told.value} context={props.context} />
          </div>
        )}
        <Refusal error={work.error.value} />
        <div class="form-end">
          <Button look="quiet" onClick={onClose}>
            {shared.cancel} <KeyHint of="Esc" />
          </Button>
          <Button
            type="submit"
            look={look}
            class="review__send"
            autofocus
            aria-disabled={!mayRun || work.isUnderWay.value}
          >
            {work.isUnderWay.value ? words.review.working : send} <KeyHint of="↵" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ToldView({
  told,
  context,
}: {
  readonly told: Told;
  readonly context: ConsequenceContext | undefined;
}) {
  switch (told.kind) {
    case "asking":
      return <p class="quiet">{words.review.asking}</p>;
    case "refused":
      return (
        <div class="error" role="alert">
          <strong>{words.review.refused}.</strong> {refusalText(told.error)}
        </div>
      );
    case "told":
      return (
        <ConsequenceList preview={told.preview} {...(context === undefined ? {} : { context })} />
      );
    default:
      return told satisfies never;
  }
}
