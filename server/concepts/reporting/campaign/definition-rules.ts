import type { Snapshot } from "../../../core/context.js";
import { notKnown } from "../../../core/schema/code-lookup.js";
import type { UserError, UserErrorCode } from "../../../core/schema/user-errors.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { facilitiesUnder } from "../../facility/list/facilities-under.js";
import * as messages from "../reporting.messages.js";
import { FIGURES_PART, USUAL_PARTS } from "./campaigns.format.js";
import { type ColumnDefinition, type Definition, enteredIn, type FormDefinition, type Holds } from "./definition.js";
import { columnsIn, parseFormula } from "./formula.js";

type Left<T> = T | null | undefined;

interface ColumnInput {
  number: string;
  labelVi: string;
  groupVi?: Left<string>;
  unitVi?: Left<string>;
  formula?: Left<string>;
  footnoteVi?: Left<string>;
  mayBeNegative?: Left<boolean>;
  isEntered?: Left<boolean>;
  metric?: Left<string>;
  holds?: Left<Holds>;
  of?: Left<string>;
  from?: Left<string>;
  on?: Left<string>;
}

interface FormInput {
  code: string;
  titleVi: string;
  columns?: Left<readonly ColumnInput[]>;
  parts?: Left<readonly { code: string; titleVi: string }[]>;
}

interface RecipientInput {
  nameVi: string;
  units?: Left<readonly { facility: string; area?: Left<string> }[]>;
  facilityType?: Left<string>;
  under?: Left<string>;
}

interface DemandInput {
  recipient: string;
  form: string;
  dueBefore: string;
}

/** What acts and files say of a campaign alike. */
export interface DefinitionInput {
  issuedOn?: Left<string>;
  recipients: readonly RecipientInput[];
  forms: readonly FormInput[];
  demands: readonly DemandInput[];
}

const [LONGEST_LABEL, LONGEST_CODE] = [400, 60];

