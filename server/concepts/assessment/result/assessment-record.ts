import { groupBy } from "../../../core/collections/groups.js";
import type { Database } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import type { Changes } from "../../../core/mutation/audit-entry.js";
import { beginOf, instant } from "../../../core/time/clock.js";
import type { AssessmentRow } from "./assessment.store.js";
import { contentOf, publishedFields } from "./assessment-content.js";
import { publishedContents } from "./published-content.store.js";

const DAY_MS = 24 * 3_600_000;

interface Publication {
  assessmentId: number;
  /** The version that it led to. */
  version: number;
  /** `Changes`, as JSON. */
  changes: string;
}

/** What was published of these assessments since an instant, the last first. */
const publishedSince = (db: Database, assessmentIds: readonly number[], since: string): Promise<Publication[]> => {
  const wanted = isOneOf("object_id", assessmentIds);
  return db.query(
    "SELECT object_id AS assessmentId, version, changes FROM audit_entry WHERE object_type = 'Assessment' " +
      `AND ${wanted.sql} AND act IN ('assessmentPublish', 'fileImport') AND acted_at >= ? ORDER BY object_id, version DESC`,
    [...wanted.params, since],
  );
};

/**
 * Assessments as they were on record at the end of a day in Vietnam: what was published after it is undone by its
 * entries in the trail. What a document brought is on record since ever; null: nothing was published by then.
 */
export async function recordedBy(
  db: Database,
  assessments: readonly AssessmentRow[],
  day: string,
): Promise<(AssessmentRow | null)[]> {
  const ids = assessments.map(({ id }) => id);
  const later = groupBy(
    await publishedSince(db, ids, instant(beginOf(day) + DAY_MS)),
    ({ assessmentId }) => assessmentId,
  );
  const changed = assessments.filter(({ id }) => later.has(id));
  const contents = changed.length > 0 ? await publishedContents(db, changed) : new Map<number, never>();
  return assessments.map((row) => {
    const [publications, content] = [later.get(row.id), contents.get(row.id)];
    return publications && content ? undone({ ...row, content }, publications) : row;
  });
}

/** The row before these publications, the last of which is undone first. Pure. */
function undone(
  { content, ...row }: AssessmentRow & Required<Pick<AssessmentRow, "content">>,
  publications: readonly Publication[],
): AssessmentRow | null {
  const fields: Record<string, unknown> = { ...publishedFields(row, content) };
  for (const { version, changes } of publications) {
    fields.version = version - 1;
    for (const [field, [before]] of Object.entries(JSON.parse(changes) as Changes)) fields[field] = before;
  }
  if (fields.status !== "PUBLISHED") return null;
  const before = contentOf(fields);
  return {
    ...row,
    version: fields.version as number,
    sectionId: fields.sectionId as number,
    reportedLevel: before.reportedLevel,
    content: before,
  };
}
