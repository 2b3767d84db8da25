// Sends requests over keep-alive connections to one server of this machine, and takes the time of each.
import net from "node:net";
import { NUMBER, nextNumber } from "./operations.mjs";

const HEAD_END = "\r\n\r\n";

/** Makes the bytes of a request each time anew: one that may not repeat carries a number of its own. */
export function requestsOf(url, body, repeats, more = []) {
  const { host, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    "Content-Type: application/json",
    "Accept: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...more,
  ];
  const text = head.join("\r\n") + HEAD_END + body;
  const whole = Buffer.from(text);
  if (repeats) return () => whole;
  const [before, after] = text.split(NUMBER).map((part) => Buffer.from(part));
  return () => Buffer.concat([before, Buffer.from(nextNumber()), after]);
}

/**
 * One request after the other on each of so many keep-alive connections, until the time is over. Only this machine is
 * ever loaded. Answers how many were answered, in how many seconds, and the milliseconds of each, sorted. Who has no
 * answer so long after the end is an error; with a `patience` it is given up after so many milliseconds, and counts
 * among the latencies with what it has waited.
 */
export function load(url, requests, connections, ms, patience) {
  const { hostname: host, port } = new URL(url);
  if (host !== "127.0.0.1") throw new Error("Load goes to this machine only.");
  return new Promise((resolve, reject) => {
    const latencies = [];
    const start = performance.now();
    const sockets = Array.from({ length: connections }, () => net.connect({ host, port: Number(port), noDelay: true }));
    const close = () => {
      clearTimeout(dead);
      for (const socket of sockets) socket.destroy();
    };
    const fail = (error) => {
      close();
      reject(error);
    };
    const silent = () => fail(new Error(`${url} did not answer in time.`));
    const dead = setTimeout(patience === undefined ? silent : () => giveUp(), ms + (patience ?? 120_000));
    const waitingSince = new Map();
    let count = 0;
    let next = 0;
    let open = connections;
    const end = () => {
      open -= 1;
      if (open === 0) tell();
    };
    const tell = () => {
      close();
      const seconds = (performance.now() - start) / 1000;
      resolve({ answered: count, seconds, latencies: latencies.sort((a, b) => a - b) });
    };
    const giveUp = () => {
      const now = performance.now();
      for (const since of waitingSince.values()) latencies.push(now - since);
      tell();
    };
    for (const socket of sockets) {
      const send = () => {
        if (performance.now() - start >= ms) return end();
        waitingSince.set(socket, performance.now());
        socket.write(requests[next % requests.length]());
        next += 1;
      };
      const answered = () => {
        latencies.push(performance.now() - waitingSince.get(socket));
        waitingSince.delete(socket);
        count += 1;
        send();
      };
      socket.on("connect", send);
      socket.on("error", fail);
      socket.on("end", () => fail(new Error(`${url} hung up.`)));
      socket.on("data", reader(answered, fail));
    }
  });
}

/** Puts the pieces of answers together; calls `answered` at the end of each. */
function reader(answered, fail) {
  let have = 0;
  let need = -1;
  let head = Buffer.alloc(0);
  return (piece) => {
    if (need < 0) {
      head = head.length > 0 ? Buffer.concat([head, piece]) : piece;
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      const text = head.latin1Slice(0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(text);
      if (!text.startsWith("HTTP/1.1 200") || !length || head.includes('"errors":[')) {
        return fail(new Error(`An answer under load was wrong: ${head.toString().slice(0, 500)}`));
      }
      need = end + HEAD_END.length + Number(length[1]);
      have = head.length;
    } else have += piece.length;
    if (have < need) return;
    have = 0;
    need = -1;
    head = Buffer.alloc(0);
    answered();
  };
}
