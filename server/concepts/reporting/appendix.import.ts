import { upsert } from "../../core/database/upsert.js";
import { notOneOf } from "../../files/files.messages.js";
import type { Row } from "../../files/reading/cells.js";
import { mindLife } from "../facility/import/facility-lives.js";
import type { ImportContext } from "../import/import-context.js";
import type { Reader } from "../import/reader.js";
import type { Figure } from "../metric/observation/exact-value.js";
import { checkWhose, observationSheet } from "../metric/observation/observation.import.js";
import { writeObservations } from "../metric/observation/observation-changes.js";
import type { ObservationValues } from "../metric/observation/observation-import.store.js";
import { checkFigure, checkObservationDays, figureIn } from "../metric/observation/observation-rules.js";
import { figures, firstDay, type Subject } from "../metric/observation/observation-values.js";
import { STATED_TOTAL } from "../provenance/discrepancy/discrepancy.row.js";

/** One figure of a printed table: which column it stands in, what it measures, and at the end of which period. */
interface Printed {
  metric: string;
  column: string;
  /** The column of the denominator, for a ratio. */
  of?: string;
  from: string;
  on: string;
}

const HEALTH_RECORDS_UNTIL = "2019-07-31";

const LINKUPS_2018 = "Tính từ ngày 01/05/2018 đến ngày 31/12/2018";
const LINKUPS_2019 = "Tính từ ngày 01/01/2019 đến ngày 31/7/2019";
const TOTAL = "Tổng liên thông";

const linkups = (period: string, from: string, on: string): Printed[] => [
  { metric: "LINKUPS", column: `${period} | ${TOTAL}`, from, on },
  { metric: "LINKUPS_SUCCEEDED", column: `${period} | Thành công`, of: `${period} | ${TOTAL}`, from, on },
  { metric: "LINKUPS_FAILED", column: `${period} | Lỗi`, of: `${period} | ${TOTAL}`, from, on },
];

const LINKUP_FIGURES = [
  ...linkups(LINKUPS_2018, "2018-05-01", "2018-12-31"),
  ...linkups(LINKUPS_2019, "2019-01-01", "2019-07-31"),
];
const LINKUP_FLAGS = { "Cấp tài khoản": "LINKUP_ACCOUNT", "Liên thông": "LINKUP_CONNECTED" } as const;
const UNIT = "Đơn vị";
const FLAGS: Record<string, number> = { RỒI: 1, CHƯA: 0 };

/** Appendix 2: link-up counts of the 35 units, the columns of 2019 blank; the last row holds the printed totals. */
export const appendix2: Reader = {
  name: "appendix-2",
  writes: "DATA",
  tracesItself: true,
  columns: ["STT", UNIT, ...Object.keys(LINKUP_FLAGS), ...LINKUP_FIGURES.map(({ column }) => column)],
  async read(rows, into) {
    const sheet = await observationSheet(into);
    const issuedOn = await into.issuedOn();
    const ids = await into.ids("metric");
    const found = rows.filter(isUnit).flatMap((row) => {
      const subject = sheet.facility(row, UNIT);
      const table = { sheet, name: UNIT, today: into.run.today, subject };
      // The letter gives no day for these: its own stands in.
      const flags = Object.entries(LINKUP_FLAGS).map(([column, metric]) => ({
        ...observationOf(row, { metric, column, from: "", on: issuedOn }, table, { value: flagOf(row, column) }),
        onStandsIn: 1,
      }));
      return [...flags, ...LINKUP_FIGURES.map((each) => figureOf(row, each, table))];
    });
    const flagTotals = Object.entries(LINKUP_FLAGS).map(([column, metric]) => ({
      metric,
      column,
      from: "",
      on: issuedOn,
    }));
    const totals = totalsOf(rows, UNIT, [...flagTotals, ...LINKUP_FIGURES], sheet.sectionId, ids);
    return () => writeAll(into, found, totals);
  },
};

const CHILDREN: Printed[] = [
  ["CHILDREN_UNDER_1", "Năm 2018 | Số trẻ em < 1 tuổi đang quản lý năm 2018", 2018],
  ["IMMUNISATION_LINKUPS", "Năm 2018 | Số lượt liên thông dữ liệu tiêm chủng vào HSSKĐT", 2018],
  ["CHILDREN_UNDER_1", "Năm 2019 | Số trẻ em < 1 tuổi đang quản lý thực tế hiện nay (trong sổ)", 2019],
  ["CHILDREN_UNDER_1_SOFTWARE", "Năm 2019 | Số trẻ em < 1 tuổi đang quản lý thực tế trên phần mềm", 2019],
  ["IMMUNISATION_LINKUPS", "Năm 2019 | Số lượt liên thông dữ liệu tiêm chủng vào HSSKĐT", 2019],
].map(([metric, column, year]) => ({
  metric: `${metric}`,
  column: `${column}`,
  from: `${year}-01-01`,
  on: `${year}-12-31`,
}));

/** Appendix 3: children under one and their immunisation link-ups by district; the columns of 2019 are blank. */
export const appendix3: Reader = {
  name: "appendix-3",
  writes: "DATA",
  tracesItself: true,
  columns: ["STT", "Tên địa phương", ...CHILDREN.map(({ column }) => column)],
  read: (rows, into) => districtTable(rows, into, "Tên địa phương", CHILDREN),
};

