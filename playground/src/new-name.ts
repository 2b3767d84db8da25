// A name for an act, so that it is done once.

/** 16 random bytes; `randomUUID` is missing where the page does not come over HTTPS. */
export const newName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
