import { groupBy } from "../../../core/collections/groups.js";
import { insertNew } from "../../../core/database/upsert.js";
import { Stale } from "../../../core/mutation/mutation-run.js";
import { columnsIn, type Format, text } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import { raiseVersions } from "../../import/traced-kind.js";
import { sectionIn } from "../../provenance/source/source.import.js";
import { isSameFigure } from "./exact-value.js";
import { warnOfWritten } from "./import-warnings.js";
import { OBSERVATIONS } from "./observation.format.js";
import { figureNames, placedOf } from "./observation.import.js";
import { OBSERVATION } from "./observation.row.js";
import { isSameObservation, observationRowOf, type Replaced, replaceObservations } from "./observation-changes.js";
import {
  OBSERVATION_KEY,
  type ObservationValues,
  type OnRecord,
  observationKeyOf,
  observationsOnRecord,
  withdrawnByNow,
} from "./observation-import.store.js";
import { ofTheirPeriods, saidOf } from "./observation-writer.js";
import { type PrintedFigureRow, placeKey, printedIn, writePrinted } from "./printed-figure.store.js";
import { type PlacedRow, UndoingRows } from "./undoing-rows.js";

/** The figures of a report, each with the section that prints it. */
export const REPORT_FIGURES: Format = {
  ...OBSERVATIONS,
  name: "report-figures",
  needed: ["section", ...OBSERVATIONS.needed],
  columns: [text("section", "Đề mục", "Bảng 1"), ...OBSERVATIONS.columns],
};

/**
 * What a report prints. A figure that nobody has said is on record by it; what another source has said stays on record,
 * and the report's stands beside it as printed.
 */
export const reportFigures: Reader = {
  ...columnsIn(REPORT_FIGURES),
  writes: "DATA",
  tracesItself: true,
  async read(rows, into) {
    const names = await figureNames(into);
    const sectionIds = new Map<string, number>();
    for (const section of new Set(rows.map(sectionIn))) sectionIds.set(section, await into.sectionId(section));
    const { begun, run } = into;
    const given = rows.flatMap((row) => {
      const values = placedOf(row, names, sectionIds.get(sectionIn(row)) ?? null, run.today, begun);
      return values ? [{ row, values }] : [];
    });
    const placed = await ofTheirPeriods(into, given);
    const once = onceEach();
    for (const { row, values } of placed) once(row, "subject", `${observationKeyOf(values)} ${sectionIn(row)}`);
    const settled = await settle(into, placed, [...sectionIds.values()]);
    return async () => {
      await write(into, settled);
      await warnOfWritten(into, placed, names.growing);
    };
  },
};

/** A figure that stands beside the one on record; `print` is what the section was said to print before. */
interface Beside extends PlacedRow {
  print?: Print | undefined;
}
type Print = Awaited<ReturnType<typeof printedIn>>[number];

interface Settled {
  fresh: readonly PlacedRow[];
  replaced: readonly Replaced[];
  beside: readonly Beside[];
}

/** What becomes of each row; what was said so before is left alone. */
async function settle(
  into: ImportContext,
  placed: readonly PlacedRow[],
  sectionIds: readonly number[],
): Promise<Settled> {
  const known = await observationsOnRecord(
    into.tx,
    placed.map(({ values }) => values),
  );
  const prints = new Map((await printedIn(into.tx, sectionIds)).map((print) => [printKey(print), print] as const));
  const [fresh, replaced, beside]: [PlacedRow[], (Replaced & { row: Row })[], Beside[]] = [[], [], []];
  /** Of which an earlier row of the report is on record by then. */
  const firsts = new Set<string>();
  for (const { row, values } of placed) {
    const key = observationKeyOf(values);
    const own = known.get(key);
    const print = prints.get(printKey(values));
    if (own && own.sectionId === values.sectionId) {
      const said = saidOf(own, { row, values }, own.sectionId);
      if (!isSameObservation(own, said, own.sectionId)) replaced.push({ row, known: own, values: said });
    } else if (print) {
      if (own ? !isSamePrint(print, values) : !isSameFigure(print, figureOf(values)))
        own ? beside.push({ row, values, print }) : fresh.push({ row, values });
    } else if (values.reported === 0 && (own || firsts.has(key))) {
      // A cell that a report leaves blank says nothing of what another source has.
    } else if (own?.reported === 1 || firsts.has(key)) beside.push({ row, values });
    else {
      firsts.add(key);
      if (own) replaced.push({ row, known: own, values });
      else fresh.push({ row, values });
    }
  }
  const acts = new UndoingRows(into, withdrawnByNow);
  return { fresh: await acts.notWithdrawn(fresh), replaced: await acts.notCorrected(replaced), beside };
}

