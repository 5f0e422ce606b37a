// How a connection is made, in words and as the binding of the channel.
import { EDITIONS } from "../../src/protocol/edition.ts";

export const CONNECTION = `Text frames of one JSON object each, to and from \`/ws\`. A request names its op; its answer
has \`res\`, and echoes \`header.request_id\`. What a request causes beside its answer goes to everyone
it concerns, without that id; a connection gets a message at most once. Errors are 666 with a code of
docs/errors.md, and change nothing (but see POOLS_NEED_RESOLUTION).

Editions change how messages look, never what can be asked: 1.0 nests actions and targets in dictionaries,
1.1 (the default) in lists, 2.0 has lists of objects, money as decimal text, times as numbers, and seq,
log_seq, pool_version and is_final. A connection names its edition with \`v\`, or later with
\`header.api_version\`.

Credentials: \`id\`, \`n\`, \`h\` with h = hex sha256 of id + n + session key as texts, n used once;
or the cookies of a log-in from an allowed Origin; or \`Authorization: Bearer API_KEY\`; or \`session\`, the
GAME_SESSION of a launched game, from any Origin, for that game and currency alone. With none the connection is
a guest's: it may read and join. Where credentials are refused, the connection opens and is closed at once with 1008
and \`CODE: text\` as the reason, which a page can read; all else that is refused at \`/ws\` is an HTTP answer.`;

export function handshakeBinding(): object {
  return {
    method: "GET",
    query: {
      type: "object",
      properties: {
        id: { type: "integer", description: "user id" },
        n: { type: "string", description: "a nonce not used before in this session" },
        h: { type: "string", pattern: "^[0-9a-fA-F]{64}$", description: "sha256(id + n + key)" },
        session: { type: "string", description: "GAME_SESSION of a launched game; alone" },
        v: { type: "string", enum: [...EDITIONS], default: "1.1" },
        source: { type: "string", description: "id of a source to hear of new games of" },
      },
    },
    bindingVersion: "0.1.0",
  };
}
