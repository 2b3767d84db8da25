// What our schema promises its clients and every peer has to keep: global ids, cursors, printed labels.
import { createHash } from "node:crypto";

export const globalId = (type, id) => Buffer.from(`${type}:${id}`).toString("base64url");

export const rowIdOf = (id) => Number(Buffer.from(id, "base64url").toString("utf8").split(":")[1]);

const ORDER = "facilities NAME ASC";
const CHECK_LENGTH = 8;
const check = (body) => createHash("sha256").update(`cursor ${body}`).digest("hex").slice(0, CHECK_LENGTH);

export function writeCursor({ sortKey, id }) {
  const body = JSON.stringify([ORDER, sortKey, id]);
  return Buffer.from(check(body) + body).toString("base64url");
}

export function readCursor(text) {
  const [, sortKey, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8").slice(CHECK_LENGTH));
  return { sortKey, id };
}

export const COMPONENT_LABELS = {
  INFRASTRUCTURE: "Hạ tầng thông tin",
  MANAGEMENT: "Quản lý điều hành",
  HIS: "HIS",
  LIS: "LIS",
  RIS_PACS: "RIS/PACS",
  EMR: "EMR",
};
