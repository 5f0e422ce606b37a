// Requests as the protocol's documents show them, and ways to read them. For tests only.
import { readRequest } from "./client-message.ts";
import type { ClientRequest } from "./client-request.ts";
import { type Envelope, type ReadError, readEnvelope } from "./envelope.ts";

export const NOW = 1_421_928_724_803;
export const GAME = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";
export const POOL = "6cca4a84-d3e5-4d56-9f5e-acb50ecd5f1d";
export const SOURCE = "1b9a4a42-0c8a-46c0-95ee-c1e649e16fce";

export function envelope(body: object): Envelope {
  const read = readEnvelope(JSON.stringify({ header: {}, ...body }));
  if (read.kind !== "envelope") throw new Error(read.text);
  return read;
}

export function request(body: object): ClientRequest | ReadError {
  return readRequest(envelope(body), NOW);
}

export function commandOf(body: object): object {
  const read = request(body);
  if (read.kind !== "command") throw new Error(JSON.stringify(read));
  return read.command;
}

export const NEW_GAME = {
  op: 370,
  source_id: SOURCE,
  game_name: "Argentina - Brazil",
  actions: ["Goal", "Offside", ".."],
  targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7", ".."],
  type: "football",
  currency: "EUR",
  create_at: 1417104170,
  open_at: 1417104170,
  live_start_at: 1417105170,
  live_finish_at: 1417106170,
  hashtag: "#ArgBra",
  image_url: "http://yoursite.com/yourimage.jpg",
};

export const NEW_POOL = {
  op: 385,
  game_id: GAME,
  description: "Next Goal By Team",
  action: "Goal",
  targets: "argentina,brazil",
  pool_type: "1",
  start_at: "",
  finish_at: "",
  stop_accepting_bets_at: "",
  recreate_on_end: "False",
};

export const BET = { op: 392, pool_id: POOL, target: "brazil", amount: "1" };
