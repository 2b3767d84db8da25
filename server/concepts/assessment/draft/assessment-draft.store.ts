import type { Database, Transaction, Value } from "../../../core/database/database.js";
import { isOneOf, locking, sharing } from "../../../core/database/sql.js";
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

async function works(db: Database, where: string, params: readonly Value[]): Promise<WorkRow[]> {
  const found = await db.query<StoredWork>(`${WORK} WHERE ${where}`, params);
  const stored = found.flatMap(({ draftStatus, ...row }) => (draftStatus === null ? [] : { ...row, draftStatus }));
  const drafts = new Map((await draftsIn(db, stored)).map((draft) => [draft.id, draft]));
  return found.map(({ draftStatus: _, content: __, ...row }) => ({ ...row, draft: drafts.get(row.id) ?? null }));
}

const work = async (db: Database, where: string, params: readonly Value[]): Promise<WorkRow | null> =>
  (await works(db, where, params))[0] ?? null;

/** All of these rounds; within a transaction nobody else changes them until it ends. */
export async function worksIn(tx: Transaction, roundIds: readonly number[]): Promise<WorkRow[]> {
  const wanted = isOneOf("a.round_id", roundIds);
  return works(tx, `${wanted.sql} ORDER BY a.id${locking(tx)}`, wanted.params);
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

/** Why the Department has opened each for entering again, the last time that it has, by their ids. */
export async function reasonsToEnterAgain(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const wanted = isOneOf("object_id", ids);
  const entries = await db.query<{ id: number; reason: string }>(
    "SELECT object_id AS id, reason FROM audit_entry WHERE object_type = 'Assessment' " +
      `AND act IN ('assessmentReturn', 'assessmentReopen') AND ${wanted.sql} ORDER BY object_id, version`,
    wanted.params,
  );
  return new Map(entries.map(({ id, reason }) => [id, reason]));
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
  await rewriteDraft(tx, after);
}

/** The same, where whoever calls raises the version. */
export const rewriteDraft = (tx: Transaction, draft: DraftRow): Promise<unknown[]> =>
  tx.query("UPDATE assessment_draft SET status = ?, content = ? WHERE assessment_id = ?", [
    draft.status,
    contentIn(draft),
    draft.id,
  ]);

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
