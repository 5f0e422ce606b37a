// Where the player page begins.
import { render } from "preact";
import { startTheme } from "../design/theme.ts";
import { App } from "./app.tsx";
import "../design/base.css";

startTheme();
const page = document.getElementById("page");
if (page !== null) render(<App />, page);