/** What is asked for, or everything that is wrong with it; whom a recipient stands for is decided on `day`. */
export function readDefinition(
  { issuedOn = null, recipients, forms, demands }: DefinitionInput,
  day: string,
  snapshot: Snapshot,
): { definition: Definition; mistakes: UserError[] } {
  const mistakes: UserError[] = [];
  const wrong = (path: readonly (string | number)[], message: LocalizedMessage, code: UserErrorCode = "INVALID") =>
    void mistakes.push({ code, path: path.map(String), sentence: message });
  const text = (path: readonly (string | number)[], given: Left<string>, most = LONGEST_LABEL): string | null => {
    const tidy = given?.normalize("NFC").trim() || null;
    if (tidy !== null && tidy.length > most) wrong(path, messages.tooLong(most));
    return tidy;
  };
  const needed = (path: readonly (string | number)[], given: string, most = LONGEST_LABEL): string => {
    const tidy = text(path, given, most);
    if (tidy === null) wrong(path, messages.blank());
    return tidy ?? "";
  };
  const once = () => {
    const seen = new Set<string>();
    return (path: readonly (string | number)[], key: string) => {
      if (seen.has(key)) wrong(path, messages.givenTwice(key));
      seen.add(key);
    };
  };
  const facilities = snapshot.facilities.in({ asOf: day });

  const oneRecipient = once();
  const foundRecipients = recipients.map((recipient, i) => {
    const path = ["recipients", i];
    const nameVi = needed([...path, "nameVi"], recipient.nameVi);
    oneRecipient([...path, "nameVi"], nameVi);
    const units = new Map<string, { facility: string; area: string | null }>();
    const oneUnit = once();
    for (const [j, { facility, area = null }] of (recipient.units ?? []).entries()) {
      oneUnit([...path, "units", j, "facility"], facility);
      if (!facilities.findByCode(facility))
        wrong([...path, "units", j, "facility"], messages.facilityNotThere(facility, day), "NOT_FOUND");
      units.set(facility, { facility, area });
    }
    for (const facility of expanded(recipient, i))
      if (!units.has(facility)) units.set(facility, { facility, area: null });
    return { nameVi, units: [...units.values()].sort((a, b) => (a.facility < b.facility ? -1 : 1)) };
  });

  /** Those of a type, under a body or in an area, or both, that are there on the day. */
  function expanded({ facilityType, under }: RecipientInput, i: number): string[] {
    if (facilityType == null && under == null) return [];
    const types = snapshot.terms.of("FACILITY_TYPE");
    const type = facilityType == null ? null : types.find(({ code }) => code === facilityType);
    if (type === undefined) {
      const what = messages.facilityTypeCoded;
      const known = types.map(({ code }) => code);
      mistakes.push(notKnown(["recipients", `${i}`, "facilityType"], what, facilityType ?? "", known));
      return [];
    }
    const isBody =
      under == null || snapshot.areas.holder(under, { asOf: day }) !== null || facilities.findByCode(under) !== null;
    if (!isBody) wrong(["recipients", i, "under"], messages.bodyNotThere(under ?? "", day), "NOT_FOUND");
    const within = under == null ? null : facilitiesUnder(under, { asOf: day }, snapshot);
    return facilities
      .sorted("CODE")
      .filter(({ id, facilityTypeId }) => (type === null || facilityTypeId === type.id) && within?.has(id) !== false)
      .map(({ code }) => code);
  }

  if (forms.length === 0) wrong(["forms"], messages.noForms());
  const oneForm = once();
  const foundForms = forms.map((form, i): FormDefinition => {
    const path = ["forms", i];
    const code = needed([...path, "code"], form.code, LONGEST_CODE);
    oneForm([...path, "code"], code);
    const columns = (form.columns ?? []).map((column, j): ColumnDefinition => {
      const at = [...path, "columns", j];
      const { mayBeNegative, isEntered, holds, from = null, on = null, metric = null, of = null } = column;
      return {
        number: needed([...at, "number"], column.number, LONGEST_CODE),
        labelVi: needed([...at, "labelVi"], column.labelVi),
        groupVi: text([...at, "groupVi"], column.groupVi),
        unitVi: text([...at, "unitVi"], column.unitVi),
        formula: text([...at, "formula"], column.formula),
        footnoteVi: text([...at, "footnoteVi"], column.footnoteVi, 2000),
        ...{ mayBeNegative: mayBeNegative ?? false, isEntered: isEntered ?? true, metric },
        ...{ holds: holds ?? "VALUE", of, from, on },
      };
    });
    const onePart = once();
    const parts = (form.parts ?? USUAL_PARTS).map((part, j) => {
      const partCode = needed([...path, "parts", j, "code"], part.code, LONGEST_CODE);
      onePart([...path, "parts", j, "code"], partCode);
      if (partCode === FIGURES_PART.code) wrong([...path, "parts", j, "code"], messages.givenTwice(FIGURES_PART.code));
      return { code: partCode, titleVi: needed([...path, "parts", j, "titleVi"], part.titleVi) };
    });
    const found = { code, titleVi: needed([...path, "titleVi"], form.titleVi), columns, parts };
    if (enteredIn(found).length === 0 && parts.length === 0) wrong(path, messages.nothingAsked(code));
    checkColumns(found, i);
    return found;
  });

  function checkColumns({ columns }: FormDefinition, i: number): void {
    const oneColumn = once();
    const figures = new Map<string, string>();
    let rowsOf: string | null = null;
    for (const [j, column] of columns.entries()) {
      const at = ["forms", i, "columns", j];
      oneColumn([...at, "number"], column.number);
      checkFormula(columns, column, at);
      if (column.metric === null) continue;
      const metric = snapshot.metrics.all().find(({ code }) => code === column.metric);
      if (!metric) {
        const what = messages.metricCoded;
        const known = snapshot.metrics.all().map(({ code }) => code);
        mistakes.push(notKnown([...at, "metric"].map(String), what, column.metric, known));
        continue;
      }
      if (metric.kind !== "RATIO" && column.holds !== "VALUE")
        wrong([...at, "holds"], messages.partOfRatioOnly(metric.code));
      const entered = enteredIn({ columns }).map(({ number }) => number);
      if (column.of !== null && column.holds !== "NUMERATOR") wrong([...at, "of"], messages.ofNumeratorOnly());
      else if (column.of !== null && !entered.includes(column.of))
        wrong([...at, "of"], messages.noSuchColumn(column.of, entered));
      if (column.on === null) wrong([...at, "on"], messages.dayNeeded());
      else if (column.from !== null && column.from > column.on)
        wrong([...at, "from"], messages.endsBeforeItBegins(column.from, column.on));
      const figure = `${metric.code} ${column.on} ${column.holds}`;
      const same = figures.get(figure);
      if (same !== undefined) wrong([...at, "metric"], messages.sameFigure(same));
      figures.set(figure, column.number);
      rowsOf ??= metric.subjectType;
      if (rowsOf !== metric.subjectType)
        wrong([...at, "metric"], messages.otherSubject(metric.code, metric.subjectType, rowsOf));
    }
  }

  function checkFormula(columns: readonly ColumnDefinition[], column: ColumnDefinition, at: (string | number)[]): void {
    if (column.formula === null) return;
    const formula = parseFormula(column.formula, column.number);
    if (!formula) {
      wrong([...at, "formula"], messages.noFormula(column.formula, column.number));
      return;
    }
    const entered = enteredIn({ columns }).map(({ number }) => number);
    const unknown = columnsIn(formula).find((number) => !entered.includes(number));
    if (unknown !== undefined) wrong([...at, "formula"], messages.noSuchColumn(unknown, entered));
    else if (isMadeOf(column.number, column, columns)) wrong([...at, "formula"], messages.madeOfItself(column.number));
  }

  const owed = new Set<string>();
  /** Which form of which facility holds a figure: it stands in one place, or one would undo the other. */
  const places = new Map<string, string>();
  function takenBy({ columns }: FormDefinition, subject: string, place: string) {
    return columns.flatMap(({ metric, on }) => {
      if (metric === null) return [];
      const key = `${metric} ${on} ${subject}`;
      const known = places.get(key) ?? place;
      places.set(key, known);
      return known === place ? [] : [{ metric, subject, place: known }];
    });
  }

  const formCodes = foundForms.map(({ code }) => code);
  const recipientNames = foundRecipients.map(({ nameVi }) => nameVi);
  const foundDemands = demands.map((demand, i) => {
    const path = ["demands", i];
    const [name, code] = [demand.recipient.normalize("NFC").trim(), demand.form.normalize("NFC").trim()];
    const recipient = foundRecipients.find(({ nameVi }) => nameVi === name);
    const form = foundForms.find((each) => each.code === code);
    if (!recipient) wrong([...path, "recipient"], messages.noSuchRecipient(name, recipientNames), "NOT_FOUND");
    if (!form) wrong([...path, "form"], messages.noSuchForm(code, formCodes), "NOT_FOUND");
    if (recipient?.units.length === 0) wrong([...path, "recipient"], messages.standsForNobody(name));
    if (issuedOn !== null && demand.dueBefore < issuedOn)
      wrong([...path, "dueBefore"], messages.dueBeforeIssue(demand.dueBefore, issuedOn));
    for (const { facility, area } of recipient?.units ?? []) {
      if (owed.has(`${code} ${facility}`)) wrong([...path, "recipient"], messages.owesTwice(facility, code));
      owed.add(`${code} ${facility}`);
      if (!form) continue;
      const type = subjectTypeOf(form, snapshot);
      const areas = type === "FACILITY" ? [] : subjectsIn(type, area, demand.dueBefore, snapshot);
      const subjects = type === "FACILITY" ? [facility] : areas.map((each) => each.code);
      if (subjects.length === 0)
        wrong([...path, "recipient"], messages.answersForNoArea(facility, type, demand.dueBefore));
      const taken = subjects.flatMap((subject) => takenBy(form, subject, `${code} ${facility}`))[0];
      if (taken) wrong([...path, "recipient"], messages.figureTwice(taken.metric, taken.subject, taken.place));
    }
    return { recipient: name, form: code, dueBefore: demand.dueBefore };
  });
  for (const [i, { code }] of foundForms.entries())
    if (!foundDemands.some(({ form }) => form === code)) wrong(["forms", i], messages.nobodyOwes(code));

  return { definition: { recipients: foundRecipients, forms: foundForms, demands: foundDemands }, mistakes };
}

