import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigError } from "../core/database/address.js";

interface MetricsAddress {
  /** Where they are read. */
  url: string;
  close(): void;
}

/** Serves metrics at an address of their own. */
export async function serveMetrics(
  { host, port }: { host: string; port: number },
  read: () => Promise<string>,
): Promise<MetricsAddress> {
  const server = createServer(async (request, response) => {
    if (request.url !== "/metrics") return void response.writeHead(404).end();
    const text = await read().catch(() => undefined);
    if (text === undefined) response.writeHead(500).end();
    else response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: Error & { code?: string }) => {
    throw new ConfigError([`Metrics cannot be served at METRICS_HOST ${host}, METRICS_PORT ${port}: ${error.code}.`]);
  });
  const { port: taken } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}/metrics`, close };
}
