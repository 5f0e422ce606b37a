import { describe, expect, test } from "bun:test";
import { ANN, OPERATOR, OWNER } from "../../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../../test/support/engine-world.ts";
import {
  CASINO,
  newAccount,
  platform,
  provider,
  registerPlatform,
} from "../../../test/support/hub-world.ts";
import type { Command } from "../command.ts";
import type { PlatformId } from "../ids.ts";
import { sourceOf } from "../state.ts";

const register = (platformId: string | null, name = "Casino"): Command => ({
  kind: "register-platform",
  platformId: platformId as PlatformId | null,
  name,
  signing: "md5",
  origins: [],
});

describe("platforms", () => {
  test("PLAT-1 a platform has an id of the operator's choice, or one of ours", () => {
    const world = new EngineWorld();
    const made = world.operator(register("casino.example-1_b"));
    expect(made.answer).toMatchObject({ platformId: "casino.example-1_b", generation: 1 });
    const ours = the("PlatformRegistered", world.operator(register(null)));
    expect(ours.platformId).toMatch(/^[0-9a-f-]{36}$/);
    expect(ours).toMatchObject({ by: "operator:cashier", as: "operator", timeMs: world.nowMs });
    expect(world.state.hub.platforms.get(ours.platformId)?.status).toBe("active");
  });

  test("PLAT-1 an id or a name that is none is refused", () => {
    const world = new EngineWorld();
    for (const id of ["", "a b", "é", "a".repeat(65), "a\n"]) {
      expect(world.refused(OPERATOR, register(id))).toBe("FIELD_INVALID");
    }
    expect(world.refused(OPERATOR, register("a", ""))).toBe("FIELD_INVALID");
    expect(world.refused(OPERATOR, register("a", "n".repeat(121)))).toBe("FIELD_INVALID");
  });

  test("PLAT-2 the same again is answered again; other content is another platform's", () => {
    const world = new EngineWorld();
    world.operator(register("a"));
    world.operator({ kind: "rotate-platform-secret", platformId: "a" as PlatformId });
    const again = world.operator(register("a"));
    expect(again).toMatchObject({ facts: [], answer: { generation: 2, change: "none" } });
    expect(world.refused(OPERATOR, register("a", "Other"))).toBe("IDEMPOTENCY_MISMATCH");
  });

  test("PLAT-3 secrets derive from a count of rotations; no fact holds one", () => {
    const world = new EngineWorld();
    registerPlatform(world);
    const rotated = world.operator({ kind: "rotate-platform-secret", platformId: CASINO });
    expect(rotated.answer).toMatchObject({ kind: "platform", generation: 2, change: "made" });
    expect(Object.keys(the("PlatformSecretRotated", rotated)).sort()).toEqual(
      ["as", "by", "generation", "kind", "platformId", "timeMs"].sort(),
    );
    expect(world.state.hub.platforms.get(CASINO)?.secretGeneration).toBe(2);
  });

  test("PLAT-4 how a platform signs, and whether it may, is set; what is so makes no fact", () => {
    const world = new EngineWorld();
    registerPlatform(world);
    const sign = {
      kind: "set-platform-signing",
      platformId: CASINO,
      signing: "hmac-sha256",
    } as const;
    expect(kinds(world.operator(sign))).toEqual(["PlatformSigningSet"]);
    expect(world.operator(sign)).toMatchObject({ facts: [], answer: { change: "none" } });
    const disable = {
      kind: "set-platform-status",
      platformId: CASINO,
      status: "disabled",
    } as const;
    expect(kinds(world.operator(disable))).toEqual(["PlatformStatusSet"]);
    expect(world.operator(disable)).toMatchObject({ facts: [], answer: { change: "none" } });
    const { signing, status } = world.state.hub.platforms.get(CASINO) ?? {};
    expect([signing, status]).toEqual(["hmac-sha256", "disabled"]);
    world.operator({ ...disable, status: "active" });
    expect(world.state.hub.platforms.get(CASINO)?.status).toBe("active");
  });

  test("PLAT-7 the origins of its pages are set at registration and later; what is so makes no fact", () => {
    const world = new EngineWorld();
    const origins = ["https://casino.example", "http://localhost:3000"];
    const made = the(
      "PlatformRegistered",
      world.operator({ ...register("a"), origins } as Command),
    );
    expect(made.origins).toEqual(origins);
    const set = (next: string[]): Command => ({
      kind: "set-platform-origins",
      platformId: "a" as PlatformId,
      origins: next,
    });
    expect(world.operator(set(origins))).toMatchObject({ facts: [], answer: { change: "none" } });
    expect(kinds(world.operator(set(["https://other.example"])))).toEqual(["PlatformOriginsSet"]);
    expect(world.state.hub.platforms.get("a" as PlatformId)?.origins).toEqual([
      "https://other.example",
    ]);
    expect(world.refused(OPERATOR, { ...register("a"), origins } as Command)).toBe(
      "IDEMPOTENCY_MISMATCH",
    );
    expect(kinds(world.operator(set([])))).toEqual(["PlatformOriginsSet"]);
  });

  test("PLAT-7 nothing that is more or less than an origin is one", () => {
    const world = new EngineWorld();
    registerPlatform(world);
    const refusedOrigins = (origins: string[]): string =>
      world.refused(OPERATOR, { kind: "set-platform-origins", platformId: CASINO, origins });
    const wrong = ["", "*", "casino.example", "https://casino.example/", "https://Casino.example"];
    wrong.push("https://a.example https://b.example", "https://a.example; script-src *", "null");
    wrong.push(
      "https://*.example",
      "https://a.example:443",
      "http://a.example:80",
      "ws://a.example",
    );
    wrong.push("https://a..example", "https://-a.example", "https://a.example\n", "'self'");
    wrong.push(`https://${"a".repeat(200)}`);
    for (const origin of wrong) expect(refusedOrigins([origin])).toBe("FIELD_INVALID");
    expect(refusedOrigins(["https://a.example", "https://a.example"])).toBe("FIELD_INVALID");
    const many = Array.from({ length: 21 }, (_, at) => `https://a${at}.example`);
    expect(refusedOrigins(many)).toBe("FIELD_INVALID");
    const set = {
      kind: "set-platform-origins",
      platformId: CASINO,
      origins: many.slice(1),
    } as const;
    expect(kinds(world.operator(set))).toEqual(["PlatformOriginsSet"]);
  });

  test("PLAT-5 a source signs with md5 until the operator sets hmac-sha256", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    expect(sourceOf(world.state, sourceId).signing).toBe("md5");
    const sign = { kind: "set-source-signing", sourceId, signing: "hmac-sha256" } as const;
    expect(kinds(world.operator(sign))).toEqual(["SourceSigningSet"]);
    expect(world.operator(sign)).toMatchObject({ facts: [], answer: { change: "none" } });
    expect(sourceOf(world.state, sourceId).signing).toBe("hmac-sha256");
  });

  test("PLAT-6 only the operator, or a user with the admin role, does any of it", () => {
    const world = new EngineWorld();
    registerPlatform(world);
    const sourceId = world.newSource();
    const commands: Command[] = [
      register("b"),
      { kind: "rotate-platform-secret", platformId: CASINO },
      { kind: "set-platform-signing", platformId: CASINO, signing: "unsigned" },
      { kind: "set-platform-status", platformId: CASINO, status: "disabled" },
      { kind: "set-source-signing", sourceId, signing: "hmac-sha256" },
    ];
    const others = [
      { kind: "user", userId: OWNER },
      { kind: "system" },
      provider(sourceId),
      platform(CASINO),
    ] as const;
    for (const command of commands) {
      for (const actor of others) expect(world.refused(actor, command)).toBe("NO_PRIVILEGE");
    }
    world.operator({ kind: "set-role", userId: ANN, role: "admin", grant: "give" });
    for (const command of commands) {
      expect(world.does(ANN, command).facts.at(0)).toMatchObject({ as: "operator" });
    }
  });

  test("PLAT-6 unless that user came by a launch", () => {
    const world = new EngineWorld();
    world.operator({ kind: "set-role", userId: ANN, role: "admin", grant: "give" });
    registerPlatform(world);
    newAccount(world, world.newSource());
    const session = "00000000-0000-8000-8000-000000000001" as never;
    const actor = { kind: "user", userId: ANN, session } as const;
    expect(world.refused(actor, register("b"))).toBe("NO_PRIVILEGE");
  });
});
