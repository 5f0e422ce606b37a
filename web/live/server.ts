// The server over HTTP, with the page's cookies.
import { connectHttp } from "../../client/src/http.ts";

export const server = connectHttp();
