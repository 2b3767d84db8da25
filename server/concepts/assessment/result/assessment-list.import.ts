import type { Transaction } from "../../../core/database/database.js";
import { withKeys } from "../../../core/database/keyed-rows.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
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
    const days = await daysOfRounds(into);
    const once = onceEach();
    const given = rows.flatMap((row) => {
      const roundId = row.requiredNamed("round", "assessment round", rounds);
      const facilityId = row.requiredNamed("facility", "facility", facilities);
      const reportedLevel = levelOf(row, "reported_level");
      const results = COMPONENTS.map((each) => resultOf(row, each));
      if (roundId === null || facilityId === null) return [];
      once(row, "facility", placeOf({ roundId, facilityId }));
      return { row, roundId, facilityId, reportedLevel, results };
    });
    const known = await assessmentsAt(into.tx, given);
    const listed = given.flatMap(({ row, ...values }) => {
      const { roundId, facilityId } = values;
      const different = listedOf(row, values, known.get(placeOf(values)), sectionId);
      const round = closed.get(roundId);
      if (different?.id === null) mindLife(register, row, "facility", facilityId, days.get(roundId) ?? into.run.today);
      if (different && round !== undefined) row.problem("round", "LOCKED", messages.roundIsClosed(round));
      return different ?? [];
    });
    const ids = listed.flatMap(({ id }) => id ?? []);
    return async () => {
      if (listed.length === 0) return;
      // Closing a round takes every slot of ASSESSMENT: of two on a cluster that do not see each other one is given up.
      const rowOf = new Map(listed.flatMap(({ id, row }) => (id === null ? [] : [[id, row] as const])));
      const writeAll = async () => void ids.push(...(await write(into, listed, sectionId)));
      await into.tracing(ASSESSMENT_KIND, ids, writeAll, rowOf);
      const published = isOneOf("id", ids);
      await into.tx.query(`UPDATE assessment SET published_version = version WHERE ${published.sql}`, published.params);
    };
  },
};

type Known = KnownAssessment & { results: readonly Result[] };

type Place = Pick<KnownAssessment, "facilityId" | "roundId">;
const placeOf = ({ facilityId, roundId }: Place): string => `${roundId} ${facilityId}`;

/** How many are looked for at once. */
const AT_ONCE = 500;

/** What is on record of these facilities in these rounds, by place; nobody else changes it until the transaction ends. */
async function assessmentsAt(tx: Transaction, places: readonly Place[]): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (let start = 0; start < places.length; start += AT_ONCE) {
    const keys = places.slice(start, start + AT_ONCE).map(({ facilityId, roundId }) => [facilityId, roundId]);
    const wanted = withKeys(tx, ASSESSMENT, "a", ["facilityId", "roundId"], keys);
    const assessments = await tx.query<KnownAssessment>(
      `SELECT ${selectList(ASSESSMENTS, "a")}, (SELECT s.label FROM source_section s WHERE s.id = a.section_id) AS label ` +
        `FROM ${wanted.sql}${locking(tx)}`,
      wanted.params,
    );
    const byId = new Map(assessments.map((each) => [each.id, { ...each, results: [] as Result[] }] as const));
    const own = isOneOf("assessment_id", [...byId.keys()]);
    const results = await tx.query<ComponentRow>(
      `SELECT ${selectList(omit(COMPONENT_RESULT, "id"))} FROM component_result WHERE ${own.sql}${locking(tx)}`,
      own.params,
    );
    for (const { assessmentId, component, level, grade } of results) {
      byId.get(assessmentId)?.results.push({ component, level, grade });
    }
    for (const each of byId.values()) known.set(placeOf(each), each);
  }
  return known;
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

/** Writes what differs; answers the ids of the new ones. */
async function write({ tx }: ImportContext, listed: readonly Listed[], sectionId: number): Promise<number[]> {
  const fresh = listed.filter(({ id }) => id === null);
  const written = fresh.map(({ facilityId, roundId, reportedLevel }) => ({
    ...{ facilityId, roundId, sectionId },
    ...{ status: "PUBLISHED" as const, reportedLevel },
  }));
  await upsert(tx, ASSESSMENT, ["facilityId", "roundId"], written);
  for (const { id, reportedLevel } of listed) {
    if (id !== null) await tx.change("UPDATE assessment SET reported_level = ? WHERE id = ?", [reportedLevel, id]);
  }
  const now = await assessmentsAt(tx, fresh);
  const results = listed.flatMap((each) => {
    const assessmentId = each.id ?? now.get(placeOf(each))?.id ?? 0;
    return each.results.map((result) => ({ assessmentId, ...result }));
  });
  await upsert(tx, COMPONENT_RESULT, ["assessmentId", "component"], results);
  return [...now.values()].map(({ id }) => id);
}
