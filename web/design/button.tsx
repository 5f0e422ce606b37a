// A button in its looks: primary for the one thing to do here, quiet for what is beside the point.
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import "./button.css";

export type ButtonLook = "plain" | "primary" | "quiet" | "danger";

export type ButtonProps = Omit<ButtonHTMLAttributes, "class" | "size"> & {
  readonly look?: ButtonLook;
  readonly size?: "plain" | "wide" | "square";
  readonly class?: string;
  readonly children: ComponentChildren;
};

export function Button({ look = "plain", size = "plain", class: more, ...rest }: ButtonProps) {
  const names = [
    "button",
    look === "plain" ? "" : `button--${look}`,
    size === "plain" ? "" : `button--${size}`,
    more ?? "",
  ];
  return <button type="button" {...rest} class={names.filter((name) => name !== "").join(" ")} />;
}
