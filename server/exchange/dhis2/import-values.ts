import type { MetricRow, ObservationRow } from "../../concepts/metric/definition/metric.store.js";
import { OBSERVATIONS, STANDS_IN_WORDS } from "../../concepts/metric/observation/observation.format.js";
import { figuresBeyond } from "../../concepts/metric/observation/observation-list.store.js";
import { subjectKeyOf } from "../../concepts/metric/observation/observation-values.js";
import type { Context, Snapshot } from "../../core/context.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { SINCE_EVER } from "../../core/time/point-in-time.js";
import { mayGoOn } from "../../core/time/turn.js";
import { inDigits } from "../../files/writing/csv.js";
import { type Cell, PIECE } from "../../files/writing/table.js";
import { readComment, type Said } from "./comment.js";
import type { Schemes } from "./data-values.js";
import * as messages from "./dhis2.messages.js";
import {
  type DataElement,
  type Directory,
  isDefault,
  isSentence,
  type OrgUnit,
  PARTS,
  type Part,
} from "./directory.js";
import { valueTypeOf } from "./metadata.js";
import { type Days, daysIn, firstDayIn } from "./period.js";
import type { ReceivedValue } from "./received.js";
import { type Conflict, type ImportTerms, importRows, MOST_CONFLICTS, type Outcome, type SentRow } from "./summary.js";

/** A figure as it was sent: of a ratio in up to three values. */
interface SentFigure {
  metric: MetricRow;
  unit: OrgUnit;
  days: Days;
  numbers: { [part in Part]?: number | undefined };
  said: Said;
  object: string;
  indexes: number[];
}

/** Imports data values as a file of figures: by its rules, with its permissions and its trail, all of them or none. */
export async function importValues(
  context: Context,
  directory: Directory,
  schemes: Schemes,
  values: readonly ReceivedValue[],
  terms: ImportTerms,
): Promise<Outcome> {
  const { figures, conflicts } = await placed(values, directory, schemes);
  await completeFigures(context, figures);
  const rows = figures.map((figure) => rowOf(figure, context.snapshot));
  const columns = ["metric", "subject", "from", "on", ...PARTS, ...saidIn(figures)];
  const format = { name: "OBSERVATIONS", of: OBSERVATIONS };
  const all = conflicts.length > 0 || rows.length > 0 ? conflicts : [nothing];
  return importRows(context, format, columns, rows, terms, all, propertyOf);
}

const nothing: Conflict = {
  ...{ object: "", sentence: messages.noValues, errorCode: "MISSING_VALUE", property: "dataValues", indexes: [] },
};

const PROPERTIES: Readonly<Record<string, string>> = {
  ...{ metric: "dataElement", subject: "orgUnit", from: "period", on: "period" },
  ...{ quote: "comment", note_vi: "comment", note_en: "comment", on_stands_in: "comment" },
};
const propertyOf = (column: string): string => PROPERTIES[column] ?? (column === "" ? "dataValue" : "value");

/** The values by the figures that they are of; what cannot be placed is told. */
async function placed(values: readonly ReceivedValue[], directory: Directory, schemes: Schemes) {
  const figures = new Map<string, SentFigure>();
  const conflicts: Conflict[] = [];
  for (const [i, given] of values.entries()) {
    if (conflicts.length >= MOST_CONFLICTS) break;
    await mayGoOn();
    const before = conflicts.length;
    const tell = (property: keyof ReceivedValue, errorCode: string, sentence: LocalizedMessage) =>
      void conflicts.push({ object: String(given[property] ?? ""), sentence, errorCode, property, indexes: [i] });
    const found = <T extends object>(property: keyof ReceivedValue, one: T | LocalizedMessage): T | undefined => {
      if (!isSentence(one)) return one;
      tell(property, "UNKNOWN_NAME", one);
      return undefined;
    };
    const needed = (property: "dataElement" | "orgUnit" | "period"): string | undefined => {
      if (given[property] === null) tell(property, "MISSING_VALUE", messages.missing(property));
      return given[property] ?? undefined;
    };
    const [name, unitName, period] = [needed("dataElement"), needed("orgUnit"), needed("period")];
    const element =
      name === undefined
        ? undefined
        : found("dataElement", directory.dataElement(schemes.dataElement, name, given.categoryOptionCombo));
    const unit = unitName === undefined ? undefined : found("orgUnit", directory.orgUnit(schemes.orgUnit, unitName));
    const days = period === undefined ? undefined : daysOf(period, given.attributeOptionCombo, tell);
    if (given.deleted) tell("deleted", "INCONSISTENT", messages.notDeleted);
    const said = given.comment === null ? {} : readComment(given.comment);
    const number = element && numberOf(element, given.value, said, tell);
    if (!element || !unit || !days || conflicts.length > before) continue;
    const key = `${dayKeyOf(element.metric.id, unit.subjectKey, days.on)} ${days.from}`;
    const figure = figures.get(key) ?? {
      ...{ metric: element.metric, unit, days, numbers: {}, said: {}, object: element[schemes.dataElement] },
      indexes: [],
    };
    figures.set(key, figure);
    const isTwice = element.part in figure.numbers || (number === null && figure.indexes.length > 0);
    if (isTwice) tell("dataElement", "DUPLICATE", messages.sentTwice);
    if (number !== null && number !== undefined) figure.numbers[element.part] = number;
    figure.said = together(figure.said, said);
    figure.indexes.push(i);
  }
  return { figures: [...figures.values()], conflicts };
}

