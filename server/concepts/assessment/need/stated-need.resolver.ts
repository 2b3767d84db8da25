import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import {
  cloneAlone,
  createBatchBelow,
  groupByParent,
  loadForBatch,
  pointInTimeOf,
} from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { Facility } from "../../facility/register/facility.type.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { facilityOfEach } from "../../facility/register/facility-of-each.js";
import { CODES, requireKnown } from "../../known-code.js";
import { Citation } from "../../provenance/source/source.type.js";
import { Term } from "../../term/term.type.js";
import type { Result } from "../level/level-rule.js";
import { componentsOf } from "../result/assessment.store.js";
import { StatedNeed } from "../result/assessment.type.js";
import { ComponentResult } from "../result/component-result.type.js";
import { AssessmentRound } from "../round/assessment-round.type.js";
import { filledColumns, type StatedNeedRow, statedNeedsOf } from "./stated-need.store.js";
import { NeedSituation } from "./stated-need.type.js";
import {
  isFilled,
  type Presence,
  presenceOf,
  reachesLevel,
  type NeedSituation as Situation,
  situationOf,
} from "./stated-need-situation.js";

@Resolver(() => Facility)
export class FacilityNeedsResolver {
  @FieldResolver(() => [StatedNeed], {
    description: about(
      "Which of the ten systems it asked for; empty for a facility that the table does not list.",
      "Nhu cầu về mười hệ thống; rỗng với đơn vị không có trong bảng.",
    ),
  })
  async statedNeeds(
    @Root() facility: FacilityRow,
    @Arg("round", () => String, {
      nullable: true,
      description: about("Code of the round; all rounds if left out.", "Mã đợt; bỏ trống là mọi đợt."),
    })
    round: string | null | undefined,
    @Ctx() { db, snapshot }: Context,
  ): Promise<StatedNeedRow[]> {
    requireKnown(CODES.ROUND, "round", round, snapshot);
    const { asOf } = pointInTimeOf(facility);
    const needs = await loadForBatch(facility, "needs", async (facilities: readonly FacilityRow[]) => {
      const found = await statedNeedsOf(
        db,
        facilities.map(({ id }) => id),
      );
      const ofEach = groupByParent(facilities, found, ({ facilityId }) => facilityId);
      return createBatchBelow("StatedNeed", facilities, ofEach);
    });
    return needs.filter(({ roundId }) => {
      const { code, knownOn } = snapshot.rounds.byId(roundId);
      return (round == null || code === round) && (asOf === null || knownOn <= asOf);
    });
  }
}

@Resolver(() => StatedNeed)
export class StatedNeedResolver {
  @FieldResolver(() => Facility, { description: about("Whose need it is.", "Đơn vị nêu nhu cầu.") })
  facility(@Root() need: StatedNeedRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(need, "facility", (needs: readonly StatedNeedRow[]) => facilityOfEach(needs, snapshot));
  }

  @FieldResolver(() => Term, { description: about("The system.", "Hệ thống.") })
  system(@Root() { systemId }: StatedNeedRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(systemId);
  }

