// Where the player page begins.
import { render } from "preact";
import { startTheme } from "../design/theme.ts";
import { App } from "./app.tsx";
import { startRouting } from "./route.ts";
import { openVisitor, VisitorProvider } from "./visitor.ts";
import "../design/base.css";
import "./layout.css";

startTheme();
startRouting();
const page = document.getElementById("page");
if (page !== null) {
  render(
    <VisitorProvider value={openVisitor()}>
      <App />
    </VisitorProvider>,
    page,
  );
}
