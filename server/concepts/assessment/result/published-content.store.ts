import { isDeepStrictEqual } from "node:util";
import { groupBy } from "../../../core/collections/groups.js";
import type { Snapshot } from "../../../core/context.js";
import type { Database, Transaction } from "../../../core/database/database.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import type { Traced } from "../../../core/mutation/trail.js";
import { differences, raiseVersions } from "../../import/traced-kind.js";
import { STATED_NEED } from "../need/stated-need.row.js";
import { STATED_NEED_KIND } from "./assessment.kind.js";
import { ASSESSMENT, COMPONENT_RESULT, CRITERION_ANSWER } from "./assessment.row.js";
import { type AssessmentRow, componentsOf } from "./assessment.store.js";
import type { AssessmentContent } from "./assessment-content.js";

const ANSWERS = pick(CRITERION_ANSWER, "assessmentId", "answer");
export type PublishedAnswer = RowOf<typeof ANSWERS> & { criterion: string };

/** The answers of published assessments, in the order of the form. */
export const answersOf = (db: Database, assessmentIds: readonly number[]): Promise<PublishedAnswer[]> => {
  const wanted = isOneOf("a.assessment_id", assessmentIds);
  return db.query(
    `SELECT ${selectList(ANSWERS, "a")}, c.code AS criterion FROM criterion_answer a ` +
      `JOIN criterion c ON c.id = a.criterion_id WHERE ${wanted.sql} ORDER BY a.assessment_id, c.position`,
    wanted.params,
  );
};

const NEEDS = pick(STATED_NEED, "facilityId", "roundId", "needed");
type PublishedNeed = RowOf<typeof NEEDS> & { system: string };

const needsOf = (db: Database, facilityIds: readonly number[]): Promise<PublishedNeed[]> => {
  const wanted = isOneOf("n.facility_id", facilityIds);
  return db.query(
    `SELECT ${selectList(NEEDS, "n")}, t.code AS \`system\` FROM stated_need n ` +
      `JOIN term t ON t.id = n.system_id WHERE ${wanted.sql} ORDER BY n.id`,
    wanted.params,
  );
};

/** Nobody else states or changes what this facility needs until the transaction ends. */
export const holdNeeds = (tx: Transaction, { facilityId, roundId }: Published): Promise<unknown> =>
  tx.query(`SELECT id FROM stated_need WHERE facility_id = ? AND round_id = ?${locking(tx)}`, [facilityId, roundId]);

type Published = Pick<AssessmentRow, "id" | "facilityId" | "roundId" | "reportedLevel">;

/** What published assessments say, by their ids. */
export async function publishedContents(
  db: Database,
  assessments: readonly Published[],
): Promise<ReadonlyMap<number, AssessmentContent>> {
  const ids = assessments.map(({ id }) => id);
  const [results, given, needs] = await Promise.all([
    componentsOf(db, ids),
    answersOf(db, ids),
    needsOf(db, [...new Set(assessments.map(({ facilityId }) => facilityId))]),
  ]);
  const components = groupBy(results, ({ assessmentId }) => assessmentId);
  const answers = groupBy(given, ({ assessmentId }) => assessmentId);
  const needsIn = groupBy(needs, ({ facilityId, roundId }) => `${facilityId} ${roundId}`);
  return new Map(
    assessments.map(({ id, facilityId, roundId, reportedLevel }) => [
      id,
      {
        reportedLevel,
        components: (components.get(id) ?? []).map(({ component, level, grade }) => ({ component, level, grade })),
        answers: Object.fromEntries((answers.get(id) ?? []).map(({ criterion, answer }) => [criterion, answer])),
        needs: Object.fromEntries(
          (needsIn.get(`${facilityId} ${roundId}`) ?? []).map(({ system, needed }) => [system, needed === 1]),
        ),
      },
    ]),
  );
}

interface Publication {
  work: Published & { version: number };
  before: AssessmentContent;
  now: AssessmentContent;
  /** What differs is of this section from now on. */
  sectionId: number;
  snapshot: Snapshot;
}

/** Publishes what a draft says in the place of what was published; answers what became of stated needs, each traced. */
export async function writePublished(tx: Transaction, publication: Publication): Promise<Traced[]> {
  const { work, before, now, sectionId } = publication;
  await changeVersioned(tx, ASSESSMENT, work, {
    status: "PUBLISHED",
    reportedLevel: now.reportedLevel,
    sectionId,
    publishedVersion: work.version + 1,
  });
  const results = now.components.map(({ component, level, grade }) => ({
    assessmentId: work.id,
    component,
    level,
    grade,
  }));
  const [traced] = await Promise.all([
    isDeepStrictEqual(before.needs, now.needs) ? [] : tracedNeeds(tx, work, () => writeNeeds(tx, publication)),
    upsert(tx, COMPONENT_RESULT, ["assessmentId", "component"], results),
    isDeepStrictEqual(before.answers, now.answers) ? undefined : writeAnswers(tx, publication),
  ]);
  return traced;
}

async function writeAnswers(tx: Transaction, { work, now, snapshot }: Publication): Promise<void> {
  await tx.query("DELETE FROM criterion_answer WHERE assessment_id = ?", [work.id]);
  const idOf = new Map(snapshot.criteria.all().map(({ id, code }) => [code, id]));
  await upsert(
    tx,
    CRITERION_ANSWER,
    ["assessmentId", "criterionId"],
    Object.entries(now.answers).map(([code, answer]) => ({
      assessmentId: work.id,
      criterionId: idOf.get(code) ?? null,
      answer,
    })),
  );
}

/** Stated needs are objects of their own: whoever has a copy of them is told, and their trails know. */
async function tracedNeeds(tx: Transaction, work: Published, write: () => Promise<void>): Promise<Traced[]> {
  const standing = async () => {
    const { facilityId, roundId } = work;
    const sql = "SELECT id FROM stated_need WHERE facility_id = ? AND round_id = ?";
    const rows = await tx.query<{ id: number }>(sql, [facilityId, roundId]);
    return STATED_NEED_KIND.read(
      tx,
      rows.map(({ id }) => id),
    );
  };
  const before = await standing();
  await write();
  const traced = differences("StatedNeed", before, await standing());
  await raiseVersions(tx, STATED_NEED_KIND, traced);
  return traced;
}

async function writeNeeds(tx: Transaction, { work, before, now, sectionId, snapshot }: Publication): Promise<void> {
  const { facilityId, roundId } = work;
  const changed = snapshot.terms.of("SYSTEM").filter(({ code }) => before.needs[code] !== now.needs[code]);
  const takenBack = changed.filter(({ code }) => now.needs[code] === undefined);
  const stated = changed.filter(({ code }) => now.needs[code] !== undefined);
  const gone = isOneOf(
    "system_id",
    takenBack.map(({ id }) => id),
  );
  await tx.query(`DELETE FROM stated_need WHERE facility_id = ? AND round_id = ? AND ${gone.sql}`, [
    facilityId,
    roundId,
    ...gone.params,
  ]);
  await upsert(
    tx,
    STATED_NEED,
    ["facilityId", "roundId", "systemId"],
    stated.map(({ id, code }) => ({
      facilityId,
      roundId,
      systemId: id,
      needed: now.needs[code] ? 1 : 0,
      sectionId,
    })),
  );
}
