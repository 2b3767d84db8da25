import { lazily } from "../../core/collections/groups.js";
import type { Snapshot } from "../../core/context.js";
import type { Transaction } from "../../core/database/database.js";
import type { Actor, Traced, Trail } from "../../core/mutation/trail.js";
import type { Scope } from "../../core/snapshot/revision.js";
import { nameKey } from "../../core/text/fold.js";
import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import { FOR_EVER, firstLike } from "../../core/time/point-in-time.js";
import type { Aside } from "../../files/reading/aside.js";
import { type Names, namesOf, type Row } from "../../files/reading/cells.js";
import { ImportRefused, Problems } from "../../files/reading/problems.js";
import { remembered } from "../../files/reading/remembered.js";
import { areaTables } from "../area/area.store.js";
import { AreaTree } from "../area/area-tree.js";
import { facilityTables } from "../facility/register/facility.store.js";
import { FacilityRegister } from "../facility/register/facility-register.js";
import { allLegalNames } from "../legal-basis/legal-document.store.js";
import type { MadeSection } from "../provenance/source/made-section.js";
import { newSection, sectionIdOf } from "../provenance/source/source.store.js";
import * as messages from "./import.messages.js";
import type { Origin } from "./import-run.store.js";
import { differences, type Kind, raiseVersions, type Stood } from "./traced-kind.js";
import { type Undone, undoneBy } from "./undone.js";

/** Stands for the id of a section that is made only when rows are written. */
const NOT_YET = 0;

/** One import while it is done. */
export interface Run {
  /** Of its row, to which new figures refer. */
  readonly id: number;
  readonly by: Actor;
  /** Its day in Vietnam. */
  readonly today: string;
  readonly trail: Trail;
  /** Whether the file comes with the product. */
  readonly isOurs: boolean;
  /** Whether what it does to single objects is traced: all but what a file of data/ holds when it is loaded first. */
  readonly isTraced: boolean;
  /** Whether it may undo what people have changed by acts. */
  readonly mayUndoActs: boolean;
  /** With whose data whoever imports may do so; undefined: with all. */
  readonly mayWrite?: ((facilityId: number) => boolean) | undefined;
  /** What a server holds in memory, as the transaction sees it; undefined: all that is needed of it is read. */
  readonly held?: (() => Promise<Pick<Snapshot, "areas" | "facilities">>) | undefined;
}

/** A row that looks wrong beside something else, and is taken all the same. */
export interface Warning {
  line: number;
  message: LocalizedMessage;
}

/** The first ones in full, of the rest how many they are. */
export class Warnings {
  readonly told: Warning[] = [];
  count = 0;

  add(warning: Warning): void {
    this.count += 1;
    if (this.told.length < MOST_WARNINGS) this.told.push(warning);
  }
}
const MOST_WARNINGS = 1000;

/** Where the rows go: one transaction, the section they come from, and the names known in it. */
export class ImportContext {
  readonly counts = { inserted: 0, changed: 0 };
  readonly warnings = new Warnings();
  /** How many objects went, because the rows say them no longer. */
  removed = 0;
  readonly #held = lazily(() => this.run.held?.());
  /** Sections that were made for these rows. */
  readonly made: MadeSection[] = [];

  constructor(
    readonly tx: Transaction,
    readonly source: Origin,
    readonly run: Run,
    /** Where to note what was given, if the rows are only looked at, and nothing is written. */
    readonly aside?: Aside,
  ) {}

