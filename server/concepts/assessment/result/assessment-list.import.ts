import { isOneOf, locking } from "../../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import { mindLife } from "../../facility/import/facility-lives.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../assessment.messages.js";
import { HIGHEST_LEVEL, LEVELS, type Result } from "../level/level-rule.js";
import { closedRounds, daysOfRounds } from "../round/closed-rounds.js";
import { ASSESSMENTS_LIST, GRADE_WORDS } from "./assessment.format.js";
import { ASSESSMENT_KIND } from "./assessment.kind.js";
import { ASSESSMENT, COMPONENT_RESULT } from "./assessment.row.js";
import type { ComponentRow } from "./assessment.store.js";
import { COMPONENTS, type Component, LEVELLED } from "./component.type.js";

const ASSESSMENTS = omit(ASSESSMENT, "version", "publishedVersion");

interface KnownAssessment extends RowOf<typeof ASSESSMENTS> {
  /** Of its section. */
  label: string;
}

/** An assessment whose row says something that is not on record. */
interface Listed {
  row: Row;
  id: number | null;
  facilityId: number;
  roundId: number;
  reportedLevel: number | null;
  /** All six, or none where no component has ever been reported. */
  results: readonly Result[];
}

/** Published results, a row a facility in a round. A blank cell leaves what is on record. */
export const assessmentsList: Reader = {
  ...columnsIn(ASSESSMENTS_LIST),
  writes: "ASSESSMENT",
  tracesItself: true,
  async read(rows, into) {
    const register = await into.register();
    const facilities = register.names(into.run.mayWrite);
    const rounds = await into.coded("assessment_round");
    const closed = await closedRounds(into);
    const sectionId = await into.sectionId();
    const roundIds = new Set(rows.flatMap((row) => rounds.find(row.text("round") ?? "") ?? []));
    const known = await assessmentsOf(into, [...roundIds]);
    const days = await daysOfRounds(into);
    const once = onceEach();
    const listed = rows.flatMap((row) => {
      const roundId = row.requiredNamed("round", "assessment round", rounds);
      const facilityId = row.requiredNamed("facility", "facility", facilities);
      const given = {
        reportedLevel: levelOf(row, "reported_level"),
        results: COMPONENTS.map((each) => resultOf(row, each)),
      };
      if (roundId === null || facilityId === null) return [];
      once(row, "facility", `${roundId} ${facilityId}`);
      const different = listedOf(
        row,
        { roundId, facilityId, ...given },
        known.get(`${roundId} ${facilityId}`),
        sectionId,
      );
      const round = closed.get(roundId);
      if (different?.id === null) mindLife(register, row, "facility", facilityId, days.get(roundId) ?? into.run.today);
      if (different && round !== undefined) row.problem("round", "LOCKED", messages.roundIsClosed(round));
      return different ?? [];
    });
    const ids = listed.flatMap(({ id }) => id ?? []);
    return async () => {
      // Closing a round moves every slot of ASSESSMENT: of two on a cluster that do not see each other one is given up.
      const rowOf = new Map(listed.flatMap(({ id, row }) => (id === null ? [] : [[id, row] as const])));
      const writeAll = async () => {
        await write(into, listed, sectionId);
        const now = await assessmentsOf(into, [...roundIds]);
        for (const { id, roundId, facilityId } of listed) {
          if (id === null) ids.push(now.get(`${roundId} ${facilityId}`)?.id ?? 0);
        }
      };
      await into.tracing(ASSESSMENT_KIND, ids, writeAll, rowOf);
      const published = isOneOf("id", ids);
      await into.tx.query(`UPDATE assessment SET published_version = version WHERE ${published.sql}`, published.params);
    };
  },
};

type Known = KnownAssessment & { results: readonly Result[] };

