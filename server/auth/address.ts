import type { IncomingMessage } from "node:http";

/**
 * Where a request comes from, as far as attempts are counted. Each proxy of ours adds to `X-Forwarded-For` who asked
 * it; what stands before that is whatever the client says.
 */
export function addressOf(request: IncomingMessage | undefined, proxies: number): string {
  const { socket, headers } = request ?? {};
  const forwarded = String(headers?.["x-forwarded-for"] ?? "").split(",");
  const given = proxies > 0 ? forwarded.at(-proxies)?.trim() : undefined;
  return networkOf(given || (socket?.remoteAddress ?? ""));
}

/** Whoever has an address of IPv6 has 2^64 of them: they count as one. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const [first, last] = [groupsOf(head), groupsOf(tail ?? "")];
  const between = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array.from({ length: between }, () => "0"), ...last].slice(0, 4).join(":");
}

const groupsOf = (text: string): string[] =>
  text === "" ? [] : text.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
