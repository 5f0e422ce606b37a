// The real command in a process of its own: how it starts, stops, and refuses to start.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");

let root = "";
let data = "";
const started: Bun.Subprocess[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mutuel-serve-"));
  data = join(root, "data");
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill("SIGKILL");
    await child.exited;
  }
  rmSync(root, { recursive: true, force: true });
});

type Child = {
  kill: (signal: NodeJS.Signals) => void;
  exited: Promise<number>;
  stderr: Promise<string>;
};

function spawn(
  args: readonly string[],
  adminKey?: string,
): Bun.Subprocess<"ignore", "pipe", "pipe"> {
  const child = Bun.spawn([process.execPath, MAIN, ...args], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, MUTUEL_ADMIN_KEY: adminKey },
  });
  started.push(child);
  return child;
}

async function serve(...args: readonly string[]): Promise<Child & { url: string }> {
  const child = spawn(["serve", "--port", "0", "--data", data, ...args]);
  const stderr = new Response(child.stderr).text();
  const reader = child.stdout.getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`no line on stdout; stderr: ${await stderr}`);
    text += new TextDecoder().decode(value);
  }
  const url = /^listening on (http:\/\/\S+)\n$/.exec(text)?.[1];
  if (url === undefined) throw new Error(`unexpected first line ${text}`);
  return { url, kill: (signal) => child.kill(signal), exited: child.exited, stderr };
}

async function refuses(
  args: readonly string[],
  adminKey?: string,
): Promise<{ code: number; text: string }> {
  const child = spawn(args, adminKey);
  const text = await new Response(child.stderr).text();
  expect(await new Response(child.stdout).text()).toBe("");
  return { code: await child.exited, text };
}

describe("mutuel serve", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`says where it listens, stops on ${signal} with 0 and starts again on its data`, async () => {
      const first = await serve();
      const person = { username: "anna", email: "anna@example.org", password: "correct horse" };
      const headers = { "content-type": "application/json" };
      const signedUp = await fetch(`${first.url}/r/signup/`, {
        method: "POST",
        headers,
        body: JSON.stringify(person),
      });
      expect(signedUp.status).toBe(200);
      first.kill(signal);
      expect(await first.exited).toBe(0);
      const second = await serve();
      const login = await fetch(`${second.url}/r/login/`, {
        method: "POST",
        headers,
        body: JSON.stringify({ username: "anna", password: person.password }),
      });
      expect(await login.json()).toMatchObject({ username: "anna", id: 1 });
      second.kill(signal);
      expect(await second.exited).toBe(0);
      expect(await second.stderr).not.toContain("correct horse");
    });
  }

  test("LOG-5 refuses a second server on its directory, and a port in use", async () => {
    const first = await serve();
    const locked = await refuses(["serve", "--port", "0", "--data", data]);
    expect(locked).toMatchObject({ code: 1 });
    expect(locked.text).toContain(data);
    const { port } = new URL(first.url);
    const busy = await refuses(["serve", "--port", port, "--data", "memory"]);
    expect(busy).toMatchObject({ code: 1 });
    expect(busy.text).toContain(`port ${port} on 127.0.0.1 is in use`);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  test("refuses a foreign directory and leaves it as it was", async () => {
    writeFileSync(join(root, "letter.txt"), "dear");
    const foreign = await refuses(["serve", "--port", "0", "--data", root]);
    expect(foreign).toMatchObject({ code: 1 });
    expect(foreign.text).toContain("letter.txt");
    expect(existsSync(join(root, "server.key"))).toBe(false);
  });

  test("ID-3 refuses a server key that others can read", async () => {
    const first = await serve();
    first.kill("SIGTERM");
    await first.exited;
    chmodSync(join(data, "server.key"), 0o644);
    const refused = await refuses(["serve", "--port", "0", "--data", data]);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.text).toContain("0600");
    chmodSync(join(data, "server.key"), 0o600);
    const again = await serve();
    again.kill("SIGTERM");
    expect(await again.exited).toBe(0);
  });

  const usage: [readonly string[], string][] = [
    [["serve", "--prot", "1"], '"--prot"'],
    [["serve", "--port", "70000"], "70000"],
    [["serve", "--limit", "speed=9"], "messagesPerSecond"],
    [["backup"], "--to DIR is missing"],
    [["fly"], '"fly"'],
  ];
  for (const [args, text] of usage) {
    test(`${args.join(" ")}: a clear text and code 2`, async () => {
      const refused = await refuses(args);
      expect(refused).toMatchObject({ code: 2 });
      expect(refused.text).toContain(text);
    });
  }

  test("ID-8 a short admin key: code 2, and the key is not shown", async () => {
    const refused = await refuses(["serve", "--port", "0", "--data", data], "hunter2");
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.text).toContain("32");
    expect(refused.text).not.toContain("hunter2");
  });
});
