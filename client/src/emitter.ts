// Listeners by the name of a message.
import { type MessageName, type Messages, RESPONSES, type ServerMessage } from "./messages.ts";
import { guarded } from "./store.ts";

/** The messages of the server by name, and `message` for every one. */
export type Events = Messages & { readonly message: ServerMessage };

type Listener = (message: never) => void;

export class Emitter {
  readonly #listeners = new Map<keyof Events, Set<Listener>>();

  on<Name extends keyof Events>(name: Name, listener: (message: Events[Name]) => void): () => void {
    const own: Listener = (message) => listener(message);
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(own));
    return () => {
      listeners.delete(own);
    };
  }

  emit(message: ServerMessage): void {
    const name: MessageName | undefined = RESPONSES[message.res];
    if (name !== undefined) this.#tell(name, message);
    this.#tell("message", message);
  }

  #tell(name: keyof Events, message: ServerMessage): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      guarded(() => listener(message as never));
    }
  }
}