  @FieldResolver(() => ComponentResult, {
    nullable: true,
    description: about(
      "What the assessment of the same round reports for the component that answers to the system, a blank cell included; null: no component answers to it, or the facility has no component results in that round.",
      "Kết quả đánh giá cùng đợt của nhóm nội dung tương ứng với hệ thống, kể cả ô để trống; null: không nhóm nào tương ứng, hoặc đợt đó không có kết quả nhóm nội dung của đơn vị.",
    ),
  })
  result(@Root() need: StatedNeedRow, @Ctx() context: Context) {
    return resultOf(need, context);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: about(
      "Whether `result` has level 1 or higher, or a grade; a blank cell has neither. Null: not known, or the column is blank for every facility of the round, so that a blank cell says nothing.",
      "`result` đạt từ mức 1 trở lên hoặc được xếp hạng; ô để trống là không. Null: không biết, hoặc cả cột của đợt để trống nên ô trống không nói lên điều gì.",
    ),
  })
  async present(@Root() need: StatedNeedRow, @Ctx() context: Context): Promise<boolean | null> {
    const presence = await presenceOfNeed(need, context);
    return presence === "PRESENT" ? true : presence === "MISSING" ? false : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: about(
      "Whether `result` reaches the level that the table of needs asks for (HIS: 6); null: it asks for no level, or the level is blank or not known.",
      "`result` có đạt mức mà bảng nhu cầu hỏi (HIS: mức 6) hay không; null: bảng không hỏi mức, hoặc mức để trống, không biết.",
    ),
  })
  async reachesAskedLevel(@Root() need: StatedNeedRow, @Ctx() context: Context): Promise<boolean | null> {
    const asked = context.snapshot.systemComponents.get(need.systemId)?.level ?? null;
    return reachesLevel(await resultOf(need, context), asked);
  }

  @FieldResolver(() => NeedSituation, {
    description: about("The need beside what is there.", "Nhu cầu đặt cạnh hiện trạng."),
  })
  async situation(@Root() need: StatedNeedRow, @Ctx() context: Context) {
    return situationOfNeed(need, context);
  }

  @FieldResolver(() => AssessmentRound, {
    description: about("The survey it was stated in.", "Đợt khảo sát nêu nhu cầu."),
  })
  round(@Root() { roundId }: StatedNeedRow, @Ctx() { snapshot }: Context) {
    return cloneAlone("AssessmentRound", LATEST, snapshot.rounds.byId(roundId));
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: StatedNeedRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

export const situationOfNeed = async (need: StatedNeedRow, context: Context): Promise<Situation> =>
  situationOf(need.needed === 1, await presenceOfNeed(need, context));

export async function presenceOfNeed(need: StatedNeedRow, context: Context): Promise<Presence> {
  const result = await resultOf(need, context);
  const isBlank = result !== null && !isFilled(result);
  return presenceOf(result, isBlank && (await isColumnFilled(need, context)));
}

/** Whether any facility has a result of the component in the round of the need. */
async function isColumnFilled(need: StatedNeedRow, { db, snapshot }: Context): Promise<boolean> {
  return loadForBatch(need, "filled columns", async (needs: readonly StatedNeedRow[]) => {
    const known = snapshot.results.value;
    const columns = needs.map((each) => ({ roundId: each.roundId, component: tellerOf(each, snapshot).component }));
    const keyOf = ({ roundId, component }: (typeof columns)[number]) => `${roundId} ${component}`;
    const isInBook = ({ roundId, component }: (typeof columns)[number]) =>
      snapshot.assessments
        .ofRound(roundId)
        .some(({ id }) => known?.of(id).some((result) => result.component === component && isFilled(result)));
    const asked = [...new Map(columns.map((column) => [keyOf(column), column])).values()];
    const filled = new Set((known ? asked.filter(isInBook) : await filledColumns(db)).map(keyOf));
    return columns.map((column) => filled.has(keyOf(column)));
  });
}

/** The result of the component that tells whether the system is there, in the round of the need. */
function resultOf(need: StatedNeedRow, { db, snapshot }: Context): Result | null | Promise<Result | null> {
  const known = snapshot.results.value;
  if (known) {
    const { assessmentId, component } = tellerOf(need, snapshot);
    const results = assessmentId === null ? [] : known.of(assessmentId);
    return results.find((result) => result.component === component) ?? null;
  }
  return loadForBatch(need, "result", async (needs: readonly StatedNeedRow[]) => {
    const tellers = needs.map((each) => tellerOf(each, snapshot));
    const ids = tellers.flatMap(({ assessmentId, component }) => (component && assessmentId) ?? []);
    const found = await componentsOf(db, [...new Set(ids)]);
    const results = new Map(found.map((row) => [`${row.assessmentId} ${row.component}`, row]));
    return tellers.map(({ assessmentId, component }) => results.get(`${assessmentId} ${component}`) ?? null);
  });
}

/** Which assessment and which of its components tell whether the system is there. */
const tellerOf = ({ facilityId, roundId, systemId }: StatedNeedRow, { assessments, systemComponents }: Snapshot) => ({
  assessmentId: assessments.of(facilityId).find((each) => each.roundId === roundId)?.id ?? null,
  component: systemComponents.get(systemId)?.component ?? null,
});
