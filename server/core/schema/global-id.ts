/** `Facility` and 12 ↔ one opaque id that is unique over all types. */
export const globalId = (type: string, key: number | string): string =>
  Buffer.from(`${type}:${key}`).toString("base64url");

/** The type and the key of a global id, or null for anything that is not one. */
export function readGlobalId(id: string): { type: string; key: string } | null {
  const found = /^(\w+):(.+)$/.exec(Buffer.from(id, "base64url").toString("utf8"));
  const [, type, key] = found ?? [];
  if (type === undefined || key === undefined || globalId(type, key) !== id) return null;
  return { type, key };
}

/** The database's id in a global id of this type; null for any other. */
export function readRowId(id: string, type: string): number | null {
  const read = readGlobalId(id);
  return read?.type === type && /^[1-9]\d{0,8}$/.test(read.key) ? Number(read.key) : null;
}
