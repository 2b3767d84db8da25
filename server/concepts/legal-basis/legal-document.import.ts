import { upsert, writeList } from "../../core/database/upsert.js";
import type { Reader } from "../import/reader.js";
import { LEGAL_DOCUMENT_KIND } from "./legal-document.kind.js";
import { LEGAL_DOCUMENT, LEGAL_MENTION, LEGAL_SPELLING } from "./legal-document.row.js";

/** The register of laws, circulars and plans: number, dates and title as confirmed, whatever a report prints. */
export const legalDocuments: Reader = {
  name: "legal-documents",
  writes: "REFERENCE",
  traces: LEGAL_DOCUMENT_KIND,
  columns: [
    "number",
    "kind",
    "issued_on",
    "in_force_on",
    "title_vi",
    "repealed_on",
    "repealed_by",
    "note_vi",
    "note_en",
  ],
  async read(rows, into) {
    const kinds = await into.terms("LEGAL_KIND");
    const documents = rows.map((row) => ({
      number: row.required("number"),
      kindId: row.requiredNamed("kind", "kind of legal document", kinds),
      issuedOn: row.day("issued_on"),
      inForceOn: row.day("in_force_on"),
      titleVi: row.required("title_vi"),
      repealedOn: row.day("repealed_on"),
      noteVi: row.text("note_vi"),
      noteEn: row.text("note_en"),
    }));
    const inFile = new Set(documents.map(({ number }) => number));
    const known = await into.legalDocuments();
    for (const row of rows) {
      const repealer = row.text("repealed_by");
      if (repealer && !inFile.has(repealer)) row.named("repealed_by", "legal document", known);
    }
    const kept = await into.keptFromActs("LegalDocument");
    // A number that people have corrected still names the document.
    const isWritten = (number: string) => !kept.has(known.find(number) ?? null);
    return async () => {
      await upsert(
        into.tx,
        LEGAL_DOCUMENT,
        ["number"],
        documents.filter(({ number }) => isWritten(number)),
      );
      const ids = await into.ids("legal_document", "number");
      for (const row of rows.filter((each) => each.text("repealed_by") && isWritten(each.required("number")))) {
        await into.tx.query("UPDATE legal_document SET repealed_by_id = ? WHERE number = ?", [
          ids.get(row.required("repealed_by")) ?? null,
          row.required("number"),
        ]);
      }
    };
  },
};

/** Other ways in which a document writes the number of a registered one. */
export const legalSpellings: Reader = {
  name: "legal-spellings",
  writes: "REFERENCE",
  columns: ["spelling", "number"],
  async read(rows, into) {
    const known = await into.legalDocuments();
    const spellings = rows.map((row) => ({
      spelling: row.required("spelling"),
      legalDocumentId: row.requiredNamed("number", "legal document", known),
    }));
    return () => upsert(into.tx, LEGAL_SPELLING, ["spelling"], spellings);
  },
};

/** The list "Căn cứ" of a report, item by item as printed; an item that holds a registered spelling is linked to its document. */
export const legalBasis: Reader = {
  name: "legal-basis",
  writes: "REFERENCE",
  columns: ["heading", "text"],
  async read(rows, into) {
    const spellings = await into.tx.query<{ spelling: string; id: number }>(
      "SELECT spelling, legal_document_id AS id FROM legal_spelling",
    );
    const sectionId = await into.sectionId();
    const mentions = rows.map((row) => {
      const text = row.required("text");
      const named = spellings.find(({ spelling }) => text.includes(spelling))?.id;
      return {
        headingVi: row.required("heading"),
        textVi: text,
        legalDocumentId: named ?? null,
      };
    });
    return () => writeList(into.tx, LEGAL_MENTION, sectionId, mentions);
  },
};
