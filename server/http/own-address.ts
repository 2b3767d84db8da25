import type { IncomingMessage } from "node:http";
import { forwarded } from "./same-origin.js";

/** A host with its port, as an address has it. */
const HOST = /^(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;
/** The path that a proxy has taken away. */
const PREFIX = /^(?:\/[\w.~-]{1,100}){1,10}$/;

/**
 * Where this server is, as whoever asks sees it, without a stroke at the end: as it was set (`PUBLIC_URL`), or as a
 * proxy of ours says, or as the request does.
 */
export function ownAddress(
  request: IncomingMessage,
  { publicUrl, proxies }: { publicUrl: string | null; proxies: number },
): string {
  if (publicUrl !== null) return publicUrl;
  const told = (name: "host" | "proto" | "prefix"): string => forwarded(request, name, proxies) ?? "";
  const scheme = told("proto").toLowerCase() === "https" ? "https" : "http";
  const prefix = PREFIX.test(told("prefix")) ? told("prefix") : "";
  const { headers, socket } = request;
  const host = [told("host"), headers.host ?? ""].find((each) => HOST.test(each));
  const [address, port] = [socket.localAddress ?? "", socket.localPort];
  return `${scheme}://${host ?? `${address.includes(":") ? `[${address}]` : address}:${port}`}${prefix}`;
}
