// The directory that a backup or a restore fills: new or empty, and apart from what it is made of.
import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

export type NamedPath = { option: string; path: string };

/** Makes it, readable by its owner only. Throws where it can't be used; nothing was changed then. */
export function prepareTarget(target: NamedPath, source: NamedPath): string {
  const [path, from] = [realPath(target.path), realPath(source.path)];
  if (path === from || isInside(path, from) || isInside(from, path)) {
    throw new Error(
      `${target.option} ${target.path} and ${source.option} ${source.path} lie one inside the other; a directory apart is accepted`,
    );
  }
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) {
      throw new Error(
        `${target.option} ${target.path} is a file; a new or empty directory is accepted`,
      );
    }
    const [name] = readdirSync(path);
    if (name !== undefined) {
      throw new Error(
        `${target.option} ${target.path} holds ${name}; a new or empty directory is accepted`,
      );
    }
  }
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

/** With links followed, also of a path that is not there yet. */
function realPath(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  return whole === dirname(whole) ? whole : join(realPath(dirname(whole)), basename(whole));
}

function isInside(path: string, directory: string): boolean {
  return path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`);
}
