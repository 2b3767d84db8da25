import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A proxy that serves all of a server under a path of its own, as nginx does by
 * `location /hue/ { proxy_pass http://127.0.0.1:4000/; proxy_set_header Host $http_host; }`; whatever else is asked of
 * it is not there.
 */
export class PrefixProxy {
  private constructor(
    private readonly http: Server,
    /** Such as http://127.0.0.1:40123/hue. */
    readonly url: string,
    /** The addresses that were asked for outside of it. */
    readonly outside: readonly string[],
  ) {}

  /** `more`: what else it says of each request. */
  static async before(server: string, prefix: string, more: Record<string, string> = {}): Promise<PrefixProxy> {
    const outside: string[] = [];
    const { port, hostname } = new URL(server);
    const http = createServer((asked, answer) => {
      const { url = "", method, headers } = asked;
      if (!url.startsWith(`${prefix}/`)) {
        outside.push(url);
        answer.writeHead(404).end();
        return;
      }
      const path = url.slice(prefix.length);
      const onward = request({ hostname, port, method, path, headers: { ...headers, ...more } });
      onward.on("response", (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      answer.on("close", () => onward.destroy());
      asked.pipe(onward);
    });
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    const { port: own } = http.address() as AddressInfo;
    return new PrefixProxy(http, `http://127.0.0.1:${own}${prefix}`, outside);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }
}
