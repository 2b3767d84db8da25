import { asTheyAre, tableOf, text } from "../../files/writing/table.js";
import { exported, requireKnown } from "../export/export.js";
import { word } from "../export/parameters.js";
import type { TermRow } from "./term.store.js";

export const termsExport = exported({
  name: "terms",
  titleVi: "Thuật ngữ",
  titleEn: "Terms",
  field: "Query.terms",
  parameters: { vocabulary: word("Từ vựng", "Vocabulary") },
  open({ vocabulary }, { snapshot: { terms } }) {
    const vocabularies = terms.all().map((term) => ({ code: term.vocabulary }));
    requireKnown("vocabulary", vocabulary, vocabularies);
    return tableOf<TermRow>(
      [
        text("Từ vựng", (row) => row.vocabulary),
        text("Mã", (row) => row.code),
        text("Thuật ngữ", (row) => row.labelVi),
        text("Tiếng Anh", (row) => row.labelEn),
      ],
      asTheyAre(vocabulary === null ? terms.all() : terms.of(vocabulary)),
      () => [],
    );
  },
});