/** Two remarks on the numbers of a ratio are one remark on it. */
function together(one: Said, other: Said): Said {
  const notes = new Set([one.note_vi, other.note_vi].flatMap((note) => note ?? []));
  return { ...other, ...one, ...(notes.size > 0 && { note_vi: [...notes].join("; ") }) };
}

type Tell = (property: keyof ReceivedValue, errorCode: string, sentence: LocalizedMessage) => void;

function daysOf(period: string, combo: string | null, tell: Tell): Days | undefined {
  const days = daysIn(period);
  if (!days) return void tell("period", "NOT_A_DATE", messages.noPeriod(period));
  if (combo === null || isDefault(combo)) return days;
  const from = firstDayIn(combo);
  if (from !== undefined && days.from === null) return { from, on: days.on };
  return void tell("attributeOptionCombo", "UNKNOWN_NAME", messages.noAttributeOption(combo));
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** More are not kept as they are. */
const MOST_DIGITS = 15;

/** Null: the cell was asked for and left blank, as the comment says; nothing else that is blank is a figure. */
function numberOf(element: DataElement, value: string | null, said: Said, tell: Tell): number | null | undefined {
  if (value === null) {
    if (said.blank) return null;
    return void tell("value", "MISSING_VALUE", messages.blankValue);
  }
  if (valueTypeOf(element) === "BOOLEAN") {
    if (/^(?:true|t|1)$/i.test(value)) return 1;
    if (/^(?:false|f|0)$/i.test(value)) return 0;
    return void tell("value", "NOT_A_CHOICE", messages.notTrueOrFalse(value));
  }
  const isKept = PLAIN.test(value) && value.replace(/\D/g, "").length <= MOST_DIGITS;
  if (!isKept) return void tell("value", "NOT_A_NUMBER", messages.notANumber(value));
  return Number(value);
}

/**
 * What of a ratio was not sent stays as it is on record, and a figure that was sent as blank: it is that of the same
 * days, or, as for a row of a file, of the only period that ends on the day.
 */
async function completeFigures({ db }: Context, figures: readonly SentFigure[]): Promise<void> {
  const missing = figures.filter(({ metric, numbers }) =>
    metric.kind === "RATIO" ? PARTS.some((part) => !(part in numbers)) : !("value" in numbers),
  );
  if (missing.length === 0) return;
  const ons = missing.map(({ days }) => days.on).sort();
  const asked = {
    metricIds: [...new Set(missing.map(({ metric }) => metric.id))],
    subjects: [new Set(missing.map(({ unit }) => unit.subjectKey))],
    ...{ from: ons[0] ?? null, to: ons.at(-1) ?? null, reported: null },
  };
  const wanted = new Set(missing.map(({ metric, unit, days }) => dayKeyOf(metric.id, unit.subjectKey, days.on)));
  const known = new Map<string, ObservationRow[]>();
  let piece: ObservationRow[] = [];
  do {
    const last = piece.at(-1);
    const beyond = last && {
      ...{ metricId: last.metricId, subjectKey: subjectKeyOf(last), on: last.on, fromKey: last.from ?? SINCE_EVER },
    };
    piece = await figuresBeyond(db, asked, beyond ?? null, false, PIECE);
    for (const row of piece) {
      const key = dayKeyOf(row.metricId, subjectKeyOf(row), row.on);
      if (wanted.has(key)) known.set(key, [...(known.get(key) ?? []), row]);
    }
  } while (piece.length === PIECE);
  for (const { metric, unit, days, numbers } of missing) {
    const rows = known.get(dayKeyOf(metric.id, unit.subjectKey, days.on)) ?? [];
    const only = days.from === null && rows.length === 1 ? rows[0] : undefined;
    const row = rows.find(({ from }) => from === days.from) ?? only;
    for (const part of PARTS) numbers[part] ??= row?.[part] ?? undefined;
  }
}

const dayKeyOf = (metricId: number, subjectKey: string, on: string): string => `${metricId} ${subjectKey} ${on}`;

/** Columns of remarks that nobody has sent say nothing. */
function saidIn(figures: readonly SentFigure[]): string[] {
  const isSaid = figures.some(({ said }) => Object.keys(said).length > 0);
  const standsIn = figures.some(({ said }) => said.on_stands_in);
  return [...(isSaid ? ["quote", "note_vi", "note_en"] : []), ...(standsIn ? ["on_stands_in"] : [])];
}

function rowOf({ metric, unit, days, numbers, said, object, indexes }: SentFigure, { areas }: Snapshot): SentRow {
  const { is } = unit;
  const subject = "area" in is ? areas.denote(is.area.id, { asOf: days.on }) : is.facility.code;
  // Which of several numbers is the approximate one is as in an export of ours.
  const about =
    said.approximate && (["numerator", "value", "denominator"] as const).find((part) => numbers[part] !== undefined);
  const cellOf = (part: Part): Cell => {
    const number = numbers[part] ?? null;
    return part === about && number !== null ? `~${inDigits(number)}` : number;
  };
  return {
    cells: {
      ...{ metric: metric.code, subject, from: days.from, on: days.on },
      ...{ value: cellOf("value"), numerator: cellOf("numerator"), denominator: cellOf("denominator") },
      ...{ quote: said.quote ?? null, note_vi: said.note_vi ?? null, note_en: said.note_en ?? null },
      on_stands_in: said.on_stands_in ? STANDS_IN_WORDS.yes : null,
    },
    ...{ object, indexes },
  };
}
