// A second process that does what it is asked, one request at a time, over a channel to its parent.
// It ends with the channel, so that nothing is left behind when the parent dies.

type Answer = { readonly value: unknown } | { readonly error: string };

export class WorkerProcess<Request> {
  readonly #process: Bun.Subprocess;
  #waiting: { resolve(value: unknown): void; reject(error: Error): void } | null = null;

  /** `module`: path of a file that calls serveParent. */
  constructor(module: string) {
    this.#process = Bun.spawn([process.execPath, module], {
      stdio: ["ignore", "inherit", "inherit"],
      ipc: (answer: Answer) => this.#receive(answer),
      onExit: (_, code) => this.#receive({ error: `${module} ended with exit code ${code}` }),
    });
  }

  /** The caller knows what answers the request. */
  ask<Value>(request: Request): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: (value) => resolve(value as Value), reject };
      this.#process.send(request);
    });
  }

  async end(): Promise<void> {
    this.#waiting = null;
    this.#process.kill();
    await this.#process.exited;
  }

  #receive(answer: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return;
    if ("error" in answer) waiting.reject(new Error(answer.error));
    else waiting.resolve(answer.value);
  }
}

/** In the second process: answers requests for as long as the parent is there. */
export function serveParent(handle: (request: unknown) => Promise<unknown>): void {
  process.on("disconnect", () => process.exit(0));
  process.on("message", (request: unknown) => {
    handle(request).then(
      (value) => process.send?.({ value }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
}
