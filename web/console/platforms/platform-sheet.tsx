// What an operator does with a platform, each with what it means for it.
import { useSignal } from "@preact/signals";
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";

export type Platform = HttpCalls["listPlatforms"]["answer"]["platforms"][number];

export type PlatformTask =
  | { readonly kind: "rotate" | "disable" | "enable" | "origins" }
  | { readonly kind: "signing"; readonly signing: Platform["signing"] };

export type PlatformSheetProps = {
  readonly task: PlatformTask;
  readonly platform: Platform;
  readonly onSecret: (id: string, secret: string) => void;
  readonly onClose: () => void;
};

export function PlatformSheet({ task, platform, onSecret, onClose }: PlatformSheetProps) {
  const { http } = useOperator();
  const origins = useSignal(platform.origins.join(", "));
  const { title, note, send, look } = textsOf(task, platform.name);
  const run = async (): Promise<string | null> => {
    const id = platform.clientId;
    switch (task.kind) {
      case "rotate": {
        const { secret } = await http.value.rotatePlatform({ id });
        onSecret(id, secret);
        return null;
      }
      case "disable":
        await http.value.disablePlatform({ id });
        return words.platforms.done;
      case "enable":
        await http.value.enablePlatform({ id });
        return words.platforms.done;
      case "signing":
        await http.value.setPlatformSigning({ id, signing: task.signing });
        return words.platforms.done;
      case "origins":
        await http.value.setPlatformOrigins({ id, origins: listed(origins.value) });
        return words.platforms.done;
      default:
        return task satisfies never;
    }
  };
  return (
    <ReviewSheet title={title} look={look} send={send} run={run} onClose={onClose}>
      {task.kind === "origins" ? (
        <Field
          label={words.platforms.pages}
          hint={words.platforms.pagesHint}
          name="origins"
          autofocus
          value={origins.value}
          onInput={(event) => (origins.value = event.currentTarget.value)}
        />
      ) : null}
      <p>{note}</p>
    </ReviewSheet>
  );
}

export function listed(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

type SheetTexts = {
  readonly title: string;
  readonly note: string;
  readonly send: string;
  readonly look: "primary" | "danger";
};

function textsOf(task: PlatformTask, name: string): SheetTexts {
  const { platforms } = words;
  switch (task.kind) {
    case "rotate":
      return {
        title: platforms.rotateTitle(name),
        note: platforms.rotateNote,
        send: platforms.rotate,
        look: "danger",
      };
    case "disable":
      return {
        title: platforms.disableTitle(name),
        note: platforms.disableNote,
        send: platforms.disable,
        look: "danger",
      };
    case "enable":
      return {
        title: platforms.enableTitle(name),
        note: platforms.enableNote,
        send: platforms.enable,
        look: "primary",
      };
    case "origins":
      return {
        title: platforms.pagesTitle(name),
        note: platforms.pagesNote,
        send: platforms.setPages,
        look: "primary",
      };
    case "signing":
      return {
        title: platforms.setSigning(name, task.signing),
        note: task.signing === "unsigned" ? platforms.unsignedNote : platforms.signedNote,
        send: words.review.send,
        look: task.signing === "unsigned" ? "danger" : "primary",
      };
    default:
      return task satisfies never;
  }
}
