import type { Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { asTheyAre, tableOf, text } from "../../../files/writing/table.js";
import { exported } from "../../export/export.js";
import { needed, word, words } from "../../export/parameters.js";
import { citedIn } from "../../provenance/source/source.export.js";
import * as messages from "../assessment.messages.js";
import { HIGHEST_LEVEL } from "../level/level-rule.js";
import { reasonsOf } from "../level/level-words.js";
import { GRADE_WORDS, levelOrUnknown, levelWord } from "../result/assessment.format.js";
import type { RoundRow } from "../result/assessment.store.js";
import { COMPONENT_LABELS, COMPONENTS, type Component, type Grade } from "../result/component.type.js";
import { roundNamed, ruleSetFor } from "../rule-set/rule-choice.js";
import { levelsUnder } from "./assumptions.js";
import type { AssumedResultInput } from "./what-if.type.js";

/** All facilities of the round, where one is named. */
const EVERY = "*";

export const whatIfExport = exported({
  name: "what-if",
  titleVi: "Mức của các đơn vị theo giả định",
  titleEn: "Levels under assumptions",
  field: "Query.whatIf",
  parameters: {
    round: needed("Đợt đánh giá", "Assessment round"),
    ruleSet: word("Bộ quy tắc", "Rule set"),
    assume: words("Giả định: ĐƠN_VỊ.NHÓM.KẾT_QUẢ", "Assumption: UNIT.COMPONENT.RESULT"),
  },
  async open(given, context) {
    const { snapshot } = context;
    const round = roundNamed(snapshot, given.round);
    const rules = ruleSetFor(snapshot, given.ruleSet, round);
    const assumptions = forEach((given.assume ?? []).map(readAssumption), round, snapshot);
    const { levels } = await levelsUnder(assumptions, round, rules, context);
    const byFacility = new Map(levels.map((each) => [each.assessment.facilityId, each]));
    const rows = snapshot.facilities
      .in(LATEST)
      .sortedOf([...byFacility.keys()], "NAME")
      .flatMap(({ id, code, name }) => {
        const own = byFacility.get(id);
        return own ? { ...own, code, name } : [];
      });
    type Row = (typeof rows)[number];
    const assumed = (code: string) =>
      assumptions
        .filter(({ facility }) => facility === code)
        .map(inWords)
        .join("; ");
    return tableOf<Row>(
      [
        text("Mã cơ sở", ({ code }) => code),
        text("Tên cơ sở", ({ name }) => name),
        text("Giả định", ({ code }) => assumed(code) || null),
        text("Mức công bố", ({ assessment }) => levelOrUnknown(assessment.reportedLevel)),
        text("Mức tính lại, như báo cáo", ({ before }) => levelOrUnknown(before.level)),
        text("Mức tính lại, theo giả định", ({ after }) => levelOrUnknown(after.level)),
        text("Vì sao, theo giả định", ({ after }) =>
          reasonsOf(after, snapshot)
            .map(({ vi }) => vi)
            .join(" "),
        ),
        ...citedIn<Row>(snapshot, ({ assessment }) => assessment.sectionId),
      ],
      asTheyAre(rows),
      ({ assessment }) => [assessment.sectionId],
    );
  },
});

/** "TTYT-ALUOI.LIS.BASIC", "BV-MAT.HIS.6", "*.EMR.NONE". */
function readAssumption(words: string): AssumedResultInput {
  const [, facility = "", component = "", result = ""] = /^(.+)\.([A-Z_]+)\.(\w+)$/.exec(words) ?? [];
  const isLevel = /^\d$/.test(result) && Number(result) >= 1 && Number(result) <= HIGHEST_LEVEL;
  if (!COMPONENTS.includes(component as Component) || !(isLevel || result === "NONE" || result in GRADE_WORDS))
    throw badInput(messages.notAnAssumption(words));
  return {
    ...{ facility, component: component as Component },
    ...(result === "NONE" ? { none: true } : isLevel ? { level: Number(result) } : { grade: result as Grade }),
  };
}

/** What is assumed of a facility by name goes before what is assumed of all. */
function forEach(
  assumptions: readonly AssumedResultInput[],
  round: RoundRow,
  { assessments, facilities }: Snapshot,
): AssumedResultInput[] {
  const named = assumptions.filter(({ facility }) => facility !== EVERY);
  const isNamed = (one: AssumedResultInput) =>
    named.some(({ facility, component }) => facility === one.facility && component === one.component);
  const ofAll = assumptions.filter(({ facility }) => facility === EVERY);
  const ofEach = assessments.ofRound(round.id).flatMap(({ facilityId }) => {
    const facility = facilities.in(LATEST).find(facilityId)?.code;
    return facility === undefined ? [] : ofAll.map((each) => ({ ...each, facility }));
  });
  return [...named, ...ofEach.filter((each) => !isNamed(each))];
}

function inWords({ component, level, grade }: AssumedResultInput): string {
  const result = level != null ? levelWord(level) : grade != null ? GRADE_WORDS[grade] : "không có";
  return `${COMPONENT_LABELS[component]}: ${result}`;
}
