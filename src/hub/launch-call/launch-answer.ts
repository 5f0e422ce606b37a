// What a provider's launch API answered: `{"gameLaunchUrl": "https://…"}` and whatever else it likes to send.
// Never repeats anything of it: the URL usually holds the session's token.
import { failed, type LaunchFailure } from "./launch-failure.ts";
import { readWebUrl, WEB_URL_ACCEPTED } from "./web-url.ts";

export type LaunchUrl = { readonly kind: "url"; readonly url: string };

const ACCEPTED = `accepted: {"gameLaunchUrl": "https://..."}`;

/** `host` is named in the text of a failure. The URL is given back exactly as it was sent. */
export function readLaunchAnswer(bytes: Uint8Array, host: string): LaunchUrl | LaunchFailure {
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return failed(
      "not-json",
      `${host} answered ${bytes.length} bytes that are not JSON; ${ACCEPTED}`,
    );
  }
  const url = launchUrlOf(answer);
  if (url === undefined) return failed("no-url", `${host} answered no gameLaunchUrl; ${ACCEPTED}`);
  if (typeof url !== "string") {
    return failed(
      "bad-url",
      `gameLaunchUrl from ${host} is ${kindOf(url)}; accepted: ${WEB_URL_ACCEPTED}`,
    );
  }
  if (readWebUrl(url) === null) {
    return failed(
      "bad-url",
      `gameLaunchUrl from ${host} is a text of ${url.length} characters that can't be used; accepted: ${WEB_URL_ACCEPTED}`,
    );
  }
  return { kind: "url", url };
}

function launchUrlOf(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return undefined;
  if (!Object.hasOwn(answer, "gameLaunchUrl") || !("gameLaunchUrl" in answer)) return undefined;
  return answer.gameLaunchUrl;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a JSON ${typeof value}`;
}
