import { upsert } from "../../core/database/upsert.js";
import type { Reader } from "../import/reader.js";
import { TERM } from "./term.row.js";

export const terms: Reader = {
  name: "terms",
  writes: "REFERENCE",
  columns: ["vocabulary", "code", "label_vi", "label_en"],
  async read(rows, { tx }) {
    const found = rows.map((row, position) => ({
      vocabulary: row.required("vocabulary"),
      code: row.required("code"),
      labelVi: row.required("label_vi"),
      labelEn: row.text("label_en"),
      position,
    }));
    return () => upsert(tx, TERM, ["vocabulary", "code"], found);
  },
};
