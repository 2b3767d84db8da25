import type { ObservationRow } from "../../concepts/metric/definition/metric.store.js";

/** What DHIS2 has no place for beside a figure, as the columns of our own list are called. */
const TEXTS = ["note_vi", "note_en", "quote"] as const;
const FLAGS = ["approximate", "on_stands_in", "blank"] as const;
export type Said = Partial<Record<(typeof TEXTS)[number], string> & Record<(typeof FLAGS)[number], true>>;

/** A remark alone as it is; more than that as JSON. */
export function commentOf({
  noteVi,
  noteEn,
  quoteVi,
  approximate,
  onStandsIn,
  reported,
}: ObservationRow): string | null {
  const said: Said = {
    ...(noteVi !== null && { note_vi: noteVi }),
    ...(noteEn !== null && { note_en: noteEn }),
    ...(quoteVi !== null && { quote: quoteVi }),
    ...(approximate === 1 && { approximate: true }),
    ...(onStandsIn === 1 && { on_stands_in: true }),
    ...(reported === 0 && { blank: true }),
  };
  const [first, ...others] = Object.keys(said);
  if (first === undefined) return null;
  const isPlain = first === "note_vi" && others.length === 0 && !noteVi?.startsWith("{");
  return isPlain ? noteVi : JSON.stringify(said);
}

/** What somebody has written into DHIS2 is a remark. */
export function readComment(comment: string): Said {
  const said = comment.startsWith("{") ? objectIn(comment) : undefined;
  const isOurs =
    said !== undefined &&
    Object.entries(said).every(
      ([name, value]) =>
        (TEXTS.some((text) => text === name) && typeof value === "string") ||
        (FLAGS.some((flag) => flag === name) && value === true),
    );
  return isOurs ? said : { note_vi: comment };
}

function objectIn(json: string): object | undefined {
  try {
    return Object(JSON.parse(json));
  } catch {
    return undefined;
  }
}
