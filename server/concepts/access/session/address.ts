import type { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";

/**
 * Where a request comes from, as far as anything is counted by it. Each proxy of ours adds to `X-Forwarded-For` who
 * asked it; what stands before that is whatever the client says. Where a proxy has written no address, it is the
 * proxy's own.
 */
export function addressOf(request: IncomingMessage | undefined, proxies: number): string {
  const { socket, headers } = request ?? {};
  const forwarded =
    proxies > 0
      ? String(headers?.["x-forwarded-for"] ?? "")
          .split(",")
          .at(-proxies)
      : undefined;
  const given = forwarded === undefined ? null : readAddress(forwarded);
  return given ?? readAddress(socket?.remoteAddress ?? "") ?? "";
}

/**
 * An address, however it is written: with a port, in brackets, in quotes, with a zone, an address of IPv4 as one of
 * IPv6. Whoever has an address of IPv6 has 2^64 of them: they count as one. Null: it is none.
 */
export function readAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  const [, quoted] = /^"(.*)"$/.exec(text.trim()) ?? [];
  const written = quoted ?? text.trim();
  const [, bracketed] = /^\[(.*)\](?::\d{1,5})?$/.exec(written) ?? [];
  const [, before] = /^([\d.]+):\d{1,5}$/.exec(written) ?? [];
  const [address = ""] = (bracketed ?? before ?? written).split("%", 1);
  if (isIPv4(address)) return bracketed === undefined ? address : null;
  return isIPv6(address) ? networkOf(address) : null;
}

function networkOf(address: string): string {
  // As a URL has it: hexadecimal, in lower case, without leading zeros, the longest run of zeros left out.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [first, last] = [groupsOf(head), groupsOf(tail ?? "")];
  const groups = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":");
}

const groupsOf = (text: string): number[] =>
  text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
