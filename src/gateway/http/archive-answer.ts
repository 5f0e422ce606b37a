// Answers that need the archive: while that can't be used they are refused, and nothing else is.
import { ArchiveUnavailable } from "../../archive/archive.ts";
import { refusalAnswer, refuseHttp } from "./answer.ts";

export async function withArchive(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof ArchiveUnavailable)) throw error;
    return refusalAnswer(refuseHttp("ARCHIVE_UNAVAILABLE", error.message));
  }
}
