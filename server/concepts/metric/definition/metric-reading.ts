import type { Snapshot } from "../../../core/context.js";
import { tidyNote } from "../../../core/mutation/note.js";
import { choose } from "../../../core/schema/code-lookup.js";
import { type UserError, userError } from "../../../core/schema/user-errors.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { reportFormHasCode } from "../../shared.messages.js";
import { chooseTerm } from "../../term/terms.js";
import * as messages from "../metric.messages.js";
import type { MetricChangeInput } from "./metric-act.input.js";
import type { MetricValues } from "./metric-act.store.js";
import { belongTogether, problemsOfDefinition } from "./metric-definition.js";

/** What nothing is said of yet. */
export const BLANK: MetricValues = {
  ...{ code: "", nameVi: "", nameEn: "", kind: "", subjectType: "", direction: "", programmeId: 0, unitId: 0 },
  ...{ numeratorVi: null, numeratorEn: null, denominatorVi: null, denominatorEn: null },
  ...{ numeratorUnitId: null, denominatorUnitId: null, unitsBasisVi: null, unitsBasisEn: null },
  ...{ counts: "DECIMAL", least: "ZERO", most: "NO_LIMIT", rulesBasisVi: null, rulesBasisEn: null },
  ...{ expectedOf: "", expectedFormId: null, expectedBasisVi: null, expectedBasisEn: null },
  ...{ legalDocumentId: null, noteVi: null, noteEn: null },
};

/** Columns of what the counts of a ratio count, and how acts call them. */
export const OF_COUNTS = { numeratorUnitId: "numeratorUnit", denominatorUnitId: "denominatorUnit" } as const;

/** What a metric is before the act; the id of a new one is 0. */
type Known = MetricValues & { id: number };
type Given = Partial<Omit<MetricChangeInput, "id" | "expectedVersion" | "reason">>;

/** What is to be on record: what the input says, and what it leaves out as it was. */
export function readMetric(
  snapshot: Snapshot,
  input: Given,
  known: Known,
): { values: MetricValues; mistakes: (UserError | undefined)[] } {
  const { terms } = snapshot;
  const programme = chooseTerm(terms, "PROGRAMME", "programme", input.programme);
  const unit = chooseTerm(terms, "UNIT", "unit", input.unit);
  const above = chooseTerm(terms, "UNIT", "numeratorUnit", input.numeratorUnit);
  const below = chooseTerm(terms, "UNIT", "denominatorUnit", input.denominatorUnit);
  const document = chooseLegalDocument(snapshot, "legalDocument", input.legalDocument);
  const form = choose(
    "expectedForm",
    reportFormHasCode,
    input.expectedForm,
    snapshot.campaign.forms,
    ({ code }) => code,
  );
  const text = (given: string | null | undefined, before: string) => (given == null ? before : (tidyNote(given) ?? ""));
  const kept = <T>(given: T | null | undefined, before: T): T => given ?? before;
  const note = (given: string | null | undefined, before: string | null) =>
    given === undefined ? before : tidyNote(given);
  const basis = (given: string | null | undefined, before: string | null) => (given == null ? before : tidyNote(given));
  const chosen = (given: unknown, choice: { found: { id: number } | null }, before: number | null) =>
    given === undefined ? before : (choice.found?.id ?? null);
  const expectedOf = kept(input.expectedOf, known.expectedOf);
  // What was said of the recipients goes with them.
  const formBefore = expectedOf === "CAMPAIGN_RECIPIENTS" ? known.expectedFormId : null;
  const values: MetricValues = {
    code: known.code,
    nameVi: text(input.nameVi, known.nameVi),
    nameEn: text(input.nameEn, known.nameEn),
    kind: kept(input.kind, known.kind),
    subjectType: kept(input.subjectType, known.subjectType),
    direction: kept(input.direction, known.direction),
    programmeId: programme.found?.id ?? known.programmeId,
    unitId: unit.found?.id ?? known.unitId,
    numeratorVi: note(input.numeratorVi, known.numeratorVi),
    numeratorEn: note(input.numeratorEn, known.numeratorEn),
    denominatorVi: note(input.denominatorVi, known.denominatorVi),
    denominatorEn: note(input.denominatorEn, known.denominatorEn),
    numeratorUnitId: chosen(input.numeratorUnit, above, known.numeratorUnitId),
    denominatorUnitId: chosen(input.denominatorUnit, below, known.denominatorUnitId),
    unitsBasisVi: note(input.unitsBasisVi, known.unitsBasisVi),
    unitsBasisEn: note(input.unitsBasisEn, known.unitsBasisEn),
    counts: kept(input.counts, known.counts),
    least: kept(input.least, known.least),
    most: kept(input.most, known.most),
    rulesBasisVi: basis(input.rulesBasisVi, known.rulesBasisVi),
    rulesBasisEn: basis(input.rulesBasisEn, known.rulesBasisEn),
    expectedOf,
    expectedFormId: chosen(input.expectedForm, form, formBefore),
    expectedBasisVi: basis(input.expectedBasisVi, known.expectedBasisVi),
    expectedBasisEn: basis(input.expectedBasisEn, known.expectedBasisEn),
    legalDocumentId: chosen(input.legalDocument, document, known.legalDocumentId),
    noteVi: note(input.noteVi, known.noteVi),
    noteEn: note(input.noteEn, known.noteEn),
  };
  const choices = [programme.mistake, unit.mistake, above.mistake, below.mistake, document.mistake, form.mistake];
  const areChosen = choices.every((mistake) => mistake === undefined);
  return { values, mistakes: [...choices, ...(areChosen ? problemsOf(values, known, snapshot) : [])] };
}

