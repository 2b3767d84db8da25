import { isOneOf, locking } from "../../../core/database/sql.js";
import { upsert } from "../../../core/database/upsert.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import { FacilityLives } from "../../facility/import/facility-lives.js";
import type { ImportContext, Reader } from "../../import/reader.js";
import { LEVELS } from "../level/level-rule.js";
import { closedRounds, daysOfRounds, isClosed } from "../round/closed-rounds.js";
import { notALevel } from "../rule-set/rule-set.import.js";
import { ASSESSMENTS_LIST, GRADE_WORDS } from "./assessment.format.js";
import { ASSESSMENT_KIND } from "./assessment.kind.js";
import { COMPONENTS, type Component, type Grade, LEVELLED } from "./component.type.js";

interface KnownAssessment {
  id: number;
  facility_id: number;
  round_id: number;
  section_id: number;
  label: string;
  status: string;
  reported_level: number | null;
}

interface Result {
  component: Component;
  level: number | null;
  grade: Grade | null;
}

/** An assessment whose row says something that is not on record. */
interface Listed {
  row: Row;
  id: number | null;
  facility_id: number;
  round_id: number;
  reported_level: number | null;
  /** All six, or none where no component has ever been reported. */
  results: readonly Result[];
}

/** Published results, a row a facility in a round. A blank cell leaves what is on record. */
export const assessmentsList: Reader = {
  ...columnsIn(ASSESSMENTS_LIST),
  writes: "ASSESSMENT",
  tracesItself: true,
  async read(rows, into) {
    const facilities = await into.facilities();
    const rounds = await into.coded("assessment_round");
    const closed = await closedRounds(into);
    const sectionId = await into.sectionId();
    const roundIds = new Set(rows.flatMap((row) => rounds.find(row.text("round") ?? "") ?? []));
    const known = await assessmentsOf(into, [...roundIds]);
    const [days, lives] = [await daysOfRounds(into), await FacilityLives.of(into.tx)];
    const once = onceEach();
    const listed = rows.flatMap((row) => {
      const round_id = row.requiredNamed("round", "assessment round", rounds);
      const facility_id = row.requiredNamed("facility", "facility", facilities);
      const given = {
        reported_level: levelOf(row, "reported_level"),
        results: COMPONENTS.map((each) => resultOf(row, each)),
      };
      if (round_id === null || facility_id === null) return [];
      once(row, "facility", `${round_id} ${facility_id}`);
      const different = listedOf(
        row,
        { round_id, facility_id, ...given },
        known.get(`${round_id} ${facility_id}`),
        sectionId,
      );
      const round = closed.get(round_id);
      if (different?.id === null) lives.mind(row, "facility", facility_id, days.get(round_id) ?? into.run.today);
      if (different && round !== undefined) row.problem("round", "LOCKED", isClosed(round));
      return different ?? [];
    });
    const ids = listed.flatMap(({ id }) => id ?? []);
    return async () => {
      // Closing a round moves every slot of DATA: of two on a cluster that do not see each other one is given up.
      if (listed.length > 0) into.run.trail.scopes.add("DATA");
      const rowOf = new Map(listed.flatMap(({ id, row }) => (id === null ? [] : [[id, row] as const])));
      const writeAll = async () => {
        await write(into, listed, sectionId);
        const now = await assessmentsOf(into, [...roundIds]);
        for (const { id, round_id, facility_id } of listed) {
          if (id === null) ids.push(now.get(`${round_id} ${facility_id}`)?.id ?? 0);
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
    "SELECT id, facility_id, round_id, section_id, status, reported_level, " +
      `(SELECT s.label FROM source_section s WHERE s.id = section_id) AS label FROM assessment WHERE ${wanted.sql}${locking(tx)}`,
    wanted.params,
  );
  const results = await tx.query<Result & { assessment_id: number }>(
    "SELECT assessment_id, component, level, grade FROM component_result WHERE assessment_id IN " +
      `(SELECT id FROM assessment WHERE ${wanted.sql})${locking(tx)}`,
    wanted.params,
  );
  const byId = new Map(assessments.map((each) => [each.id, { ...each, results: [] as Result[] }] as const));
  for (const { assessment_id, component, level, grade } of results) {
    byId.get(assessment_id)?.results.push({ component, level, grade });
  }
  return new Map([...byId.values()].map((each) => [`${each.round_id} ${each.facility_id}`, each] as const));
}

/** What is to be written, or null where the row says what is on record. */
function listedOf(
  row: Row,
  { round_id, facility_id, reported_level, results }: Omit<Listed, "id" | "row">,
  known: Known | undefined,
  sectionId: number,
): Listed | null {
  const isBlank = ({ level, grade }: Result) => level === null && grade === null;
  const now = {
    ...{ row, id: known?.id ?? null, facility_id, round_id },
    reported_level: reported_level ?? known?.reported_level ?? null,
    results: results.map((result) => {
      const before = known?.results.find(({ component }) => component === result.component);
      return isBlank(result) ? (before ?? result) : result;
    }),
  };
  if (!known) {
    if (reported_level === null && results.every(isBlank)) row.required("reported_level");
    return { ...now, results: results.every(isBlank) ? [] : now.results };
  }
  const before = new Map(known.results.map((result) => [result.component, result] as const));
  const isSame = ({ component, level, grade }: Result) =>
    level === (before.get(component)?.level ?? null) && grade === (before.get(component)?.grade ?? null);
  if (now.reported_level === known.reported_level && now.results.every(isSame)) return null;
  if (known.status !== "PUBLISHED") {
    row.problem("facility", "INCONSISTENT", {
      en: `The assessment is ${known.status}; results are imported of those that are published.`,
      vi: `Bản đánh giá đang ở tình trạng ${known.status}; chỉ nhập kết quả đã công bố.`,
    });
  } else if (known.section_id !== sectionId) row.problem("facility", "OTHER_SOURCE", otherSource(known.label));
  return now;
}

export const otherSource = (label: string) => ({
  en: `This is on record otherwise from another source, "${label}", and is not replaced.`,
  vi: `Nội dung này đã có từ nguồn khác, "${label}", và khác với tệp; không bị thay thế.`,
});

/** A level, as a digit or "Mức N". */
function levelOf(row: Row, column: string): number | null {
  const text = row.text(column);
  if (text === null) return null;
  const level = Number(/^(?:mức\s*)?(\d)$/i.exec(text)?.[1] ?? Number.NaN);
  if (LEVELS.includes(level)) return level;
  row.problem(column, "NOT_A_NUMBER", notALevel(text));
  return null;
}

const resultOf = (row: Row, component: Component): Result =>
  LEVELLED.includes(component)
    ? { component, level: levelOf(row, component), grade: null }
    : { component, level: null, grade: row.word(component, GRADE_WORDS) };

async function write({ tx }: ImportContext, listed: readonly Listed[], section_id: number): Promise<void> {
  const fresh = listed.filter(({ id }) => id === null);
  const written = fresh.map(({ facility_id, round_id, reported_level }) => ({
    ...{ facility_id, round_id, section_id },
    ...{ status: "PUBLISHED", reported_level },
  }));
  await upsert(tx, "assessment", ["facility_id", "round_id"], written);
  for (const { id, reported_level } of listed) {
    if (id !== null) await tx.change("UPDATE assessment SET reported_level = ? WHERE id = ?", [reported_level, id]);
  }
  const rounds = isOneOf("round_id", [...new Set(listed.map(({ round_id }) => round_id))]);
  const all = await tx.query<{ id: number; facility_id: number; round_id: number }>(
    `SELECT id, facility_id, round_id FROM assessment WHERE ${rounds.sql}${locking(tx)}`,
    rounds.params,
  );
  const idOf = new Map(all.map((each) => [`${each.round_id} ${each.facility_id}`, each.id] as const));
  const results = listed.flatMap((each) => {
    const assessment_id = idOf.get(`${each.round_id} ${each.facility_id}`) ?? 0;
    return each.results.map((result) => ({ assessment_id, ...result }));
  });
  await upsert(tx, "component_result", ["assessment_id", "component"], results);
}
