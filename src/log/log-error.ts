// The one error of the log: a closed code for programs, a message for the operator.
export type LogErrorCode =
  | "LOCKED" // another process has the directory open
  | "FOREIGN" // the directory holds something that is not a log
  | "NEWER_FORMAT" // written by a later release
  | "CORRUPT" // bytes are not what was written
  | "LOST_FACTS" // whole, but shorter than something else knows it to be
  | "DISK_FULL"
  | "UNREADABLE" // permissions, or no directory
  | "IO"
  | "HASH_MISMATCH" // append on top of another head
  | "OUT_OF_ORDER" // wrong first seq, or a second append in flight
  | "INVALID_BATCH"
  | "CLOSED"
  | "UNANSWERED"; // the writer has gone silent or died

export class LogError extends Error {
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LogError";
    this.code = code;
  }
}

/** Names what was being done; a LogError passes through as it is. */
export function asLogError(error: unknown, doing: string): LogError {
  if (error instanceof LogError) return error;
  const cause = error instanceof Error ? error.message : String(error);
  const systemCode = error instanceof Error && "code" in error ? String(error.code) : "";
  return new LogError(codeOf(systemCode), `${doing}: ${cause}${adviceFor(systemCode)}`, {
    cause: error,
  });
}

function codeOf(systemCode: string): LogErrorCode {
  switch (systemCode) {
    case "ENOSPC":
    case "EDQUOT":
    case "SQLITE_FULL":
      return "DISK_FULL";
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
      return "UNREADABLE";
    default:
      return "IO";
  }
}

function adviceFor(systemCode: string): string {
  const code = codeOf(systemCode);
  if (code === "DISK_FULL")
    return ". Free space on this disk, then start again; no acknowledged batch is lost";
  if (code === "UNREADABLE")
    return ". Give the server's user read and write permission on a directory of its own";
  return "";
}
