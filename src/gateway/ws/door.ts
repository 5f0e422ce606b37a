// The door: from an HTTP request to a connection, or to a refusal as JSON. In this order: method,
// Origin, places, edition and source, credentials. Whose credentials are refused hears of it over a
// connection that ends at once: no page gets to see an HTTP answer here. The query string may hold
// credentials: never log it.
import { isUuid, type SourceId } from "../../engine/ids.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Clock } from "../../ops/clock.ts";
import { LIMITS, type Limits } from "../../ops/limits.ts";
import { DEFAULT_EDITION, type Edition, EDITIONS, editionOf } from "../../protocol/edition.ts";
import type { Writer } from "../../sequencer/writer.ts";
import { addressGroup } from "../access/address.ts";
import { MinuteLimit } from "../../ops/minute-limit.ts";
import type { OriginRule } from "../access/origin-rule.ts";
import { Admission } from "./admission.ts";
import { type Credentials, checkCredentials, readCredentials } from "./credentials.ts";
import type { FindGameSession } from "./launched.ts";
import type { Refused } from "./delivery.ts";
import type { Who } from "./session.ts";

export type DoorParts = {
  readonly writer: Writer;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly origins: OriginRule;
  readonly findGameSession: FindGameSession;
};

export type Admitted = {
  readonly kind: "admitted";
  readonly who: Who;
  readonly edition: Edition;
  readonly sourceId: SourceId | null;
  readonly address: string;
};

/** Gets a connection for being told why it gets none. */
export type TurnedAway = { readonly kind: "turned-away"; readonly address: string } & Refused;

/** What a socket carries from the door on. */
export type Ticket = Admitted | TurnedAway;

export type DoorVerdict = Ticket | ({ readonly kind: "refused" } & Refused);

type Wishes = {
  readonly edition: Edition;
  readonly sourceId: SourceId | null;
  readonly credentials: Credentials;
};

export class Door {
  readonly admission: Admission;
  readonly #parts: DoorParts;
  readonly #handshakes: MinuteLimit;

  constructor(parts: DoorParts) {
    this.#parts = parts;
    this.admission = new Admission(parts.limits);
    this.#handshakes = new MinuteLimit(parts.limits.handshakesPerMinute, parts.clock);
  }

  /** Whoever has a ticket holds a place, to be given back with admission.leave(ticket.address). */
  async judge(request: Request, remoteAddress: string): Promise<DoorVerdict> {
    const { headers } = request;
    if (headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return refused("UPGRADE_REQUIRED", "/ws takes WebSocket connections only");
    }
    const { origins } = this.#parts;
    const origin = headers.get("origin");
    const verdict = origins.judge(origin, headers.get("host"));
    if (verdict === "forbidden" && !hasToken(request)) {
      return refused("ORIGIN_FORBIDDEN", origins.text(origin));
    }
    const address = addressGroup(remoteAddress);
    if (this.#handshakes.take(address).kind === "refused") {
      const max = this.#parts.limits.handshakesPerMinute;
      const text = `address ${address} asked for more than ${max} connections in a minute`;
      return refused(LIMITS.handshakesPerMinute.code, text);
    }
    const wishes = this.#readWishes(request, verdict === "absent" ? "absent" : "allowed");
    if (wishes.kind === "refused") return wishes;
    const noPlace = this.admission.enter(address);
    if (noPlace !== null) return { kind: "refused", ...noPlace };
    return this.#check(wishes, address);
  }

  /** A place is taken by now. */
  async #check(wishes: Wishes, address: string): Promise<DoorVerdict> {
    let keepsPlace = false;
    try {
      const checked = await checkCredentials(this.#parts, wishes.credentials);
      keepsPlace = true;
      if (checked.kind === "refused") return { ...checked, kind: "turned-away", address };
      const { edition, sourceId } = wishes;
      return { kind: "admitted", who: checked.who, edition, sourceId, address };
    } finally {
      if (!keepsPlace) this.admission.leave(address);
    }
  }

  #readWishes(
    request: Request,
    origin: "absent" | "allowed",
  ): ({ readonly kind: "wishes" } & Wishes) | ({ readonly kind: "refused" } & Refused) {
    const query = new URL(request.url).searchParams;
    const version = query.get("v");
    const edition = version === null ? DEFAULT_EDITION : editionOf(version);
    if (edition === null) {
      const text = `v is ${shown(version)}; accepted: ${EDITIONS.join(", ")}`;
      return refused("EDITION_UNKNOWN", text);
    }
    const source = query.get("source")?.toLowerCase() ?? null;
    if (source !== null && !isUuid(source)) {
      return refused("FIELD_INVALID", `source is ${shown(source)}; accepted: the id of a source`);
    }
    const sourceId = source === null ? null : (source as SourceId);
    if (sourceId !== null && !this.#parts.writer.state.sources.has(sourceId)) {
      return refused("SOURCE_NOT_FOUND", `there is no source ${sourceId}`);
    }
    const credentials = readCredentials(request.headers, query, origin);
    if (credentials.kind === "refused") return credentials;
    return { kind: "wishes", edition, sourceId, credentials };
  }
}

/**
 * A launched game lives on its provider's page. The token in the address is all that counts there; no
 * browser adds it by itself, as it does cookies, so nobody else's page can come by it.
 */
function hasToken({ url }: Request): boolean {
  return new URL(url).searchParams.has("session");
}

function refused(code: Refused["code"], text: string): { kind: "refused" } & Refused {
  return { kind: "refused", code, text };
}

function shown(value: string | null): string {
  return JSON.stringify((value ?? "").slice(0, 80));
}