const HEALTH_RECORDS: Printed[] = [
  ["POPULATION_ON_SOFTWARE", "Dân số trên phần mềm"],
  ["POPULATION_MANAGED", "D.số thực tế đang quản lý (*)"],
  ["POPULATION_DIFFERENCE", "Số chênh lệch Dân số giữa Phần mềm & So với thực tế"],
  ["HEALTH_RECORDS_CREATED", "Số Hs đã khám lập"],
  ["HEALTH_RECORDS_CREATED_SHARE", "Tỷ lệ HS khám lập"],
  ["HEALTH_RECORDS_UPDATED", "Số HS đã cập nhật"],
  ["HEALTH_RECORDS_UPDATED_SHARE", "Tỷ lệ HSSK đã quản lý theo QĐ 831/QĐ-BYT"],
].map(([metric = "", column = ""]) => ({ metric, column, from: "", on: HEALTH_RECORDS_UNTIL }));

/** Appendix 1: the quality of health records by district. The letter sends it out blank, and blank it is loaded. */
export const appendix1: Reader = {
  name: "appendix-1",
  writes: "DATA",
  tracesItself: true,
  columns: ["STT", "Tên đơn vị", ...HEALTH_RECORDS.map(({ column }) => column)],
  read: (rows, into) => districtTable(rows, into, "Tên đơn vị", HEALTH_RECORDS),
};

async function districtTable(rows: readonly Row[], into: ImportContext, name: string, printed: readonly Printed[]) {
  const sheet = await observationSheet(into);
  const issuedOn = await into.issuedOn();
  const ids = await into.ids("metric");
  const found = rows.filter(isUnit).flatMap((row) => {
    const table = { sheet, name, today: into.run.today, subject: sheet.area(row, name, issuedOn) };
    return printed.map((each) => figureOf(row, each, table));
  });
  const totals = totalsOf(rows, name, printed, sheet.sectionId, ids);
  return () => writeAll(into, found, totals);
}

/** Rows are numbered; the row of totals is not. */
const isUnit = (row: Row): boolean => row.text("STT") !== null;

/** A row of a table, and whom its figures are about. */
interface OfTable {
  sheet: Awaited<ReturnType<typeof observationSheet>>;
  /** The column with the name. */
  name: string;
  today: string;
  subject: Subject;
}

function figureOf(row: Row, printed: Printed, table: OfTable): ObservationValues {
  const { metric: code, column, of } = printed;
  const metric = table.sheet.metrics.find(code) ?? null;
  const at = (part: keyof Figure, where: string) => figureIn(row, part, metric, where);
  const given =
    of === undefined
      ? { value: at("value", column) }
      : { numerator: at("numerator", column), denominator: at("denominator", of) };
  return observationOf(row, printed, table, given);
}

/** The values to write of a cell, held to the rules that acts and lists of figures are held to. */
function observationOf(
  row: Row,
  { metric: code, column, of, from, on }: Printed,
  { sheet, name, today, subject }: OfTable,
  given: Partial<Figure>,
): ObservationValues {
  const metric = sheet.metrics.find(code) ?? null;
  const found = figures(given);
  const { facilityId, areaId } = subject;
  if (found.reported === 1) checkObservationDays(row, from || null, on, today, column);
  if (facilityId !== null) mindLife(sheet.register, row, name, facilityId, on);
  if (metric !== null && (facilityId ?? areaId) !== null) {
    checkFigure(row, metric, found, { value: column, numerator: column, denominator: of ?? column });
    checkWhose(row, metric, areaId, from || null, sheet, { subject: name, from: column });
  }
  return {
    metricId: metric?.id ?? null,
    sectionId: sheet.sectionId,
    ...subject,
    on,
    ...firstDay(from || null),
    ...found,
    approximate: 0,
    onStandsIn: null,
  };
}

function flagOf(row: Row, column: string): number | null {
  const printed = row.text(column);
  if (printed === null) return null;
  const flag = FLAGS[printed];
  if (flag === undefined) row.problem(column, "NOT_A_CHOICE", notOneOf(printed, Object.keys(FLAGS)));
  return flag ?? null;
}

/** The printed totals, to be compared with the sums of the rows. A blank total states nothing. */
function totalsOf(
  rows: readonly Row[],
  name: string,
  printed: readonly Printed[],
  sectionId: number,
  ids: ReadonlyMap<string, number>,
) {
  return rows
    .filter((row) => !isUnit(row))
    .flatMap((row) =>
      printed.map(({ metric, column, of, on }) => ({
        metricId: ids.get(metric) ?? null,
        sectionId,
        part: of === undefined ? ("VALUE" as const) : ("NUMERATOR" as const),
        onDate: on,
        printed: row.text(column),
        labelVi: `${row.text(name) ?? ""} ${column}`.trim(),
      })),
    )
    .filter((total) => total.printed !== null);
}

async function writeAll(
  into: ImportContext,
  found: readonly ObservationValues[],
  totals: ReturnType<typeof totalsOf>,
): Promise<void> {
  await writeObservations(into, found);
  await upsert(into.tx, STATED_TOTAL, ["metricId", "part", "onDate"], totals);
}
