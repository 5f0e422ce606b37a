// Asks a provider's launch API for the URL of a game: one signed POST to a server that strangers chose.
// Owns what such a call may reach, how long it may take and how much it may send back. Knows nothing of
// what is in the body or how it was signed, and never repeats any of it.
import { systemScheduler, type Scheduler } from "../../ops/scheduler.ts";
import { CallSlots } from "./call-slots.ts";
import { exchange, outOfTime } from "./exchange.ts";
import { readLaunchAnswer, type LaunchUrl } from "./launch-answer.ts";
import { failed, type LaunchFailure } from "./launch-failure.ts";
import { lookUp, systemResolve, type HostRules } from "./look-up.ts";
import { readWebUrl, WEB_URL_ACCEPTED } from "./web-url.ts";

export type LaunchCallRequest = {
  readonly url: string;
  /** JSON, already serialised: exactly these bytes are sent. */
  readonly body: string;
  /** Besides our own, such as `Sign`. */
  readonly headers: Readonly<Record<string, string>>;
};

export type LaunchCallParts = HostRules & {
  /** For all of it: look-up, connecting, TLS, headers, body. */
  readonly timeoutMs: number;
  readonly answerBytesMax: number;
  readonly scheduler: Scheduler;
  /** Shared by all calls of the server. */
  readonly slots: CallSlots;
  /** Certificates (PEM) trusted in place of the system's; empty for the system's. */
  readonly trustedCertificates: readonly string[];
};

export type LaunchCallOutcome = LaunchUrl | LaunchFailure;

/** The parts of a server, made once: defaults for everything that is not given. */
export function launchCallParts(
  given: Pick<LaunchCallParts, "allowPrivateHosts"> & Partial<LaunchCallParts>,
): LaunchCallParts {
  return {
    timeoutMs: 5_000,
    answerBytesMax: 65_536,
    resolve: systemResolve,
    scheduler: systemScheduler,
    slots: new CallSlots(),
    trustedCertificates: [],
    ...given,
  };
}

/** Never rejects for anything the other side does. */
export async function callLaunchApi(
  request: LaunchCallRequest,
  parts: LaunchCallParts,
): Promise<LaunchCallOutcome> {
  const url = readWebUrl(request.url);
  if (url === null) {
    return failed(
      "bad-api-url",
      `the provider's launch API has a URL that can't be called; accepted: ${WEB_URL_ACCEPTED}`,
    );
  }
  const freeSlot = parts.slots.take(url.hostname);
  if (freeSlot === null) {
    return failed("busy", `too many calls to ${url.host} or in all are under way; ask again`);
  }
  const addresses = lookUp(url, parts);
  const deadline = new AbortController();
  const cancelDeadline = parts.scheduler.after(parts.timeoutMs, () => deadline.abort());
  try {
    const known = await within(addresses, deadline.signal);
    if (known === null) return outOfTime(url.host, "looking up its address");
    if ("why" in known) return known;
    return await callFirstReached(url, known, request, parts, deadline.signal);
  } finally {
    cancelDeadline();
    // A look-up can't be stopped: it keeps its slot, so that they never pile up behind a dead resolver.
    void addresses.finally(freeSlot);
  }
}

/** Address after address until one takes the connection; what is sent is sent to that one only. */
async function callFirstReached(
  url: URL,
  addresses: readonly string[],
  { body, headers }: LaunchCallRequest,
  parts: LaunchCallParts,
  deadline: AbortSignal,
): Promise<LaunchCallOutcome> {
  const { answerBytesMax, trustedCertificates, scheduler } = parts;
  const connectWithinMs = parts.timeoutMs / addresses.length;
  const limits = { answerBytesMax, trustedCertificates, scheduler, connectWithinMs, deadline };
  let last: LaunchFailure = failed("no-address", `${url.host} has no address`);
  for (const address of addresses) {
    const end = await exchange({ url, address, body, headers, ...limits });
    switch (end.kind) {
      case "answer":
        return readLaunchAnswer(end.bytes, url.host);
      case "failed":
        return end;
      case "unreached":
        last = end.failure;
    }
  }
  return last;
}

/** Null when the signal was first. */
function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const { promise: aborted, resolve } = Promise.withResolvers<null>();
  const abort = (): void => resolve(null);
  signal.addEventListener("abort", abort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
