import { Socket } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { keyOf } from "../../server/core/snapshot/revision-cache.js";
import { LastAsked } from "../../server/http/last-asked.js";

const on = (socket: Socket) => ({ socket }) as never;
const terms = keyOf(["PUBLIC", "2026-11-28", "en"]);
const asked = Buffer.from('{"query":"{ viewer { role } }"}');

describe("What a connection asked last", () => {
  it("is known again by every byte, and is kept under the key that anybody's is", () => {
    const last = new LastAsked();
    const socket = new Socket();
    const first = last.read(on(socket), asked, terms);
    expect(first).toMatchObject({
      text: asked.toString(),
      key: keyOf(["PUBLIC", "2026-11-28", "en", asked.toString()]),
    });
    expect(last.read(on(socket), Buffer.from(asked), terms)).toBe(first);
    expect(last.read(on(new Socket()), asked, terms)).toEqual(first);
  });

  it("is something else with other bytes, or as soon as anything is different that the answer depends on", () => {
    const last = new LastAsked();
    const socket = new Socket();
    const { key } = last.read(on(socket), asked, terms);
    const later = keyOf(["PUBLIC", "2026-11-29", "en"]);
    expect(last.read(on(socket), asked, later).key).toBe(keyOf(["PUBLIC", "2026-11-29", "en", asked.toString()]));
    expect(last.read(on(socket), asked, terms).key).toBe(key);
    const other = Buffer.from(asked.toString().replace("role", "name"));
    expect(last.read(on(socket), other, terms).text).toBe(other.toString());
    expect(last.read(on(socket), asked, terms).text).toBe(asked.toString());
  });

  it("is not held where it is long, and is refused each time where it is no UTF-8", () => {
    const last = new LastAsked();
    const socket = new Socket();
    const long = Buffer.alloc(8193, "a");
    expect(last.read(on(socket), long, terms)).not.toBe(last.read(on(socket), long, terms));
    const wrong = Buffer.from([0x7b, 0xff, 0x7d]);
    for (const time of ["first", "second"]) {
      expect([time, () => last.read(on(socket), wrong, terms)]).toEqual([time, expect.any(Function)]);
      expect(() => last.read(on(socket), wrong, terms)).toThrow("UTF-8");
    }
  });
});
