import type { Context } from "../../../core/context.js";
import { cloneIntoBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { columnsOf, inPieces, tableOf } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { dayOf, word } from "../../export/parameters.js";
import { allBodies, facilitiesUnder } from "../../facility/list/facilities-under.js";
import { citedIn } from "../../provenance/source/source.export.js";
import type { Result } from "../level/level-rule.js";
import { nameInRound } from "../round/name-in-round.js";
import { roundNamed } from "../rule-set/rule-choice.js";
import { ASSESSMENTS_LIST, GRADE_WORDS, levelWord } from "./assessment.format.js";
import { resultsOf } from "./assessment.resolver.js";
import type { AssessmentRow, RoundRow } from "./assessment.store.js";
import type { Component } from "./component.type.js";

export const assessmentsExport = exported({
  name: "assessments",
  titleVi: ASSESSMENTS_LIST.titleVi,
  titleEn: ASSESSMENTS_LIST.titleEn,
  format: ASSESSMENTS_LIST,
  field: "Query.assessmentRounds",
  parameters: {
    round: word("Đợt đánh giá", "Assessment round"),
    under: word("Chỉ các đơn vị thuộc", "Only units within or under"),
    facility: word("Cơ sở", "Facility"),
    asOf: dayOf("Hiện trạng vào ngày", "As of the day"),
  },
  open({ round, under, facility, asOf }, context) {
    const { snapshot } = context;
    requireKnown("under", under, allBodies(snapshot));
    requireKnown("facility", facility, snapshot.facilities.in(LATEST).sorted("CODE"));
    const asked = round === null ? snapshot.rounds.all() : [roundNamed(snapshot, round)];
    const known = asked.filter(({ knownOn }) => asOf === null || knownOn <= asOf);
    const id = facility === null ? null : (snapshot.facilities.in(LATEST).findByCode(facility)?.id ?? null);
    const rows = known
      .flatMap((each) => publishedIn(each, under, context))
      .filter(({ facilityId }) => id === null || facilityId === id);
    return tableOf(columnsOfResults(context), inPieces(rows, withResults(context)), ({ row }) => [row.sectionId]);
  },
});

/** What is published of a round, by the name of the facility; drafts are in no file. */
function publishedIn(round: RoundRow, under: string | null, { snapshot }: Context): AssessmentRow[] {
  const members = under === null ? null : facilitiesUnder(under, { asOf: round.knownOn }, snapshot);
  const rows = snapshot.assessments.ofRound(round.id).filter(({ facilityId }) => members?.has(facilityId) !== false);
  const byFacility = new Map(rows.map((row) => [row.facilityId, row]));
  const sorted = snapshot.facilities.in(LATEST).sortedOf([...byFacility.keys()], "NAME");
  return sorted.flatMap(({ id }) => byFacility.get(id) ?? []);
}

interface Assessed {
  row: AssessmentRow;
  results: ReadonlyMap<Component, Result>;
}

/** Those of a piece are found in one statement, unless they are held already. */
const withResults = (context: Context) => (held: readonly AssessmentRow[]) =>
  Promise.all(
    cloneIntoBatch("Assessment", LATEST, held).map(async (row): Promise<Assessed> => {
      const results = await resultsOf(context, row);
      return { row, results: new Map(results.map((result) => [result.component, result])) };
    }),
  );

function columnsOfResults({ snapshot }: Context) {
  const level = (number: number | null | undefined) => (number == null ? null : levelWord(number));
  const levelOf =
    (component: Component) =>
    ({ results }: Assessed) =>
      level(results.get(component)?.level);
  const gradeOf =
    (component: Component) =>
    ({ results }: Assessed) => {
      const grade = results.get(component)?.grade;
      return grade == null ? null : GRADE_WORDS[grade];
    };
  const columns = columnsOf(
    ASSESSMENTS_LIST,
    {
      round: ({ row }: Assessed) => snapshot.rounds.byId(row.roundId).code,
      facility: ({ row }) => snapshot.facilities.in(LATEST).find(row.facilityId)?.code ?? null,
      reported_level: ({ row }) => level(row.reportedLevel),
      HIS: levelOf("HIS"),
      LIS: gradeOf("LIS"),
      RIS_PACS: gradeOf("RIS_PACS"),
      EMR: gradeOf("EMR"),
      MANAGEMENT: gradeOf("MANAGEMENT"),
      INFRASTRUCTURE: levelOf("INFRASTRUCTURE"),
    },
    { facility: ({ row }) => nameInRound(row, snapshot) },
  );
  return [...columns, ...citedIn(snapshot, ({ row }: Assessed) => row.sectionId)];
}
