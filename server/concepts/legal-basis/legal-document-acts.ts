import type { Context } from "../../core/context.js";
import type { Transaction } from "../../core/database/database.js";
import { takeLocks } from "../../core/mutation/act-lock.js";
import { type MutationRun, runMutation } from "../../core/mutation/mutation-run.js";
import { tidyNote, tidyReason } from "../../core/mutation/note.js";
import { readRowId } from "../../core/schema/global-id.js";
import { refuseStale, throwUserErrors, type UserError, UserErrors, userError } from "../../core/schema/user-errors.js";
import { cloneAlone } from "../../core/snapshot/batch.js";
import { nameKey } from "../../core/text/fold.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { nothingToCorrect } from "../shared.messages.js";
import { chooseTerm } from "../term/terms.js";
import * as messages from "./legal-basis.messages.js";
import {
  addLegalDocument,
  allLegalNames,
  changeLegalDocument,
  type LegalDocumentRow,
  type LegalDocumentValues,
} from "./legal-document.store.js";
import type { LegalDocumentAddInput, LegalDocumentCorrectInput } from "./legal-document-act.input.js";
import { chooseLegalDocument } from "./legal-document-choice.js";

interface Answer {
  legalDocument: LegalDocumentRow;
}

const BLANK: LegalDocumentValues = {
  ...{ number: "", kindId: 0, issuedOn: null, inForceOn: null, titleVi: "" },
  ...{ repealedOn: null, repealedById: null, noteVi: null, noteEn: null },
};

/** Adds a legal document to those on record. */
export const add = (context: Context, input: LegalDocumentAddInput): Promise<Answer> =>
  runMutation(context, "legalDocumentAdd", input, async (run) => {
    const { values, mistakes } = read(run, input, BLANK, null);
    throwUserErrors(mistakes);
    return run.write(async (tx, trail) => {
      await refuseTaken(tx, values.number, null);
      const id = await addLegalDocument(tx, values);
      const after = { id, ...values, version: 1 };
      trail.add("REFERENCE", { type: "LegalDocument", id, version: 1, before: null, after });
      return { legalDocument: after };
    });
  });

/** Corrects what is on record of a legal document, or says that it was repealed. */
export const correct = (context: Context, input: LegalDocumentCorrectInput): Promise<Answer> =>
  runMutation(context, "legalDocumentCorrect", input, async (run) => {
    const id = readRowId(input.id, "LegalDocument");
    const before = context.snapshot.legalDocuments.all().find((row) => row.id === id);
    if (!before) {
      throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchLegalDocument)]);
    }
    refuseStale(messages.theLegalDocument, before.version, input.expectedVersion, {
      legalDocument: cloneAlone("LegalDocument", LATEST, before),
    });
    const reason = tidyReason(input.reason);
    const { id: _, version: __, ...known } = before;
    const { values, mistakes } = read(run, input, known, before.id);
    const isSame = Object.entries(values).every(
      ([field, value]) => value === known[field as keyof LegalDocumentValues],
    );
    throwUserErrors([...mistakes, isSame ? userError("INVALID", [], nothingToCorrect) : undefined]);
    return run.write(async (tx, trail) => {
      await refuseTaken(tx, values.number, before.id);
      await changeLegalDocument(tx, before, values);
      const after = { ...before, ...values, version: before.version + 1 };
      const traced = { type: "LegalDocument", id: before.id, version: after.version, reason };
      trail.add("REFERENCE", { ...traced, before, after });
      return { legalDocument: after };
    });
  });

type Given = Partial<Omit<LegalDocumentCorrectInput, "id" | "expectedVersion" | "reason">>;

/** What is to be on record: what the input says, and what it leaves out as it was. */
function read(
  { context: { snapshot } }: MutationRun,
  input: Given,
  known: LegalDocumentValues,
  ownId: number | null,
): { values: LegalDocumentValues; mistakes: (UserError | undefined)[] } {
  const kind = chooseTerm(snapshot.terms, "LEGAL_KIND", "kind", input.kind);
  const repealer = chooseLegalDocument(snapshot, "repealedBy", input.repealedBy);
  const day = (given: string | null | undefined, before: string | null) => (given === undefined ? before : given);
  const note = (given: string | null | undefined, before: string | null) =>
    given === undefined ? before : tidyNote(given);
  const text = (given: string | null | undefined, before: string) => (given == null ? before : (tidyNote(given) ?? ""));
  const values: LegalDocumentValues = {
    number: text(input.number, known.number).replace(/\s+/gu, " "),
    kindId: kind.found?.id ?? known.kindId,
    issuedOn: day(input.issuedOn, known.issuedOn),
    inForceOn: day(input.inForceOn, known.inForceOn),
    titleVi: text(input.titleVi, known.titleVi),
    repealedOn: day(input.repealedOn, known.repealedOn),
    repealedById: input.repealedBy === undefined ? known.repealedById : (repealer.found?.id ?? null),
    noteVi: note(input.noteVi, known.noteVi),
    noteEn: note(input.noteEn, known.noteEn),
  };
  const mistakes = [
    kind.mistake,
    repealer.mistake,
    values.repealedById !== null && values.repealedById === ownId
      ? userError("INVALID", ["repealedBy"], messages.repealsItself)
      : undefined,
    inOrder("inForceOn", values.issuedOn, values.inForceOn),
    inOrder("repealedOn", values.inForceOn ?? values.issuedOn, values.repealedOn),
  ];
  return { values, mistakes };
}

const inOrder = (field: string, earlier: string | null, later: string | null): UserError | undefined =>
  earlier !== null && later !== null && later < earlier
    ? userError("INVALID", [field], messages.beforeEarlier(later, earlier))
    : undefined;

const taken = (number: string): UserErrors =>
  new UserErrors([userError("TAKEN", ["number"], messages.numberTaken(number))]);

/** A number names one document, also as imports write it; nobody else gives one until the transaction ends. */
async function refuseTaken(tx: Transaction, number: string, ownId: number | null): Promise<void> {
  await takeLocks(tx, ["legal numbers"]);
  const known = await allLegalNames(tx);
  if (known.some(({ text, id }) => id !== ownId && nameKey(text) === nameKey(number))) throw taken(number);
}
