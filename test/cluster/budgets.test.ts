import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "@jest/globals";
import { PUBLIC_VIEWER } from "../../server/core/access/viewer.js";
import { DEFAULT_LIMITS } from "../../server/core/limits/limits.js";
import { Rates } from "../../server/core/limits/rates.js";
import { openRedis } from "../../server/core/limits/redis.js";

/** The Redis of the machine, as `.ci/run` starts it. */
const REDIS = { host: "127.0.0.1", port: 6379 };
const limits = { ...DEFAULT_LIMITS, ratePublic: 1_000 };

let ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

/** What stands between a server and Redis, and can be taken away. */
async function wire(): Promise<{ url: string; cut: () => void; mend: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const redis = connect(REDIS);
    for (const [from, to] of [[socket, redis] as const, [redis, socket] as const]) {
      sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  ends.push(cut);
  const mend = async () => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  return { url: `redis://127.0.0.1:${port}`, cut, mend };
}

function ratesOver(url: string) {
  const redis = openRedis(url);
  ends.push(() => redis.disconnect());
  const said: string[] = [];
  return { redis, said, rates: new Rates(limits, redis, (sentence) => said.push(sentence)) };
}

const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

const address = (): string => `test ${process.pid} ${performance.now()}`;

it("two servers over one Redis share the budget of an address, and each address has its own", async () => {
  const { url } = await wire();
  const [one, two] = [ratesOver(url), ratesOver(url)];
  await Promise.all([once(one.redis, "ready"), once(two.redis, "ready")]);
  const [mine, other] = [address(), address()];
  one.rates.of(PUBLIC_VIEWER, mine).charge(900);
  await eventually(() => {
    two.rates.of(PUBLIC_VIEWER, mine).charge(1);
    return two.rates.of(PUBLIC_VIEWER, mine).remaining === 0;
  });
  expect(() => two.rates.of(PUBLIC_VIEWER, mine).require()).toThrow("Too much was asked within a minute");
  expect(() => two.rates.of(PUBLIC_VIEWER, other).require()).not.toThrow();
});

it("with Redis away each server counts for itself: nobody waits, and a budget ends all the same", async () => {
  const { url, cut, mend } = await wire();
  const { redis, rates, said } = ratesOver(url);
  await once(redis, "ready");
  const gone = once(redis, "close");
  cut();
  await gone;
  const budget = rates.of(PUBLIC_VIEWER, address());
  budget.charge(600);
  expect(budget.remaining).toBe(400);
  budget.charge(600);
  expect(() => budget.require()).toThrow("Too much was asked within a minute");
  await eventually(() => said.length > 0);
  expect(said[0]).toMatch(/has used up its budget of a minute/);
  const back = once(redis, "ready");
  await mend();
  await back;
});
