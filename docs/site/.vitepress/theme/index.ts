// The default theme with the fonts the reader's machine has.
import type { Theme } from "vitepress";
import WithoutFonts from "vitepress/theme-without-fonts";
import "./style.css";

export default { extends: WithoutFonts } satisfies Theme;