/** Whether a column is computed from one of this number, however far apart. */
function isMadeOf(
  number: string,
  { number: own, formula }: ColumnDefinition,
  columns: readonly ColumnDefinition[],
  seen = new Set<string>(),
): boolean {
  const parsed = formula === null ? null : parseFormula(formula, own);
  if (!parsed || seen.has(own)) return false;
  seen.add(own);
  return columnsIn(parsed).some((each) => {
    const column = columns.find((one) => one.number === each);
    return each === number || (column !== undefined && isMadeOf(number, column, columns, seen));
  });
}

/** What the rows of a form are about: what its metrics are collected for, else the facility itself. */
export function subjectTypeOf(
  { columns }: Pick<FormDefinition, "columns">,
  { metrics }: Pick<Snapshot, "metrics">,
): string {
  const code = columns.find(({ metric }) => metric !== null)?.metric;
  return metrics.all().find((metric) => metric.code === code)?.subjectType ?? "FACILITY";
}

/** The areas of a type, by code, within the one that has this code on the day. */
export function subjectsIn(
  type: string,
  area: string | null,
  day: string,
  { areas }: Pick<Snapshot, "areas">,
): { id: number; code: string }[] {
  const pointInTime = { asOf: day };
  const whole = area === null ? null : areas.holder(area, pointInTime);
  if (!whole) return [];
  const views = areas.within(whole.id, pointInTime).flatMap((id) => areas.view(id, pointInTime) ?? []);
  return views.filter(({ areaType }) => areaType === type);
}
