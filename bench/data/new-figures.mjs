import { monthOf } from "./facts.mjs";
import { facilityCode, METRICS, MONTHS, metricCode, reportingUnits, SCALES } from "./scales.mjs";

/** The first month that nobody has reported yet; a year lies between, so that no figure is among the known ones. */
const FIRST = MONTHS + 12;

/** Figures of months that nobody has reported yet, as many as are wanted. */
export function* newFigures(scaleName, count) {
  const units = reportingUnits(SCALES[scaleName]);
  for (let k = 0; k < count; k += 1) {
    const rest = Math.floor(k / units.length);
    const { from, on } = monthOf(FIRST + Math.floor(rest / METRICS));
    yield { metric: 1 + (rest % METRICS), facility: units[k % units.length], from, on, value: 100 + (k % 997) };
  }
}

const HEADER = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en";

/** The same as the lines of a file, the header first. */
export function* linesOf(figures) {
  yield `${HEADER}\n`;
  for (const { metric, facility, from, on, value } of figures) {
    yield `${metricCode(metric)},${facilityCode(facility)},${from},${on},${value},,,,,\n`;
  }
}

/** Forgets them again, with the file that brought them. */
export async function forget(db, file) {
  await db.transaction(async (tx) => {
    await tx.query("DELETE FROM observation WHERE on_date >= ?", [monthOf(FIRST).on]);
    await tx.query("DELETE FROM imported_file WHERE file = ?", [file]);
  });
}