  /**
   * The objects of this type that people have changed or added, by acts or by files of their own. A file that comes with
   * the product leaves them as they are when it is read again.
   */
  async keptFromActs(type: string): Promise<ReadonlySet<number | null>> {
    if (!this.run.isOurs) return new Set();
    const rows = await this.tx.query<{ id: number }>(
      "SELECT DISTINCT object_id AS id FROM audit_entry WHERE object_type = ? AND actor <> ?",
      [type, this.run.by.actor],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** What a new figure of these rows says of itself; what the product came with has been on record since ever. */
  get begun(): { recordedOn: string | null; importId: number } {
    const { id, isTraced, today } = this.run;
    return { recordedOn: isTraced ? today : null, importId: id };
  }

  /** Whether no object is new or another one by these rows. */
  get isUntouched(): boolean {
    return this.counts.inserted === 0 && this.counts.changed === 0 && this.removed === 0;
  }

  /** Traces what became of objects. */
  async trace(scope: Scope, traced: readonly Traced[]): Promise<void> {
    const { id, trail, by, isTraced } = this.run;
    if (isTraced && traced.length > 0) await trail.addEarly(this.tx, by, scope, -id, traced);
  }

  /**
   * Does a write, counts the objects of a kind that it makes and changes, and traces them. `ids` are those that it may
   * change, to which it adds those that it makes; null: it may be any. `rows` are those that say it, by object.
   */
  async tracing(
    kind: Kind,
    ids: number[] | null,
    write: () => Promise<void>,
    rows: ReadonlyMap<number, Row> = new Map(),
  ): Promise<void> {
    const before = await kind.read(this.tx, ids);
    await write();
    const after = await kind.read(this.tx, ids);
    const traced = differences(kind.type, before, after);
    this.counts.inserted += traced.filter((each) => each.before === null).length;
    this.counts.changed += traced.filter((each) => each.before !== null).length;
    if (!this.run.isTraced) return;
    if (!this.run.isOurs && !this.run.mayUndoActs) await this.#mindActs(kind, traced, rows);
    await raiseVersions(this.tx, kind, traced);
    await this.trace(kind.scope, traced);
  }

  /** Does a write, and counts what becomes of what nobody follows one by one. */
  async counting(
    read: (into: ImportContext) => Promise<ReadonlyMap<number, Stood>>,
    write: () => Promise<void>,
  ): Promise<void> {
    const before = await read(this);
    await write();
    const found = differences("", before, await read(this));
    this.counts.inserted += found.filter((each) => each.before === null).length;
    this.removed += found.filter((each) => each.after === null).length;
    this.counts.changed += found.filter((each) => each.before !== null && each.after !== null).length;
  }

  /** What people have decided by acts is taken back by no file that does not say so. */
  async #mindActs(kind: Kind, traced: readonly Traced[], rows: ReadonlyMap<number, Row>): Promise<void> {
    const ofNoRow: [value: string, undone: Undone][] = [];
    for (const [id, undone] of await undoneBy(this.tx, kind, traced)) {
      const row = rows.get(id);
      if (row) row.problem("", "UNDOES_ACT", messages.undoesAct(undone));
      else {
        const object = traced.find((each) => each.id === id)?.before as Record<string, unknown> | undefined;
        const value = String(
          object?.code ?? object?.number ?? object?.titleVi ?? object?.statementVi ?? `${kind.type} ${id}`,
        );
        ofNoRow.push([value, undone]);
      }
    }
    await this.refuseUndone(ofNoRow);
  }

  /** Of a table of a document, whose rows are written as a whole: refuses it for all that it would undo, if anything. */
  async refuseUndone(all: readonly (readonly [value: string, undone: Undone])[]): Promise<void> {
    const { file } = this.source;
    const problems = new Problems();
    for (const [value, undone] of all) {
      const problem = { file, line: 1, column: "", code: "UNDOES_ACT", value: cut(value), nearest: [] } as const;
      problems.add({ ...problem, message: messages.undoesAct(undone) });
    }
    await problems.refuse();
  }

  /** The id of the section that these rows come from, or of another one of the document; it is made on first use. */
  async sectionId(section = this.source.section): Promise<number> {
    const [known] = await this.tx.query<{ id: number }>(
      "SELECT s.id FROM source_section s JOIN source_document d ON d.id = s.document_id WHERE d.code = ? AND s.label = ?",
      [this.source.document, section],
    );
    if (known) return known.id;
    const documentId = await this.documentId();
    if (this.aside) return NOT_YET;
    const id = await newSection(this.tx, documentId, section);
    if (id === null) return sectionIdOf(this.tx, documentId, section);
    this.made.push({ id, documentId, label: section });
    return id;
  }

  /** The id of the document that these rows come from. */
  async documentId(): Promise<number> {
    const { file, document, bringsDocument } = this.source;
    const documents = await this.ids("source_document");
    const known = documents.get(document);
    if (known !== undefined) return known;
    if (this.aside && bringsDocument) return NOT_YET;
    const message = messages.noSourceDocument(document);
    const nearest = nearestNames(document, documents.keys());
    throw new ImportRefused([{ file, line: 1, column: "", code: "UNKNOWN_NAME", value: document, message, nearest }]);
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

  /** The same by code or by label, in any case: as people fill in a table. */
  async termsByAnyName(vocabulary: string): Promise<Names<number>> {
    const rows = await this.tx.query<{ id: number; code: string; label: string }>(
      "SELECT id, code, label_vi AS label FROM term WHERE vocabulary = ?",
      [vocabulary],
    );
    return namesOf(
      rows.flatMap(({ id, code, label }) => [[code, id] as const, [label, id] as const]),
      nameKey,
    );
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

  /** All facilities, as they were before these rows changed any; read anew each time where nobody holds them. */
  async register(): Promise<FacilityRegister> {
    const register = (await this.#held())?.facilities ?? FacilityRegister.of(await facilityTables(this.tx));
    await register.prepareNames();
    return register;
  }

  /** All areas, likewise. */
  async areaTree(): Promise<AreaTree> {
    return (await this.#held())?.areas ?? new AreaTree(await areaTables(this.tx));
  }

  /** Facilities, by everything that names one; of those only with whose data this may be done. */
  async facilities(): Promise<Names<number>> {
    return (await this.register()).names(this.run.mayWrite);
  }

  /**
   * Areas as of a day: by code, by the name of that day, and by known spellings. A code without a day is no identity:
   * for a day that cannot be read (null) the names of all days only tell whether there is such a name at all.
   */
  async areas(): Promise<{ on(day: string | null): Names<number> }> {
    const tree = await this.areaTree();
    // Between two changes all days have the same names: they are kept once, however many days a file has.
    const from = remembered((day) => tree.names(day));
    const on = remembered((day) => from(firstLike(day, tree.daysOfNames())));
    const ever = tree.names(null);
    return { on: (day) => (day === null ? ever : on(day)) };
  }
}
