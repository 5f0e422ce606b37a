// Whether a request is signed by whom it says. Owns the order: a Sign at all, the way of signing that is
// set, the time, the signature, that it is new.
import type { Signing } from "../engine/hub/hub-fact.ts";
import type { Clock } from "../ops/clock.ts";
import type { HubCall } from "./call.ts";
import type { HubSecrets } from "./hub-secrets.ts";
import { ReplayGuard } from "./replay-guard.ts";
import { hasHmacSign, hasMd5Sign, readTimestamp } from "./signature.ts";

/** Who is to have signed. */
export type Signer = { readonly signing: Signing; readonly secretLabel: string };

export type SignVerdict =
  | { readonly kind: "signed" }
  | { readonly kind: "not-signed"; readonly text: string }
  | { readonly kind: "wrong"; readonly text: string }
  /** Nobody's fault: the caller signs anew and repeats. */
  | { readonly kind: "again"; readonly text: string };

export class SignatureCheck {
  readonly #secrets: HubSecrets;
  readonly #guard: ReplayGuard;

  constructor(secrets: HubSecrets, clock: Clock) {
    this.#secrets = secrets;
    this.#guard = new ReplayGuard(clock);
  }

  /**
   * `signerOf` is asked again after the secret was derived, so that the answer holds for the state of
   * the moment in which it is given.
   */
  async check(call: HubCall, signerOf: () => Signer | null): Promise<SignVerdict> {
    const { sign } = call;
    if (sign === null) return { kind: "not-signed", text: "the header Sign is missing" };
    for (;;) {
      const signer = signerOf();
      if (signer === null) return wrong("nobody is known by the id of the request");
      const secret = await this.#secrets.of(signer.secretLabel);
      const now = signerOf();
      if (now?.secretLabel !== signer.secretLabel || now.signing !== signer.signing) continue;
      if (signer.signing === "hmac-sha256") return this.#checkHmac(call, sign, secret);
      if (hasMd5Sign(call.signed, sign, secret)) return { kind: "signed" };
      return wrong("Sign does not fit; accepted: lower-case hex md5(raw body + secret)");
    }
  }

  #checkHmac({ signed, signTimestamp }: HubCall, sign: string, secret: string): SignVerdict {
    const timestampMs = readTimestamp(signTimestamp);
    if (signTimestamp === null || timestampMs === null) {
      return wrong("Sign-Timestamp is missing or no time; accepted: epoch milliseconds");
    }
    if (!hasHmacSign(signed, { sign, timestamp: signTimestamp }, secret)) {
      const text =
        'Sign does not fit; accepted: v1=lower-case hex hmac-sha256(Sign-Timestamp + "." + raw body), keyed by the secret';
      return wrong(text);
    }
    const time = this.#guard.judgeTime(timestampMs);
    if (time.kind === "out-of-time") return wrong(time.text);
    if (time.kind === "too-soon") return { kind: "again", text: time.text };
    switch (this.#guard.take(sign)) {
      case "fresh":
        return { kind: "signed" };
      case "used":
        return wrong("this signature was used before; each is good once");
      case "full":
        return { kind: "again", text: "too many signatures in five minutes; try again later" };
    }
  }
}

function wrong(text: string): SignVerdict {
  return { kind: "wrong", text };
}
