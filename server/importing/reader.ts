import type { Transaction } from "../database/database.js";
import type { Scope } from "../database/revision.js";
import { FOR_EVER, SINCE_EVER } from "../database/world.js";
import { facilityNamesOf, facilitySpellingsOf, unitsOf } from "../facility/facility.store.js";
import { namesOfFacilities } from "../facility/facility-names.js";
import { allLegalNames } from "../legal-basis/legal-document.store.js";
import { nameKey } from "../text/fold.js";
import { type Names, namesOf, type Row } from "./cells.js";
import { ImportRefused, nearestNames } from "./problems.js";
import { remembered } from "./remembered.js";

/** What reads one kind of table, the whole of it at once or piece by piece. It reports on the rows what it cannot place. */
export type Reader = WholeReader | PieceReader;

interface TableKind {
  /** The name in `data/index.csv`, and after `--as` on the command line. */
  name: string;
  /** Whether servers hold what it writes in memory (`reference/`) or not. */
  writes: Scope;
  /** The columns of the file, as its header has them. */
  columns: readonly string[];
  /** Columns that came later: a file from before is read as if they were blank. */
  later?: readonly string[];
}

/** Reads a file that may be held as a whole, and answers the write to do if all is well. */
interface WholeReader extends TableKind {
  read(rows: readonly Row[], into: Into): Promise<() => Promise<void>>;
}

/** Reads a file of any length. */
interface PieceReader extends TableKind {
  begin(into: Into): Promise<Reading>;
}

interface Reading {
  /** Answers the write to do, which may find further problems. */
  read(piece: readonly Row[]): () => Promise<void>;
  /** After the last piece. */
  end(): Promise<void>;
}

/** Where the rows go: one transaction, the section they come from, and the names known in it. */
export class Into {
  /** The revisions to move at the end of the transaction: whoever moves one keeps others from moving it. */
  readonly moved = new Set<Scope>();

  constructor(
    readonly tx: Transaction,
    readonly source: { file: string; document: string; section: string; ours?: boolean },
    /** Reads the same rows from the start, without noting problems. */
    readonly again: () => AsyncIterable<readonly Row[]>,
  ) {}

  /**
   * The objects of this type that people have changed or added by acts. A file that comes with the product leaves them
   * as they are when it is read again; a user's own file is what people want now.
   */
  async keptFromActs(type: string): Promise<ReadonlySet<number | null>> {
    if (!this.source.ours) return new Set();
    const rows = await this.tx.query<{ id: number }>(
      "SELECT DISTINCT object_id AS id FROM audit_entry WHERE object_type = ?",
      [type],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The id of the section that these rows come from, or of another one of the document; it is made on first use. */
  async sectionId(section = this.source.section): Promise<number> {
    const { file, document } = this.source;
    const [known] = await this.tx.query<{ id: number }>(
      "SELECT s.id FROM source_section s JOIN source_document d ON d.id = s.document_id WHERE d.code = ? AND s.label = ?",
      [document, section],
    );
    if (known) return known.id;
    const documents = await this.ids("source_document");
    const document_id = documents.get(document);
    if (document_id === undefined) {
      const message = `No source document has code "${document}".`;
      const nearest = nearestNames(document, documents.keys());
      throw new ImportRefused([{ file, line: 1, column: "", code: "UNKNOWN_NAME", value: document, message, nearest }]);
    }
    await this.tx.query("INSERT INTO source_section (document_id, label) VALUES (?, ?)", [document_id, section]);
    // Servers hold the sections in memory, whatever else the file holds.
    this.moved.add("REFERENCE");
    return this.sectionId(section);
  }

  /** The day of the document that these rows come from. */
  async issuedOn(): Promise<string> {
    const [row] = await this.tx.query<{ day: string | null }>(
      "SELECT issued_on AS day FROM source_document WHERE code = ?",
      [this.source.document],
    );
    return row?.day ?? FOR_EVER;
  }

  /** Codes of a table → ids. */
  async ids(table: string, column = "code"): Promise<ReadonlyMap<string, number>> {
    const rows = await this.tx.query<{ id: number; code: string }>(`SELECT id, \`${column}\` AS code FROM ${table}`);
    return new Map(rows.map((row) => [row.code, row.id]));
  }

  async coded(table: string): Promise<Names<number>> {
    return namesOf(await this.ids(table));
  }

  /** Terms of one vocabulary, by code. */
  async terms(vocabulary: string): Promise<Names<number>> {
    return this.#termsBy("code", vocabulary);
  }

  /** Terms of one vocabulary, by the Vietnamese label as printed. */
  async termLabels(vocabulary: string): Promise<Names<number>> {
    return this.#termsBy("label_vi", vocabulary);
  }

  async #termsBy(column: "code" | "label_vi", vocabulary: string): Promise<Names<number>> {
    const rows = await this.tx.query<{ id: number; text: string }>(
      `SELECT id, ${column} AS text FROM term WHERE vocabulary = ?`,
      [vocabulary],
    );
    return namesOf(new Map(rows.map((row) => [row.text, row.id])));
  }

  /** Legal documents, by number or by another way that a document writes it. */
  async legalDocuments(): Promise<Names<number>> {
    const rows = await allLegalNames(this.tx);
    return namesOf(
      rows.map(({ text, id }) => [text, id] as const),
      nameKey,
    );
  }

  /** Facilities, by everything that names one. */
  async facilities(): Promise<Names<number>> {
    return namesOfFacilities({
      units: await unitsOf(this.tx),
      names: await facilityNamesOf(this.tx),
      spellings: await facilitySpellingsOf(this.tx),
    });
  }

  /**
   * Areas as of a day: by code, by the name of that day, and by known spellings. A code without a day is no identity:
   * for a day that cannot be read (null) the names of all days only tell whether there is such a name at all.
   */
  async areas(): Promise<{ on(day: string | null): Names<number> }> {
    const rows = await this.tx.query<{ id: number; text: string; valid_from: string; valid_to: string }>(
      "SELECT id, code AS text, valid_from, valid_to FROM area " +
        "UNION ALL SELECT area_id, name, valid_from, valid_to FROM area_name " +
        "UNION ALL SELECT s.area_id, s.spelling, a.valid_from, a.valid_to FROM area_spelling s JOIN area a ON a.id = s.area_id",
    );
    const named = (some: typeof rows) =>
      namesOf(
        some.map(({ text, id }) => [text, id] as const),
        nameKey,
      );
    // Between two changes all days have the same names: they are kept once, however many days a file has.
    const changes = [...new Set(rows.flatMap((row) => [row.valid_from, row.valid_to]))].sort();
    const since = remembered((change) =>
      named(rows.filter((row) => row.valid_from <= change && change < row.valid_to)),
    );
    const on = remembered((day) => since(changes.filter((change) => change <= day).at(-1) ?? ""));
    const ever = named(rows);
    return { on: (day) => (day === null ? ever : on(day)) };
  }
}

/** The interval of a dated row; blank cells are "since ever" and "until further notice". */
export const intervalOf = (row: Row): { valid_from: string; valid_to: string } => ({
  valid_from: row.day("valid_from") ?? SINCE_EVER,
  valid_to: row.day("valid_to") ?? FOR_EVER,
});
