import { describe, expect, it } from "@jest/globals";
import { addressOf, readAddress } from "../../server/concepts/access/session/address.js";
import { newSeed, randomOf } from "../support/random.js";

describe("An address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    [" 192.0.2.1 ", "192.0.2.1"],
    ["192.0.2.1:443", "192.0.2.1"],
    ["192.0.2.1:65535", "192.0.2.1"],
    ['"192.0.2.1:443"', "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:C000:0201", "192.0.2.1"],
    ["0:0:0:0:0:ffff:c000:201", "192.0.2.1"],
    ["[::ffff:192.0.2.1]:443", "192.0.2.1"],
    ["::ffff:0.0.0.1", "0.0.0.1"],
    ["2001:db8:0:12::9", "2001:db8:0:12"],
    ["2001:0DB8:0000:0012:0000:0000:0000:0009", "2001:db8:0:12"],
    ["[2001:db8:0:12::9]", "2001:db8:0:12"],
    ["[2001:db8:0:12::9]:443", "2001:db8:0:12"],
    ['"[2001:db8:0:12::9]:443"', "2001:db8:0:12"],
    ["2001:db8:0:12::9%eth0", "2001:db8:0:12"],
    ["[fe80::1%25en0]:80", "fe80:0:0:0"],
    ["fe80::1%1", "fe80:0:0:0"],
    ["2001:db8::1:2", "2001:db8:0:0"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["::1", "0:0:0:0"],
    ["::", "0:0:0:0"],
  ])("%s is read as %s", (text, address) => {
    expect(readAddress(text)).toBe(address);
  });

  it.each([
    "",
    "unknown",
    "_hidden",
    "localhost",
    "192.0.2",
    "192.0.2.256",
    "0x7f.0.0.1",
    "0300.0.2.1",
    "192.0.2.1:",
    "192.0.2.1:123456",
    "192.0.2.1:80:80",
    "[192.0.2.1]:80",
    "2001:db8::1::2",
    "[2001:db8::1",
    "[2001:db8::1]x",
    "12345::1",
    "for=192.0.2.1",
    "192.0.2.1 192.0.2.2",
    "<script>",
    "x".repeat(10_000),
  ])("%s is none", (text) => {
    expect(readAddress(text)).toBeNull();
  });

  it("of IPv6 is read alike, however it is written", () => {
    const below = randomOf(newSeed("addresses"));
    for (let times = 0; times < 300; times += 1) {
      const groups = Array.from({ length: 8 }, () => (below(3) ? below(0x10000) : 0));
      if (groups.slice(0, 5).every((group) => group === 0)) continue;
      const hex = groups.map((group) => group.toString(16));
      const whole = hex.join(":");
      const padded = hex.map((group) => group.padStart(4, "0").toUpperCase()).join(":");
      const short = whole
        .replace(/(?:^|:)0(?::0)*(?=:|$)/, ":")
        .replace(/^:(?=[^:])|(?<=[^:]):$/g, "::")
        .replace(/:{3,}/, "::");
      const expected = hex.slice(0, 4).join(":");
      for (const text of [whole, padded, `[${whole}]:80`, `${padded}%eth1`, ...(short.includes("::") ? [short] : [])]) {
        expect({ text, read: readAddress(text) }).toEqual({ text, read: expected });
      }
    }
  });
});

describe("The address that is counted by", () => {
  const asked = (remoteAddress: string, forwarded?: string) =>
    ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } }) as never;

  it.each([
    ["of the connection", asked("192.0.2.1"), 0, "192.0.2.1"],
    ["of the connection, written as IPv6", asked("::ffff:192.0.2.1"), 0, "192.0.2.1"],
    ["of the connection, whatever the client says", asked("192.0.2.1", "10.0.0.1"), 0, "192.0.2.1"],
    ["that our proxy saw", asked("10.0.0.9", "10.0.0.1, 192.0.2.1"), 1, "192.0.2.1"],
    ["that our proxy saw, with the port", asked("10.0.0.9", "10.0.0.1, 192.0.2.1:50123"), 1, "192.0.2.1"],
    ["that the first of two proxies saw", asked("10.0.0.9", "1.1.1.1, 192.0.2.1, 10.0.0.8"), 2, "192.0.2.1"],
    ["of the connection, if a proxy says nothing", asked("192.0.2.1"), 1, "192.0.2.1"],
    ["of the connection, if a proxy says what is no address", asked("192.0.2.1", "10.0.0.1, unknown"), 1, "192.0.2.1"],
    ["of the connection, if there are fewer proxies", asked("192.0.2.1", "10.0.0.1"), 2, "192.0.2.1"],
    ["of nobody, where there is no connection", undefined, 1, ""],
  ])("is the one %s", (_what, request, proxies, address) => {
    expect(addressOf(request, proxies)).toBe(address);
  });
});
