// Measures what each screen costs on the wire: bytes, and time on a poor network.
import { isDeepStrictEqual } from "node:util";
import { median } from "../processes.mjs";
import { CLIENTS } from "./clients.mjs";
import { startProxy, varnishVersion } from "./proxy.mjs";
import { openRelay } from "./relay.mjs";
import { SCREENS } from "./screens.mjs";

/** A phone on a poor network: 100 ms there and back, 1.6 Mbit/s. */
export const LINK = { roundTripMs: 100, bytesPerMs: 200 };

const TRIES = 3;

/** What each client does, in the order of the tables. */
const WAYS = [
  { way: "ours", client: "ours" },
  { way: "ours, again", client: "ours", again: true },
  { way: "ours, another phone behind a proxy", client: "ours", proxied: true },
  { way: "graphql-request", client: "graphql-request" },
  { way: "Apollo Client", client: "Apollo Client" },
];

/** Bytes and time of each screen, for each client and coding. The bytes are those of HTTP, heads and bodies. */
export async function wire(server, sdk, say) {
  const plain = await bodies(server, sdk);
  const varnish = varnishVersion();
  const rows = [];
  for (const coding of ["gzip", "br"]) {
    for (const way of WAYS) {
      if (way.proxied && !varnish) continue;
      say(`${way.way}, ${coding}`);
      rows.push(...(await screensOf(way, coding, server, sdk)));
    }
  }
  return { rows, plain, varnish };
}

async function screensOf({ way, client, again, proxied }, coding, server, sdk) {
  const relay = await openRelay(server.port, LINK);
  // The proxy stands beside its phones: what is slow lies behind it.
  const proxy = proxied ? await startProxy(relay.port) : undefined;
  const url = `http://127.0.0.1:${proxy?.port ?? relay.port}/graphql`;
  const made = () => CLIENTS[client]({ url, coding, sdk, storage: sdk.memoryStorage() });
  const rows = [];
  try {
    await made()(SCREENS[0]); // the connection stands
    for (const screen of SCREENS) {
      const tries = [];
      for (let time = 0; time < TRIES; time += 1) {
        let ask = made();
        if (again || proxied) await ask(screen);
        if (proxied) ask = made();
        relay.taken();
        const start = performance.now();
        await ask(screen);
        tries.push({ ms: performance.now() - start, ...relay.taken() });
      }
      const of = (key) => median(tries.map((each) => each[key]));
      rows.push({ way, coding, screen: screen.name, up: of("up"), down: of("down"), ms: of("ms") });
    }
  } finally {
    proxy?.stop();
    relay.close();
  }
  return rows;
}

/** How long each answer is before it is packed. All clients must be given the same. */
async function bodies({ url }, sdk) {
  const clients = Object.entries(CLIENTS).map(([name, make]) => [name, make({ url, coding: "identity", sdk })]);
  const lengths = new Map();
  for (const screen of SCREENS) {
    const [[, expected], ...others] = await Promise.all(clients.map(async ([name, ask]) => [name, await ask(screen)]));
    for (const [name, data] of others) {
      if (isDeepStrictEqual(withoutTypenames(data), expected)) continue;
      throw new Error(`${name} was given something else than ours for "${screen.name}".`);
    }
    lengths.set(screen.name, Buffer.byteLength(JSON.stringify({ data: expected })));
  }
  return lengths;
}

/** Apollo Client asks for the type of every object. */
const withoutTypenames = (data) =>
  JSON.parse(JSON.stringify(data, (key, value) => (key === "__typename" ? undefined : value)));
