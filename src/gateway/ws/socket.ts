// The little we need of a WebSocket. Only outbox.ts may send or publish.

export interface Socket {
  send(text: string): number;
  publish(topic: string, text: string): number;
  subscribe(topic: string): boolean;
  unsubscribe(topic: string): boolean;
  cork(run: () => void): unknown;
  close(code: number, reason: string): void;
  terminate(): void;
  getBufferedAmount(): number;
}

/** Publishes to every subscriber of a topic; a socket's own publish leaves that socket out. */
export interface Publisher {
  publish(topic: string, text: string): number;
}
