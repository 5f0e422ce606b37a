// The Authorization header.

const BEARER = /^Bearer +(\S{1,1024})$/i;

/** The token; "" where the header is there but is no bearer token; null where there is none. */
export function readBearer(header: string | null): string | null {
  if (header === null) return null;
  return BEARER.exec(header)?.[1] ?? "";
}
