// Figures that nobody has reported yet, for the imports that are measured.
import { monthOf } from "./facts.mjs";
import { facilityCode, METRICS, metricCode, reportingUnits, SCALES } from "./scales.mjs";

/** The last month before all that are on record; a year lies between, so that no figure is among the known ones. */
const LAST = -13;

/** Figures of months of which nobody has reported any, as many as are wanted: the last month first. */
export function* newFigures(scaleName, count) {
  const units = reportingUnits(SCALES[scaleName]);
  for (let k = 0; k < count; k += 1) {
    const rest = Math.floor(k / units.length);
    const { from, on } = monthOf(LAST - Math.floor(rest / METRICS));
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
    await tx.query("DELETE FROM observation WHERE on_date <= ?", [monthOf(LAST).on]);
    await tx.query("DELETE FROM imported_file WHERE file = ?", [file]);
    await tx.query(
      "DELETE FROM audit_entry WHERE object_type = 'Import' AND object_id IN (SELECT id FROM import_run WHERE file = ?)",
      [file],
    );
    await tx.query("DELETE FROM import_run WHERE file = ?", [file]);
  });
}
