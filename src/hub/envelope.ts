// The two forms of answers, both with HTTP status 200: calls about what is offered carry a list, calls of
// a game carry data. Their names for code and text differ, as the protocol has them.
import type { HubAnswer, HubRefusal } from "./call.ts";

export type ListName = "accounts" | "games" | "providers" | "pendingGames";

export function refusedList(list: ListName, refused: HubRefusal<string>): HubAnswer {
  const { code, text } = refused;
  const fields = { isSuccess: false, error: code, errorMessage: text, [list]: [] };
  return { code, body: JSON.stringify(fields), leaves: leavesOf(refused) };
}

export function doneList(list: ListName, rows: readonly object[]): HubAnswer {
  const fields = { isSuccess: true, error: "NO_ERROR", errorMessage: "", [list]: rows };
  return { code: "NO_ERROR", body: JSON.stringify(fields), leaves: "durable" };
}

export function refusedCall(api: string, refused: HubRefusal<string>): HubAnswer {
  const { code, text } = refused;
  const fields = { api, isSuccess: false, error: text, errorMsg: code, data: {} };
  return { code, body: JSON.stringify(fields), leaves: leavesOf(refused) };
}

export function doneCall(api: string, code: string, data: object): HubAnswer {
  const fields = { api, isSuccess: true, error: "", errorMsg: code, data };
  return { code, body: JSON.stringify(fields), leaves: "durable" };
}

/** A refusal of the writer touched nothing and waits for nothing: it must not wait for a stuck disk. */
function leavesOf({ code }: HubRefusal<string>): HubAnswer["leaves"] {
  return code === "INTERNAL_ERROR" ? "at-once" : "durable";
}
