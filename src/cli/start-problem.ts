// Why a server did not start, for whoever started it: what the system says about addresses and ports is
// put into words that help.

export function startProblem(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is in use; choose another one with --port, or 0 for any`;
    case "EADDRNOTAVAIL":
      return `${host} is no address of this machine; choose another one with --host`;
    case "EACCES":
      return `port ${port} on ${host} may not be used by this user; choose one above 1023 with --port`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
