// Where the console begins.
import { render } from "preact";
import { startTheme } from "../design/theme.ts";
import { App } from "./app.tsx";
import { openOperator, OperatorProvider } from "./operator.ts";
import { startRouting } from "./route.ts";
import "../design/base.css";
import "../design/field.css";
import "./form/form.css";
import "./layout.css";
import "./review/review.css";
import "./table.css";

startTheme();
startRouting();
const page = document.getElementById("page");
if (page !== null) {
  render(
    <OperatorProvider value={openOperator()}>
      <App />
    </OperatorProvider>,
    page,
  );
}
