// A poor network between client and server, which counts the bytes that go through it.
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * A stretch of network of our own, from a free port of this machine to another port of it: what goes through is counted,
 * and takes as long as `link` says. A link has `roundTripMs` and `bytesPerMs`, the same in both directions; the first
 * request on a connection pays no handshake here.
 */
export async function openRelay(port, link = { roundTripMs: 0, bytesPerMs: Number.POSITIVE_INFINITY }) {
  const counted = { up: 0, down: 0 };
  const sockets = new Set();
  const server = createServer({ noDelay: true }, (client) => {
    const origin = connect({ host: "127.0.0.1", port, noDelay: true });
    for (const socket of [client, origin]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        origin.destroy();
      });
    }
    carry(client, origin, link, (bytes) => {
      counted.up += bytes;
    });
    carry(origin, client, link, (bytes) => {
      counted.down += bytes;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    /** What went through since the last time that it was asked. */
    taken() {
      const taken = { ...counted };
      counted.up = 0;
      counted.down = 0;
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Hands on piece after piece, each when the link has carried it: half a round trip after its last byte was sent. */
function carry(from, to, { roundTripMs, bytesPerMs }, count) {
  let free = 0;
  let before = Promise.resolve();
  from.on("data", (piece) => {
    count(piece.length);
    free = Math.max(free, performance.now()) + piece.length / bytesPerMs;
    const due = free + roundTripMs / 2;
    before = before.then(async () => {
      const left = due - performance.now();
      if (left > 0) await wait(left);
      to.write(piece);
    });
  });
  from.on("end", () => before.then(() => to.end()));
}
