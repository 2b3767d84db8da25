import type { Context, Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { runMutation, Stale } from "../../../core/mutation/mutation-run.js";
import { tidyNote, tidyReason } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { choose } from "../../../core/schema/code-lookup.js";
import { readRowId } from "../../../core/schema/global-id.js";
import {
  refuseStale,
  throwUserErrors,
  type UserError,
  UserErrors,
  userError,
} from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { moveWholeRevision } from "../../../core/snapshot/revision.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { nothingToCorrect, reportFormHasCode } from "../../shared.messages.js";
import { chooseTerm } from "../../term/term-choice.js";
import * as messages from "../metric.messages.js";
import { belongTogether } from "../total/ratio-units.js";
import { type MetricRow, metricsWhere } from "./metric.store.js";
import type { MetricAddInput, MetricChangeInput, MetricWithdrawInput } from "./metric-act.input.js";
import { addMetric, changeMetric, type MetricValues, removeMetric } from "./metric-act.store.js";
import { problemsOfDefinition } from "./metric-definition.js";
import { figuresAgainst, type MetricUses, type NamedFigure, someOf, usesOf } from "./metric-uses.store.js";

export interface MetricOutcome {
  metric: MetricRow | null;
}

const BLANK: MetricValues = {
  ...{ code: "", nameVi: "", nameEn: "", kind: "", subjectType: "", direction: "", programmeId: 0, unitId: 0 },
  ...{ numeratorVi: null, numeratorEn: null, denominatorVi: null, denominatorEn: null },
  ...{ numeratorUnitId: null, denominatorUnitId: null, unitsBasisVi: null, unitsBasisEn: null },
  ...{ counts: "DECIMAL", least: "ZERO", most: "NO_LIMIT", rulesBasisVi: null, rulesBasisEn: null },
  ...{ expectedOf: "", expectedFormId: null, expectedBasisVi: null, expectedBasisEn: null },
  ...{ legalDocumentId: null, noteVi: null, noteEn: null },
};

/** Adds a metric: from then on figures of it are recorded, and forms ask for it. */
export const add = (context: Context, input: MetricAddInput): Promise<MetricOutcome> =>
  runMutation(context, "metricAdd", input, async (run) => {
    const known = context.snapshot.metrics.all().find(({ code }) => code === input.code);
    if (known) throw taken(known);
    const { values, mistakes } = read(context.snapshot, input, { ...BLANK, id: 0, code: input.code });
    throwUserErrors(mistakes);
    return run.writeOrTry<MetricOutcome>(input.dryRun, { metric: null }, async (tx, trail) => {
      const id = await addMetric(tx, values);
      if (id === null) throw taken((await metricsWhere(tx, "m.code = ?", [input.code]))[0]);
      return traced(trail, null, { id, ...values, version: 1 });
    });
  });

/** Changes what is said of a metric, but nothing that would make another figure of one on record. */
export const change = (context: Context, input: MetricChangeInput): Promise<MetricOutcome> =>
  runMutation(context, "metricChange", input, async (run) => {
    const before = required(context.snapshot, input);
    const reason = tidyReason(input.reason);
    const { values, mistakes } = read(context.snapshot, input, before);
    const isSame = Object.entries(values).every(([field, value]) => value === before[field as keyof MetricValues]);
    throwUserErrors([...mistakes, isSame ? userError("INVALID", [], nothingToCorrect) : undefined]);
    return run.writeOrTry<MetricOutcome>(input.dryRun, shown(before), async (tx, trail) => {
      // Whoever records figures holds the metric: those who came before are seen here, those after read it anew.
      const after = await changeMetric(tx, before, values);
      throwUserErrors(await problemsOnRecord(tx, before, after), shown(before));
      if (RULES.some((field) => before[field] !== after[field])) await moveWholeRevision(tx, "DATA");
      return traced(trail, before, after, reason);
    });
  });

/** Takes a metric off the record that nothing refers to. */
export const withdraw = (context: Context, input: MetricWithdrawInput): Promise<MetricOutcome> =>
  runMutation(context, "metricWithdraw", input, async (run) => {
    const before = required(context.snapshot, input);
    const reason = tidyReason(input.reason);
    return run.writeOrTry<MetricOutcome>(input.dryRun, shown(before), async (tx, trail) => {
      const { version } = await changeMetric(tx, before, before);
      const uses = namedUses(await usesOf(tx, before));
      const used =
        uses.length > 0 ? userError("ILLEGAL_STATE", ["id"], messages.usedMetric(before.code, uses)) : undefined;
      throwUserErrors([used], shown(before));
      await moveWholeRevision(tx, "DATA");
      await removeMetric(tx, before);
      trail.add("REFERENCE", { type: "Metric", id: before.id, version, before: fieldsOf(before), after: null, reason });
      return { metric: { ...before, version } };
    });
  });

/** What figures on record, forms and targets take it for. */
const MEANING = { kind: "kind", subjectType: "subjectType", unitId: "unit" } as const;
const OF_COUNTS = { numeratorUnitId: "numeratorUnit", denominatorUnitId: "denominatorUnit" } as const;
/** What figures are held to. */
const RULES = ["kind", "subjectType", "counts", "least", "most"] as const;

/** What on record a change would make wrong, as the transaction sees it that has written the change. */
async function problemsOnRecord(
  tx: Transaction,
  before: MetricRow,
  after: MetricRow,
): Promise<(UserError | undefined)[]> {
  const changed = Object.entries({ ...MEANING, ...OF_COUNTS }).flatMap(([column, field]) =>
    before[column as keyof MetricRow] === after[column as keyof MetricRow] ? [] : field,
  );
  if (changed.length > 0) {
    const uses = namedUses(await usesOf(tx, before));
    if (uses.length > 0) {
      return changed.map((field) => userError("ILLEGAL_STATE", [field], messages.usedAsItIs(before.code, field, uses)));
    }
  }
  const rules = (["counts", "least", "most"] as const).filter((field) => before[field] !== after[field]);
  const broken = rules.map(async (field) => {
    const figures = await figuresAgainst(tx, before.id, { ...before, [field]: after[field] });
    if (figures.length === 0) return undefined;
    return userError("ILLEGAL_STATE", [field], messages.figuresBreakRules(before.code, ...namedFigures(figures)));
  });
  return Promise.all(broken);
}

const namedFigures = (figures: readonly NamedFigure[]): [vi: string, en: string] => {
  const named = figures.map((figure) => messages.figureOf(figure.subject, figure));
  return [someOf(named.map(({ vi }) => vi)), someOf(named.map(({ en }) => en))];
};

function namedUses({ figures, isWithdrawn, campaigns, forms, targets, isStated }: MetricUses): LocalizedMessage[] {
  const { USES } = messages;
  return [
    ...(figures.length > 0 ? [USES.figures(...namedFigures(figures))] : []),
    ...(isWithdrawn ? [USES.withdrawn()] : []),
    ...(campaigns.length > 0 ? [USES.campaigns(someOf(campaigns))] : []),
    ...(forms.length > 0 ? [USES.forms(someOf(forms))] : []),
    ...(targets.length > 0 ? [USES.targets(someOf(targets))] : []),
    ...(isStated ? [USES.stated()] : []),
  ];
}

/** What a metric is before the act; the id of a new one is 0. */
type Known = MetricValues & { id: number };
type Given = Partial<Omit<MetricChangeInput, "id" | "expectedVersion" | "reason">>;

/** What is to be on record: what the input says, and what it leaves out as it was. */
function read(
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

/** Notes in the trail what a metric has become. */
function traced(trail: Trail, before: MetricRow | null, after: MetricRow, reason: string | null = null): MetricOutcome {
  const fields = { before: before && fieldsOf(before), after: fieldsOf(after) };
  trail.add("REFERENCE", { type: "Metric", id: after.id, version: after.version, ...fields, reason });
  return { metric: after };
}

const fieldsOf = ({ id: _, version: __, ...fields }: MetricRow): MetricValues => fields;

/** The metric that is meant, at the version that was seen. */
function required({ metrics }: Snapshot, { id, expectedVersion }: { id: string; expectedVersion: number }): MetricRow {
  const found = metrics.findById(readRowId(id, "Metric") ?? 0);
  if (!found) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchMetric)]);
  refuseStale(messages.theMetric, found.version, expectedVersion, shown(found));
  return found;
}

const shown = (metric: MetricRow): MetricOutcome => ({ metric: cloneAlone("Metric", LATEST, metric) });

function taken(known: MetricRow | undefined): UserErrors {
  if (!known) throw new Stale();
  return new UserErrors([userError("TAKEN", ["code"], messages.metricTaken(known.code))], shown(known));
}
