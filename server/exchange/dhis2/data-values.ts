import type { ObservationRow } from "../../concepts/metric/definition/metric.store.js";
import { subjectKeyOf } from "../../concepts/metric/observation/observation-values.js";
import { inDigits } from "../../files/writing/csv.js";
import { inAttribute } from "../../files/writing/sheet.js";
import { commentOf } from "./comment.js";
import { type DataElement, type Directory, type Scheme } from "./directory.js";
import { valueTypeOf } from "./metadata.js";
import { adxPeriodOf, periodOf } from "./period.js";

/** What things are called by in an answer. */
export interface Schemes {
  orgUnit: Scheme;
  dataElement: Scheme;
}

type Figures = AsyncIterable<readonly ObservationRow[]>;

/** Figures as a set of data values: a ratio is up to three of them. */
export async function* jsonOf(figures: Figures, directory: Directory, schemes: Schemes): AsyncGenerator<string> {
  yield '{"dataValues":[';
  let between = "\n";
  for await (const piece of figures) {
    const written = piece.flatMap((row) => {
      const { orgUnit, values } = valuesOf(row, directory, schemes);
      return values.map(({ dataElement, ...said }) =>
        JSON.stringify({ dataElement, ...periodOf(row), orgUnit, ...said }),
      );
    });
    if (written.length === 0) continue;
    yield between + written.join(",\n");
    between = ",\n";
  }
  yield "\n]}\n";
}

/** The same as ADX: a group a figure, since it is read metric by metric. */
export async function* adxOf(
  figures: Figures,
  directory: Directory,
  schemes: Schemes,
  { exportedAt, dataSetOf }: { exportedAt: string; dataSetOf(row: ObservationRow): string },
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<adx xmlns="urn:ihe:qrph:adx:2015" exported="${exportedAt}">\n`;
  for await (const piece of figures) {
    const groups = piece.map((row) => {
      const { orgUnit, values } = valuesOf(row, directory, schemes);
      const group = tag("group", { orgUnit, ...adxPeriodOf(row), dataSet: dataSetOf(row) }, ">\n");
      // What ADX demands is there, if need be without anything in it.
      const dataValues = values.map((value) => tag("dataValue", { value: "", ...value }, "/>\n"));
      return `${group}${dataValues.join("")}</group>\n`;
    });
    yield groups.join("");
  }
  yield "</adx>\n";
}

const tag = (name: string, attributes: Readonly<Record<string, string | undefined>>, end: string): string => {
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined ? [] : ` ${attribute}="${attributeText(value)}"`,
  );
  return `<${name}${written.join("")}${end}`;
};

/** Whoever reads an attribute makes blanks of the ends of lines that stand in it as they are. */
const attributeText = (text: string): string =>
  inAttribute(text)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(NOT_IN_XML, "\ufffd");
const NOT_IN_XML = /[^\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

interface DataValue {
  dataElement: string;
  categoryOptionCombo?: string;
  value?: string;
  comment?: string;
}

/** What is said of the figure as a whole stands beside its first number; a blank one has no value, and says so. */
function valuesOf(
  row: ObservationRow,
  directory: Directory,
  schemes: Schemes,
): { orgUnit: string; values: readonly DataValue[] } {
  const unit = directory.ofSubject(subjectKeyOf(row));
  const elements = directory.ofMetric(row.metricId);
  if (!unit || elements.length === 0) throw new Error("A figure came after the revision of the export.");
  const given = elements.filter(({ part }) => row[part] !== null);
  const shown = given.length > 0 ? given : elements.slice(0, 1);
  const comment = commentOf(row);
  return {
    orgUnit: unit[schemes.orgUnit],
    values: shown.map((element, i) => ({
      dataElement: element[schemes.dataElement],
      ...(element.categoryOptionCombo !== null && { categoryOptionCombo: element.categoryOptionCombo }),
      ...shownValue(element, row[element.part]),
      ...(i === 0 && comment !== null && { comment }),
    })),
  };
}

function shownValue(element: DataElement, figure: number | null): { value?: string } {
  if (figure === null) return {};
  if (valueTypeOf(element) === "BOOLEAN") return { value: String(figure === 1) };
  return { value: inDigits(figure).replace(",", ".") };
}