async function write(into: ImportContext, { fresh, replaced, beside }: Settled): Promise<void> {
  const { tx, counts } = into;
  const values = fresh.map((each) => each.values);
  const { rows } = await insertNew(tx, OBSERVATION, OBSERVATION_KEY, values);
  if (rows < fresh.length) throw new Stale();
  await replaceObservations(into, replaced);
  const printed = beside.filter(({ print }) => !print);
  counts.inserted += fresh.length + printed.length;
  counts.changed += beside.length - printed.length;
  if (beside.length > 0) await writeBeside(into, beside, new Set(values.map(observationKeyOf)));
}

/** `fresh` are the keys of figures that are new by this very report: that tells enough of them. */
async function writeBeside(into: ImportContext, beside: readonly Beside[], fresh: ReadonlySet<string>): Promise<void> {
  const { tx } = into;
  const onRecord = await observationsOnRecord(
    tx,
    beside.map(({ values }) => values),
  );
  const stood = (values: ObservationValues): OnRecord => {
    const found = onRecord.get(observationKeyOf(values));
    if (!found) throw new Stale();
    return found;
  };
  await writePrinted(
    tx,
    beside.map(({ values, print }) => ({
      id: print?.id ?? null,
      observationId: stood(values).id,
      ...printOf(values, print),
    })),
  );
  // A print may have been that of a figure which was withdrawn from there since.
  const former = beside.flatMap(({ values, print }) =>
    print && print.observationId !== stood(values).id ? print.observationId : [],
  );
  into.run.trail.alsoChanged("Observation", former);
  const old = beside.filter(({ values }) => !fresh.has(observationKeyOf(values)));
  const traced = [...groupBy(old, ({ values }) => stood(values)).entries()].map(([known, rows]) => {
    const { id, version } = known;
    const { document } = into.source;
    const printed = rows.map(({ row, values }) => ({ document, section: sectionIn(row), ...figureOf(values) }));
    const before = rows.flatMap(({ row, print }) =>
      print ? { document, section: sectionIn(row), ...figureOf(print) } : [],
    );
    return {
      ...{ type: "Observation", id, version: version + 1 },
      before: { ...observationRowOf(known), printed: before.length > 0 ? before : null },
      after: { ...observationRowOf(known), version: version + 1, printed },
    };
  });
  await raiseVersions(tx, { type: "Observation" }, traced);
  await into.trace("DATA", traced);
}

const printKey = (of: Pick<ObservationValues, "metricId" | "subjectKey" | "on" | "from" | "sectionId">): string =>
  `${placeKey(of as PrintedFigureRow)} ${of.sectionId}`;

const figureOf = ({ value = null, numerator = null, denominator = null }: ObservationValues) => ({
  ...{ value, numerator, denominator },
});

/** Whether a section is said to print what it was said to print before. */
const isSamePrint = (print: Print, values: ObservationValues): boolean => {
  const said = printOf(values, print);
  return (Object.keys(said) as (keyof typeof said)[]).every((column) => said[column] === print[column]);
};

/** What is kept of a printed figure; one that once was on record itself stays so. */
const printOf = (values: ObservationValues, print: Print | undefined) => ({
  ...{ metricId: values.metricId ?? 0, sectionId: values.sectionId ?? 0, subjectKey: values.subjectKey ?? "" },
  ...{ facilityId: values.facilityId ?? null, areaId: values.areaId ?? null },
  ...{ on: values.on ?? "", from: values.from ?? null, ...figureOf(values) },
  ...{ approximate: values.approximate ?? 0, reported: values.reported ?? 0 },
  ...{ quoteVi: values.quoteVi ?? null, printed: values.printed ?? null },
  beside: print ? print.beside : 1,
});
