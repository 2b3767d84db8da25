/**
 * A key whose byte order is the Vietnamese dictionary order: letters first (a ă â b c d đ e ê …), tones after, so that
 * a list sorted by an index reads as people expect, on every database.
 */
const ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
const TONES = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const KEY_LENGTH = 400;

export function sortKey(text: string): string {
  let letters = "";
  let tones = "";
  for (const letter of text.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim()) {
    const decomposed = letter.normalize("NFD");
    const tone = TONES.findIndex((mark) => decomposed.includes(mark));
    const bare = decomposed.replace(TONES[tone] ?? "", "").normalize("NFC");
    // Rank 0 is the blank and every sign: words sort before longer words.
    const rank = ALPHABET.indexOf(bare) + 1;
    letters += String.fromCharCode(48 + rank);
    tones += tone + 1;
  }
  return `${letters}!${tones}`.slice(0, KEY_LENGTH);
}
