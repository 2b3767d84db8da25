import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const TYPES: Record<string, string> = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

export interface ServedFiles {
  /** Such as http://127.0.0.1:40123. */
  url: string;
  close(): void;
}

/** Serves files by their paths, index.html where none is named; null: there is no such file. */
export async function serveFiles(read: (path: string) => Promise<string | Buffer | null>): Promise<ServedFiles> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split("?")[0]?.slice(1) || "index.html";
    const body = await read(path);
    response.writeHead(body === null ? 404 : 200, { "content-type": TYPES[extname(path)] ?? "text/plain" });
    response.end(body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
    },
  };
}
