// Platforms, and how requests are signed. All of it is the operator's.
import type { CommandOf, Context } from "../command.ts";
import { type Answer, type Decision, accept } from "../decision.ts";
import { Draft } from "../draft.ts";
import type { PlatformId } from "../ids.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findSource, isOperator, isRefusal } from "../rights.ts";
import { PLATFORM_NAME_MAX } from "../rules.ts";
import type { State } from "../state.ts";
import type { Platform } from "./hub-state.ts";
import { invalidOrigins, sameOrigins } from "./platform-origins.ts";

const PLATFORM_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Again with the same id and content it is answered again. */
export function decideRegisterPlatform(
  state: State,
  command: CommandOf<"register-platform">,
  context: Context,
): Decision {
  const outsider = notOperator(state, context);
  if (outsider !== null) return outsider;
  const { name, signing, origins } = command;
  const draft = new Draft(state, context, "operator");
  const platformId = command.platformId ?? (draft.newId() as PlatformId);
  if (!PLATFORM_ID.test(platformId)) {
    const accepted = "1 to 64 letters, digits, dots, dashes and underscores";
    return refuse("FIELD_INVALID", `clientId is "${platformId}"; accepted: ${accepted}`);
  }
  if (name === "" || name.length > PLATFORM_NAME_MAX) {
    const text = `name has ${name.length} characters; accepted: 1 to ${PLATFORM_NAME_MAX}`;
    return refuse("FIELD_INVALID", text);
  }
  const invalid = invalidOrigins(origins);
  if (invalid !== null) return invalid;
  const known = state.hub.platforms.get(platformId);
  if (known === undefined) {
    const content = { platformId, name, signing, origins: [...origins] };
    const fact = { kind: "PlatformRegistered", ...draft.sign, ...content } as const;
    return accept([fact], { kind: "platform", platformId, generation: 1, change: "made" });
  }
  const isSame =
    known.name === name && known.signing === signing && sameOrigins(known.origins, origins);
  if (isSame) return accept([], told(known, "none"));
  const text = `platform ${platformId} is registered already, as "${known.name}" with ${known.signing} and origins [${known.origins.join(", ")}]`;
  return refuse("IDEMPOTENCY_MISMATCH", text);
}

export function decideRotatePlatformSecret(
  state: State,
  command: CommandOf<"rotate-platform-secret">,
  context: Context,
): Decision {
  const platform = operatedPlatform(state, context, command.platformId);
  if (isRefusal(platform)) return platform;
  const { platformId } = platform;
  const generation = platform.secretGeneration + 1;
  const draft = new Draft(state, context, "operator");
  return accept([{ kind: "PlatformSecretRotated", ...draft.sign, platformId, generation }], {
    kind: "platform",
    platformId,
    generation,
    change: "made",
  });
}

export function decideSetPlatformSigning(
  state: State,
  command: CommandOf<"set-platform-signing">,
  context: Context,
): Decision {
  const platform = operatedPlatform(state, context, command.platformId);
  if (isRefusal(platform)) return platform;
  const { platformId } = platform;
  const { signing } = command;
  if (platform.signing === signing) return accept([], told(platform, "none"));
  const draft = new Draft(state, context, "operator");
  const fact = { kind: "PlatformSigningSet", ...draft.sign, platformId, signing } as const;
  return accept([fact], told(platform, "made"));
}

export function decideSetPlatformOrigins(
  state: State,
  command: CommandOf<"set-platform-origins">,
  context: Context,
): Decision {
  const outsider = notOperator(state, context);
  if (outsider !== null) return outsider;
  const { origins } = command;
  const invalid = invalidOrigins(origins);
  if (invalid !== null) return invalid;
  const platform = operatedPlatform(state, context, command.platformId);
  if (isRefusal(platform)) return platform;
  const { platformId } = platform;
  if (sameOrigins(platform.origins, origins)) return accept([], told(platform, "none"));
  const draft = new Draft(state, context, "operator");
  const content = { platformId, origins: [...origins] };
  const fact = { kind: "PlatformOriginsSet", ...draft.sign, ...content } as const;
  return accept([fact], told(platform, "made"));
}

export function decideSetPlatformStatus(
  state: State,
  command: CommandOf<"set-platform-status">,
  context: Context,
): Decision {
  const platform = operatedPlatform(state, context, command.platformId);
  if (isRefusal(platform)) return platform;
  const { platformId } = platform;
  const { status } = command;
  if (platform.status === status) return accept([], told(platform, "none"));
  const draft = new Draft(state, context, "operator");
  const fact = { kind: "PlatformStatusSet", ...draft.sign, platformId, status } as const;
  return accept([fact], told(platform, "made"));
}

export function decideSetSourceSigning(
  state: State,
  command: CommandOf<"set-source-signing">,
  context: Context,
): Decision {
  const outsider = notOperator(state, context);
  if (outsider !== null) return outsider;
  const source = findSource(state, command.sourceId);
  if (isRefusal(source)) return source;
  const { sourceId } = source;
  if (source.status !== "open") return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
  const { signing } = command;
  const answer = { kind: "source-signing", sourceId, signing } as const;
  if (source.signing === signing) return accept([], { ...answer, change: "none" });
  const draft = new Draft(state, context, "operator");
  const fact = { kind: "SourceSigningSet", ...draft.sign, sourceId, signing } as const;
  return accept([fact], { ...answer, change: "made" });
}

/** What only the operator may do tells others nothing, not even what there is. */
function notOperator(state: State, { actor }: Context): Refusal | null {
  if (isOperator(state, actor)) return null;
  return refuse("NO_PRIVILEGE", "only the operator registers platforms and sets how they sign");
}

function operatedPlatform(
  state: State,
  context: Context,
  platformId: PlatformId,
): Platform | Refusal {
  const outsider = notOperator(state, context);
  if (outsider !== null) return outsider;
  const platform = state.hub.platforms.get(platformId);
  return platform ?? refuse("PLATFORM_NOT_FOUND", `there is no platform ${platformId}`);
}

function told({ platformId, secretGeneration }: Platform, change: "made" | "none"): Answer {
  return { kind: "platform", platformId, generation: secretGeneration, change };
}
