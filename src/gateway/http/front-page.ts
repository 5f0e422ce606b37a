// What a browser sees at /: what this is and where to go.
import { SECURITY_HEADERS } from "./answer.ts";

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mutuel</title>
<h1>Mutuel</h1>
<p>A server for real-time, in-play pool betting. It runs.</p>
<ul>
<li>WebSocket API: <code>/ws</code></li>
<li>Accounts: <code>POST /r/signup/</code>, <code>POST /r/login/</code>, <code>POST /r/logout/</code>, <code>/r/api-keys/</code></li>
<li>Operators: <code>/admin/</code>, <a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>, <a href="/metrics">/metrics</a></li>
</ul>
</html>
`;

export function frontPage(): Response {
  const headers = { ...SECURITY_HEADERS, "content-type": "text/html; charset=utf-8" };
  return new Response(PAGE, { headers });
}
