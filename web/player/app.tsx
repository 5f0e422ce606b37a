// The whole page.
import { shared } from "../text/shared.ts";

export function App() {
  return <h1>{shared.brand}</h1>;
}
