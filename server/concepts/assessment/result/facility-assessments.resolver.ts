import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { RecordedAsOf } from "../../../core/schema/as-of.js";
import { IsAtLeast } from "../../../core/schema/checks.js";
import { createBatchBelow, loadForBatch, own, pointInTimeOf } from "../../../core/snapshot/batch.js";
import { Facility } from "../../facility/register/facility.type.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { CODES, requireKnown } from "../../known-code.js";
import type { AssessmentRow } from "./assessment.store.js";
import { Assessment } from "./assessment.type.js";
import { recordedBy } from "./assessment-record.js";

@ArgsType()
class LastArgs {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "Only the newest so many, the newest first; all if left out. It is no page: those of a round are paged by `AssessmentRound.assessments`.",
      "Chỉ lấy chừng này kết quả mới nhất, mới nhất trước; bỏ trống là tất cả. Không phải phân trang: `AssessmentRound.assessments` phân trang kết quả của một đợt.",
    ),
  })
  @IsAtLeast(1)
  last?: number;
}

/** The assessments of a facility, added to its type by the concept that owns them. */
@Resolver(() => Facility)
export class FacilityAssessmentsResolver {
  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "Its published result in one round; null if there is none.",
      "Kết quả đã công bố của đơn vị trong một đợt; null nếu không có.",
    ),
  })
  assessment(
    @Root() facility: FacilityRow,
    @Arg("round", () => String, { description: about('Code of the round, such as "2022".', 'Mã đợt, ví dụ "2022".') })
    round: string,
    @RecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() context: Context,
  ) {
    requireKnown(CODES.ROUND, "round", round, context.snapshot);
    const wanted = context.snapshot.rounds.all().find(({ code }) => code === round);
    const ofRound = (all: readonly AssessmentRow[]) => all.find(({ roundId }) => roundId === wanted?.id) ?? null;
    return recordedAsOf == null
      ? ofRound(assessmentsAt(context, facility))
      : recordedAt(context, facility, recordedAsOf).then(ofRound);
  }

  @FieldResolver(() => [Assessment], {
    description: about(
      "Its published results, newest round first.",
      "Các kết quả đã công bố của đơn vị, đợt mới nhất trước.",
    ),
  })
  assessments(
    @Root() facility: FacilityRow,
    @Args(() => LastArgs) { last }: LastArgs,
    @RecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() context: Context,
  ) {
    return recordedAsOf == null
      ? assessmentsAt(context, facility, last)
      : recordedAt(context, facility, recordedAsOf).then((all) => all.slice(0, last));
  }

  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "Its published result in the newest round known on that day; null if there is none.",
      "Kết quả đã công bố ở đợt mới nhất được biết vào ngày đó; null nếu không có.",
    ),
  })
  latestAssessment(@Root() facility: FacilityRow, @Ctx() context: Context) {
    return assessmentsAt(context, facility, 1)[0] ?? null;
  }
}

/** The assessments of a facility that are known then, newest first, or only the `last` of them. */
function assessmentsAt({ snapshot }: Context, facility: FacilityRow, last?: number): AssessmentRow[] {
  return loadForBatch(facility, `assessments ${last}`, (facilities: readonly FacilityRow[]) =>
    createBatchBelow(
      "Assessment",
      facilities,
      facilities.map((each) => knownOf(each, snapshot).slice(0, last).map(own)),
    ),
  ) as AssessmentRow[];
}

/** The same as they were on record at the end of a day. */
async function recordedAt({ db, snapshot }: Context, facility: FacilityRow, day: string): Promise<AssessmentRow[]> {
  return loadForBatch(facility, `assessments recorded ${day}`, async (facilities: readonly FacilityRow[]) => {
    // One facility may stand in the batch several times, as that of several assessments.
    const known = new Set(facilities.flatMap((each) => knownOf(each, snapshot)));
    const recorded = await recordedBy(db, [...known].map(own), day);
    const was = new Map([...known].map(({ id }, i) => [id, recorded[i] ?? null]));
    const ofEach = facilities.map((each) =>
      knownOf(each, snapshot)
        .flatMap(({ id }) => was.get(id) ?? [])
        .map((row) => ({ ...row, recordedAsOf: day })),
    );
    return createBatchBelow("Assessment", facilities, ofEach);
  });
}

function knownOf(facility: FacilityRow, { assessments, rounds }: Snapshot): readonly AssessmentRow[] {
  const { asOf } = pointInTimeOf(facility);
  const all = assessments.of(facility.id);
  return asOf === null ? all : all.filter(({ roundId }) => rounds.byId(roundId).knownOn <= asOf);
}