async function assessmentsOf({ tx }: ImportContext, roundIds: readonly number[]): Promise<ReadonlyMap<string, Known>> {
  const wanted = isOneOf("round_id", roundIds);
  const assessments = await tx.query<KnownAssessment>(
    `SELECT ${selectList(ASSESSMENTS)}, ` +
      `(SELECT s.label FROM source_section s WHERE s.id = section_id) AS label FROM assessment WHERE ${wanted.sql}${locking(tx)}`,
    wanted.params,
  );
  const results = await tx.query<ComponentRow>(
    `SELECT ${selectList(omit(COMPONENT_RESULT, "id"))} FROM component_result WHERE assessment_id IN ` +
      `(SELECT id FROM assessment WHERE ${wanted.sql})${locking(tx)}`,
    wanted.params,
  );
  const byId = new Map(assessments.map((each) => [each.id, { ...each, results: [] as Result[] }] as const));
  for (const { assessmentId, component, level, grade } of results) {
    byId.get(assessmentId)?.results.push({ component, level, grade });
  }
  return new Map([...byId.values()].map((each) => [`${each.roundId} ${each.facilityId}`, each] as const));
}

/** What is to be written, or null where the row says what is on record. */
function listedOf(
  row: Row,
  { roundId, facilityId, reportedLevel, results }: Omit<Listed, "id" | "row">,
  known: Known | undefined,
  sectionId: number,
): Listed | null {
  const isBlank = ({ level, grade }: Result) => level === null && grade === null;
  const now = {
    ...{ row, id: known?.id ?? null, facilityId, roundId },
    reportedLevel: reportedLevel ?? known?.reportedLevel ?? null,
    results: results.map((result) => {
      const before = known?.results.find(({ component }) => component === result.component);
      return isBlank(result) ? (before ?? result) : result;
    }),
  };
  if (!known) {
    if (reportedLevel === null && results.every(isBlank)) row.required("reported_level");
    return { ...now, results: results.every(isBlank) ? [] : now.results };
  }
  const before = new Map(known.results.map((result) => [result.component, result] as const));
  const isSame = ({ component, level, grade }: Result) =>
    level === (before.get(component)?.level ?? null) && grade === (before.get(component)?.grade ?? null);
  if (now.reportedLevel === known.reportedLevel && now.results.every(isSame)) return null;
  if (known.status !== "PUBLISHED") {
    row.problem("facility", "INCONSISTENT", messages.notPublished(known.status));
  } else if (known.sectionId !== sectionId) row.problem("facility", "OTHER_SOURCE", messages.otherSource(known.label));
  return now;
}

/** A level, as a digit or "Mức N". */
function levelOf(row: Row, column: string): number | null {
  const text = row.text(column);
  if (text === null) return null;
  const level = Number(/^(?:mức\s*)?(\d)$/i.exec(text)?.[1] ?? Number.NaN);
  if (LEVELS.includes(level)) return level;
  row.problem(column, "NOT_A_NUMBER", messages.notALevel(text, HIGHEST_LEVEL));
  return null;
}

const resultOf = (row: Row, component: Component): Result =>
  LEVELLED.includes(component)
    ? { component, level: levelOf(row, component), grade: null }
    : { component, level: null, grade: row.word(component, GRADE_WORDS) };

async function write({ tx }: ImportContext, listed: readonly Listed[], sectionId: number): Promise<void> {
  const fresh = listed.filter(({ id }) => id === null);
  const written = fresh.map(({ facilityId, roundId, reportedLevel }) => ({
    ...{ facilityId, roundId, sectionId },
    ...{ status: "PUBLISHED" as const, reportedLevel },
  }));
  await upsert(tx, ASSESSMENT, ["facilityId", "roundId"], written);
  for (const { id, reportedLevel } of listed) {
    if (id !== null) await tx.change("UPDATE assessment SET reported_level = ? WHERE id = ?", [reportedLevel, id]);
  }
  const rounds = isOneOf("round_id", [...new Set(listed.map(({ roundId }) => roundId))]);
  const all = await tx.query<{ id: number; facilityId: number; roundId: number }>(
    `SELECT ${selectList(pick(ASSESSMENT, "id", "facilityId", "roundId"))} FROM assessment WHERE ${rounds.sql}${locking(tx)}`,
    rounds.params,
  );
  const idOf = new Map(all.map((each) => [`${each.roundId} ${each.facilityId}`, each.id] as const));
  const results = listed.flatMap((each) => {
    const assessmentId = idOf.get(`${each.roundId} ${each.facilityId}`) ?? 0;
    return each.results.map((result) => ({ assessmentId, ...result }));
  });
  await upsert(tx, COMPONENT_RESULT, ["assessmentId", "component"], results);
}
