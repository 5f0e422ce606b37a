// Which page of the protocol an op and a message stand on. The tests hold the lists against the codes:
// a new op or message gets its place here; until then it stands on the first page.

export type Topic = {
  /** The page, docs/site/protocol/NAME.md. */
  readonly page: string;
  readonly ops: readonly number[];
  readonly messages: readonly number[];
};

export const TOPICS: readonly Topic[] = [
  { page: "connection", ops: [1, 2, 100], messages: [1, 2, 100, 110, 112, 666, 5003] },
  { page: "sources", ops: [365, 366, 380, 3811, 611], messages: [335, 336, 345, 3461, 621] },
  {
    page: "games",
    ops: [370, 3701, 3702, 372, 373, 375, 610, 616, 617, 5002],
    messages: [340, 3401, 3402, 341, 342, 343, 617, 620, 640, 645, 5002],
  },
  {
    page: "pools",
    ops: [385, 387, 388, 389, 390, 393, 5001],
    messages: [350, 352, 3535, 353, 354, 355, 360, 362, 363, 5001],
  },
  { page: "bets", ops: [392], messages: [356] },
  { page: "events", ops: [395], messages: [366] },
  { page: "blocks", ops: [397, 398, 3975, 3985], messages: [368, 369, 370, 371] },
  { page: "accounts", ops: [800, 810, 840], messages: [800, 810, 815, 840] },
  { page: "resume", ops: [363, 364], messages: [333, 3330, 334, 470, 480] },
];

/** Whatever has no place yet. */
const FALLBACK = "connection";

export function pageOfMessage(res: number): string {
  return TOPICS.find(({ messages }) => messages.includes(res))?.page ?? FALLBACK;
}

export function pageOfOp(op: number): string {
  return TOPICS.find(({ ops }) => ops.includes(op))?.page ?? FALLBACK;
}