function problemsOf(values: MetricValues, known: Known, { terms, campaign }: Snapshot): (UserError | undefined)[] {
  const { code, kind } = values;
  const [above, below] = [terms.maybeById(values.numeratorUnitId), terms.maybeById(values.denominatorUnitId)];
  const isRatio = kind === "RATIO";
  // Its recipients are known.
  const isPrinted = [...campaign.figures, ...campaign.columns].some(({ metricId }) => metricId === known.id);
  const definition = { ...values, unit: terms.byId(values.unitId).code, isCounted: above !== null || below !== null };
  const saysAnew = (fields: readonly (keyof MetricValues)[]) => fields.some((field) => values[field] !== known[field]);
  const needsBasis = (fields: readonly (keyof MetricValues)[], vi: "rulesBasisVi" | "expectedBasisVi") => {
    const en = vi === "rulesBasisVi" ? "rulesBasisEn" : "expectedBasisEn";
    return saysAnew([...fields, vi, en]) ? [vi, en].filter((field) => values[field as typeof vi] === null) : [];
  };
  return [
    ...problemsOfDefinition(definition).map(({ field, sentence }) => userError("INVALID", [field], sentence)),
    ...needsBasis(["counts", "least", "most"], "rulesBasisVi").map((field) =>
      userError("INVALID", [field], messages.reasonOfRules),
    ),
    ...needsBasis(["expectedOf", "expectedFormId"], "expectedBasisVi").map((field) =>
      userError("INVALID", [field], messages.reasonOfDue),
    ),
    values.expectedFormId === null && values.expectedOf === "CAMPAIGN_RECIPIENTS" && isPrinted
      ? userError("INVALID", ["expectedForm"], messages.formNeeded)
      : undefined,
    values.expectedFormId !== null && values.expectedOf !== "CAMPAIGN_RECIPIENTS"
      ? userError("INVALID", ["expectedForm"], messages.appendixOfNoCampaign)
      : undefined,
    ...(isRatio ? [problemOfUnits(values, above?.code, below?.code)] : unitsOfCount(code, values)),
  ];
}

/** Both units or none, and two that belong together. */
function problemOfUnits(
  { unitsBasisVi, unitsBasisEn }: MetricValues,
  numerator: string | undefined,
  denominator: string | undefined,
): UserError | undefined {
  if (numerator === undefined && denominator === undefined) return undefined;
  if (numerator === undefined) return userError("INVALID", ["numeratorUnit"], messages.bothUnits);
  if (denominator === undefined) return userError("INVALID", ["denominatorUnit"], messages.bothUnits);
  if (belongTogether({ numerator, denominator, basis: unitsBasisVi && unitsBasisEn })) return undefined;
  const sentence = messages.unitsMakeNoPercentage(numerator, denominator, ["unitsBasisVi", "unitsBasisEn"]);
  return userError("INVALID", ["denominatorUnit"], sentence);
}

const unitsOfCount = (code: string, values: MetricValues): (UserError | undefined)[] =>
  Object.entries({ ...OF_COUNTS, unitsBasisVi: "unitsBasisVi", unitsBasisEn: "unitsBasisEn" }).map(([column, field]) =>
    values[column as keyof MetricValues] === null
      ? undefined
      : userError("INVALID", [field], messages.unitsOfRatioOnly(code)),
  );
