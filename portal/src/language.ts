// Vietnamese first, English by a switch that stands in the address. Data stay as they are.
export type Language = "vi" | "en";

export const language = (): Language => (new URLSearchParams(location.search).get("lang") === "en" ? "en" : "vi");

/** A label in the language of the page. */
export const say = (vi: string, en: string): string => (language() === "en" ? en : vi);

/** A label that the server has in one or two languages. */
export const label = ({ labelVi, labelEn }: { labelVi: string; labelEn?: string | null }): string =>
  say(labelVi, labelEn ?? labelVi);
