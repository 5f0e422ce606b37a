// The body of a request as it was sent.
import { type HttpRefusal, refuseHttp } from "./answer.ts";

/** Reads no more than is allowed, whatever Content-Length says. */
export async function readBodyBytes(
  request: Request,
  bytesMax: number,
): Promise<Buffer | HttpRefusal> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.length;
    if (bytes > bytesMax) {
      return refuseHttp("BODY_TOO_LARGE", `the body is over ${bytesMax} bytes, the most accepted`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export function wrongMediaType(request: Request): HttpRefusal | null {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return null;
  const text = "Content-Type is not application/json, the only one accepted";
  return refuseHttp("UNSUPPORTED_MEDIA", text);
}
