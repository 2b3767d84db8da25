import { asSeen } from "./unseen.js";

/**
 * Folds text for searching: no accents, no case, đ = d, what cannot be seen is not there, anything but letters and digits
 * is one space. NFC = NFD.
 */
export const fold = (text: string): string =>
  asSeen(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * The key by which a spelling is recognised: NFC, as it is seen, every run of white space (also non-breaking) one blank,
 * lower case.
 * Accents count: two units may differ by one.
 */
export function nameKey(text: string): string {
  const composed = asSeen(text).normalize("NFC");
  const spaced = UNUSUAL_BLANKS.test(composed) ? composed.replace(/\s+/gu, " ").trim() : composed;
  return spaced.toLowerCase();
}

const UNUSUAL_BLANKS = /\s\s|[^\S ]|^\s|\s$/u;

/** Usual abbreviations of the field, folded, and what they stand for. */
const ABBREVIATIONS: Record<string, string> = {
  atvstp: "an toan ve sinh thuc pham",
  bsgd: "bac si gia dinh",
  bv: "benh vien",
  bvdk: "benh vien da khoa",
  bvsk: "bao ve suc khoe",
  cdc: "trung tam kiem soat benh tat",
  dh: "dai hoc",
  dhyd: "dai hoc y duoc",
  dk: "da khoa",
  gtvt: "giao thong van tai",
  khhgd: "ke hoach hoa gia dinh",
  pk: "phong kham",
  pkdk: "phong kham da khoa",
  phcn: "phuc hoi chuc nang",
  rhm: "rang ham mat",
  syt: "so y te",
  tp: "thanh pho",
  tt: "trung tam",
  ttyt: "trung tam y te",
  tw: "trung uong",
  tx: "thi xa",
  yhct: "y hoc co truyen",
};

/** The words of a text as the search compares them; stored and asked texts go through the same function. */
export const searchWords = (text: string): string[] =>
  fold(text)
    .split(" ")
    .flatMap((word) => (ABBREVIATIONS[word] ?? word).split(" "))
    .filter(Boolean);
