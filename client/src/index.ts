// @mutuel/client: what players, overlays and providers need over the WebSocket.
export { type Backoff } from "./backoff.ts";
export { type CallOptions } from "./calls.ts";
export {
  type Client,
  type FollowedGame,
  type FollowOptions,
  type Methods,
  connect,
} from "./client.ts";
export { type Events } from "./emitter.ts";
export { type ClientErrorCode, MutuelError, type Request } from "./errors.ts";
export type {
  Backed,
  Balance,
  EventView,
  Following,
  GameInfo,
  GameView,
  Outcome,
  PoolView,
  ResultView,
} from "./game-view.ts";
export { type Status, type User } from "./link.ts";
export type * from "./messages.ts";
export { type ConnectOptions, type SessionKey, type WebSocketClass } from "./options.ts";
export { type Clock } from "./runtime.ts";
export { type Store } from "./store.ts";
