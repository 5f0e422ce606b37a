// How providers and platforms come to be: a source over HTTP, and what the operator sets.
import { type TProperties, type TSchema, Type } from "typebox";
import type { ErrorCode } from "../error-code.ts";
import { type HttpRoute, ok } from "./http-route.ts";
import { clientId, optional } from "./open-games-bodies.ts";
import { closed, count, text, uuid, yes } from "./parts.ts";

const signing = Type.Enum(["md5", "hmac-sha256", "unsigned"]);
const sourceSigning = Type.Enum(["md5", "hmac-sha256"]);

const origins = Type.Array(Type.String({ maxLength: 200 }), {
  maxItems: 20,
  description:
    "of the platform's pages, which may show the games it launched: https://casino.example",
});

type Operated = {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly request?: TSchema;
  readonly answer: TProperties;
  readonly refusals: readonly ErrorCode[];
};

function operated({ answer, refusals, ...route }: Operated): HttpRoute {
  const json = closed({ ...answer, idempotent: optional(yes) });
  const common = { method: "POST", credential: "operator" } as const;
  return { ...common, ...route, answers: [ok(json)], refusals: [...refusals, "BUSY"] };
}

const secret = {
  clientId,
  generation: count,
  secret: Type.String({ description: "shown this once" }),
};

export const PLATFORM_ROUTES: readonly HttpRoute[] = [
  {
    method: "POST",
    path: "/r/sources",
    name: "openSource",
    summary: "Open a source, as op 365 does; the secret is shown this once",
    credential: "user",
    request: closed({
      source_name: Type.String({ minLength: 1, maxLength: 120 }),
      description: optional(Type.String({ maxLength: 512 })),
    }),
    answers: [
      {
        status: 201,
        description: "The new source",
        body: { json: closed({ source_id: uuid, source_name: text, provider_secret: text }) },
      },
    ],
    refusals: ["NO_PRIVILEGE", "BUSY"],
  },
  operated({
    path: "/admin/platforms",
    name: "registerPlatform",
    summary: "Register a platform; again with the same content it is answered without its secret",
    request: closed({
      clientId: optional(clientId),
      name: text,
      signing,
      origins: optional(origins),
    }),
    answer: { ...secret, secret: optional(secret.secret) },
    refusals: ["IDEMPOTENCY_MISMATCH"],
  }),
  {
    method: "GET",
    path: "/admin/platforms",
    name: "listPlatforms",
    summary: "The platforms, without their secrets",
    credential: "operator",
    answers: [
      ok(
        closed({
          seq: count,
          platforms: Type.Array(
            closed({
              clientId,
              name: text,
              signing,
              origins,
              status: Type.Enum(["active", "disabled"]),
              generation: count,
            }),
          ),
        }),
        "As of now",
      ),
    ],
    refusals: [],
  },
  operated({
    path: "/admin/platforms/{id}/rotate",
    name: "rotatePlatform",
    summary: "Give a platform a new secret; the one before is good for nothing at once",
    answer: secret,
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/disable",
    name: "disablePlatform",
    summary: "Let a platform launch nothing and its sessions lose nothing any more",
    answer: { clientId, status: Type.Literal("disabled") },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/enable",
    name: "enablePlatform",
    summary: "Let a disabled platform in again",
    answer: { clientId, status: Type.Literal("active") },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/signing",
    name: "setPlatformSigning",
    summary: "Set how a platform signs",
    request: closed({ signing }),
    answer: { clientId, signing },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/origins",
    name: "setPlatformOrigins",
    summary: "Set where a platform shows the games it launched",
    request: closed({ origins }),
    answer: { clientId, origins },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/sources/{id}/signing",
    name: "setSourceSigning",
    summary: "Set how a provider signs",
    request: closed({ signing: sourceSigning }),
    answer: { source_id: uuid, signing: sourceSigning },
    refusals: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  }),
];
