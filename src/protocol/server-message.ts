// What goes out: plain JSON objects, and how they become text. The header differs per receiver, the body
// does not, so a body is turned into text once.

export type Json = string | number | boolean | null | Json[] | { [field: string]: Json };

export type JsonObject = { [field: string]: Json };

export type ServerMessage = { res: number } & JsonObject;

/** The message without a header; never an empty object, because `res` is always there. */
export function encodeBody(message: ServerMessage): string {
  return JSON.stringify(message);
}

/** Puts the header in front. `requestId` only in the sender's copy. */
export function withHeader(body: string, timeMs: number, requestId: string | null): string {
  const echo = requestId === null ? "" : `,"request_id":${JSON.stringify(requestId)}`;
  return `{"response_header":{"t":${timeMs}${echo}},${body.slice(1)}`;
}
