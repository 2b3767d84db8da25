import type { Transform } from "node:stream";
import { promisify } from "node:util";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";
import type { Coding } from "./negotiation.js";

/** What fits into one packet anyhow arrives no sooner for being smaller. */
export const SMALLEST_CODED = 1000;

/** Beyond, an answer takes twenty times as long for 3 % fewer bytes. gzip stands at its usual 6 for the same reason. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const whole = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** All bytes of a body, packed beside what else the server does. */
export const packed = (body: Buffer, coding: Coding): Promise<Buffer> =>
  coding === "br" ? whole.br(body, BROTLI) : whole.gzip(body);

/** Packs bytes as they come. */
export const packing = (coding: Coding): Transform => (coding === "br" ? createBrotliCompress(BROTLI) : createGzip());

/** What a packed answer says of itself. */
export const packedHeaders = (coding: Coding): { [name: string]: string } => ({
  "content-encoding": coding,
  vary: "accept-encoding",
});
