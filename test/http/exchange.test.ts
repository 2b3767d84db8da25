import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { send } from "../../server/http/exchange.js";

const MOST_AT_ONCE = 15_000;

describe("What is sent arrives byte for byte", () => {
  let server: Server;
  let body: Buffer;
  beforeAll(async () => {
    server = createServer((request, response) => send(request, response, 200, body));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(() => void server.close());

  async function sent(given: Buffer): Promise<Buffer> {
    body = given;
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(response.headers.get("content-length")).toBe(String(given.length));
    return Buffer.from(await response.arrayBuffer());
  }

  it.each([1, MOST_AT_ONCE - 1, MOST_AT_ONCE, MOST_AT_ONCE + 1, 1_000_000])(
    "%i bytes of every value",
    async (length) => {
      const given = Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 7) % 256));
      expect((await sent(given)).equals(given)).toBe(true);
    },
  );

  it("and Vietnamese with all its accents", async () => {
    const given = Buffer.from("Trung tâm Y tế huyện A Lưới: đã nhập đủ ".repeat(200));
    expect((await sent(given)).equals(given)).toBe(true);
  });
});
