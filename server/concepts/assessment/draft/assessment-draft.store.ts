import type { Database, Transaction, Value } from "../../../core/database/database.js";
import { isOneOf, sharing } from "../../../core/database/sql.js";
import { type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import { ASSESSMENT } from "../result/assessment.row.js";
import { type AssessmentContent, type DraftContent, draftOver, NOTHING_ENTERED } from "../result/assessment-content.js";
import { publishedContents } from "../result/published-content.store.js";
import { ASSESSMENT_DRAFT } from "./assessment-draft.row.js";
import type { AssessmentState, RoundState } from "./assessment-states.js";

/** What is being worked on of an assessment; its id and its version are those of the assessment. */
export interface DraftRow extends DraftContent {
  id: number;
  facilityId: number;
  roundId: number;
  status: AssessmentState;
  version: number;
}

const ASSESSMENTS = selectList(ASSESSMENT, "a");

/** An assessment in whatever state, with the work on it. */
export interface WorkRow extends RowOf<typeof ASSESSMENT> {
  roundCode: string;
  roundState: RoundState;
  draft: DraftRow | null;
}

interface StoredWork extends Omit<WorkRow, "draft"> {
  draftStatus: AssessmentState | null;
  /** `DraftContent`, as JSON. */
  content: string;
}

type StoredDraft = RowOf<typeof ASSESSMENT> & Pick<StoredWork, "content"> & { draftStatus: AssessmentState };

/** Drafts over what is published now. */
async function draftsIn(db: Database, stored: readonly StoredDraft[]): Promise<DraftRow[]> {
  const reopened = stored.filter(({ status }) => status === "PUBLISHED");
  const published = reopened.length > 0 ? await publishedContents(db, reopened) : new Map<number, AssessmentContent>();
  return stored.map((row) => {
    const draft = JSON.parse(row.content) as DraftContent;
    const now = published.get(row.id);
    return draftRow(row, row.draftStatus, now ? { ...draftOver(now, draft), base: now } : draft);
  });
}

const WORK =
  `SELECT ${ASSESSMENTS}, r.code AS roundCode, r.state AS roundState, d.status AS draftStatus, d.content FROM assessment a ` +
  "JOIN assessment_round r ON r.id = a.round_id LEFT JOIN assessment_draft d ON d.assessment_id = a.id";

async function work(db: Database, where: string, params: readonly Value[]): Promise<WorkRow | null> {
  const [found] = await db.query<StoredWork>(`${WORK} WHERE ${where}`, params);
  if (!found) return null;
  const { draftStatus, content, ...row } = found;
  const [draft = null] = draftStatus === null ? [] : await draftsIn(db, [{ ...row, draftStatus, content }]);
  return { ...row, draft };
}

export const findWork = (db: Database, id: number | null): Promise<WorkRow | null> => work(db, "a.id = ?", [id]);

export const workOf = (db: Database, facilityId: number, roundId: number): Promise<WorkRow | null> =>
  work(db, "a.facility_id = ? AND a.round_id = ?", [facilityId, roundId]);

export const draftRow = (
  { id, facilityId, roundId, version }: Pick<DraftRow, "id" | "facilityId" | "roundId" | "version">,
  status: AssessmentState,
  { reportedLevel, components, answers, needs, base }: DraftContent,
): DraftRow => ({ id, facilityId, roundId, status, version, reportedLevel, components, answers, needs, base });

/** All that is being worked on, of these facilities or under these ids. */
export async function draftsOf(
  db: Database,
  by: "a.facility_id" | "a.id",
  ids: readonly number[],
): Promise<DraftRow[]> {
  const wanted = isOneOf(by, ids);
  const rows = await db.query<StoredDraft>(
    `SELECT ${ASSESSMENTS}, d.status AS draftStatus, d.content FROM assessment a ` +
      `JOIN assessment_draft d ON d.assessment_id = a.id WHERE ${wanted.sql} ORDER BY a.id`,
    wanted.params,
  );
  return draftsIn(db, rows);
}

/** Begins the assessment of a facility in a round; null if there is one. */
export async function addDraft(
  tx: Transaction,
  { facilityId, roundId, sectionId }: Pick<WorkRow, "facilityId" | "roundId" | "sectionId">,
): Promise<DraftRow | null> {
  const values = { facilityId, roundId, sectionId, status: "DRAFT" as const };
  const id = await insertOne(tx, ASSESSMENT, ["facilityId", "roundId"], values);
  if (id === null) return null;
  const draft = draftRow({ id, facilityId, roundId, version: 1 }, "DRAFT", { ...NOTHING_ENTERED, base: null });
  await insertDraft(tx, draft);
  return draft;
}

export const insertDraft = (tx: Transaction, draft: DraftRow): Promise<number | null> =>
  insertOne(tx, ASSESSMENT_DRAFT, ["assessmentId"], {
    assessmentId: draft.id,
    status: draft.status,
    content: contentIn(draft),
  });

/** Writes what has become of a draft; it is one version further. */
export async function changeDraft(tx: Transaction, before: WorkRow, after: DraftRow): Promise<void> {
  await changeVersioned(tx, ASSESSMENT, before, {});
  await tx.query("UPDATE assessment_draft SET status = ?, content = ? WHERE assessment_id = ?", [
    after.status,
    contentIn(after),
    after.id,
  ]);
}

export const dropDraft = (tx: Transaction, { id }: { id: number }): Promise<unknown[]> =>
  tx.query("DELETE FROM assessment_draft WHERE assessment_id = ?", [id]);

const contentIn = ({ reportedLevel, components, answers, needs, base }: DraftRow): string =>
  JSON.stringify({ reportedLevel, components, answers, needs, base } satisfies DraftContent);

/** The state of a round, which nobody changes until the transaction ends. */
export async function lockRoundState(tx: Transaction, roundId: number): Promise<RoundState | undefined> {
  const [round] = await tx.query<{ state: RoundState }>(
    `SELECT state FROM assessment_round WHERE id = ?${sharing(tx)}`,
    [roundId],
  );
  return round?.state;
}
