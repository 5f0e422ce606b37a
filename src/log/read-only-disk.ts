// The real disk for looking only: files are opened for reading, every change is refused. Works on
// directories and files the user may not write.
import { openSync } from "node:fs";
import { join } from "node:path";
import type { DiskFile } from "./disk.ts";
import { NodeDisk } from "./node-disk.ts";

export class ReadOnlyDisk extends NodeDisk {
  override open(name: string): DiskFile {
    return openSync(join(this.path, name), "r");
  }
  override create(name: string): DiskFile {
    return refused(`creating ${name}`);
  }
  override write(): void {
    refused("writing");
  }
  override sync(): void {
    refused("syncing");
  }
  override rename(from: string): void {
    refused(`renaming ${from}`);
  }
  override remove(name: string): void {
    refused(`removing ${name}`);
  }
  override syncDirectory(): void {
    refused("syncing the directory");
  }
}

function refused(what: string): never {
  throw new Error(`${what} in a directory opened for reading only`);
}
